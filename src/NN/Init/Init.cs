namespace AutoGrad.NN;

/// <summary>The nonlinearity that follows a layer, for <see cref="Init.CalculateGain"/>.</summary>
public enum Nonlinearity
{
    /// <summary>None: gain 1.</summary>
    Linear,

    /// <summary>Logistic function: gain 1.</summary>
    Sigmoid,

    /// <summary>Hyperbolic tangent: gain 5/3.</summary>
    Tanh,

    /// <summary>Rectifier: gain √2.</summary>
    ReLU,

    /// <summary>Leaky rectifier: gain √(2 / (1 + slope²)).</summary>
    LeakyReLU,

    /// <summary>Self-normalising unit: gain 3/4.</summary>
    SELU,
}

/// <summary>Which fan of a weight keeps its magnitude.</summary>
public enum FanMode
{
    /// <summary>Inputs: the forward pass.</summary>
    FanIn,

    /// <summary>Outputs: the backward pass.</summary>
    FanOut,
}

/// <summary>Fills tensors with initial values, in place. PyTorch: torch.nn.init.</summary>
public static partial class Init
{
    /// <summary>The recommended gain of a nonlinearity. PyTorch: calculate_gain.</summary>
    /// <param name="nonlinearity">What follows the layer.</param>
    /// <param name="param">Slope of LeakyReLU. Default 0.01.</param>
    /// <returns>The gain.</returns>
    public static double CalculateGain(Nonlinearity nonlinearity, double param = 0.01) => nonlinearity switch
    {
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.ReLU => Math.Sqrt(2),
        Nonlinearity.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
        Nonlinearity.SELU => 0.75,
        _ => 1,
    };

    /// <summary>Fills with draws from U(a, b). PyTorch: uniform_.</summary>
    /// <param name="variable">What to fill.</param>
    /// <param name="a">Lower bound. Default 0.</param>
    /// <param name="b">Upper bound. Default 1.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    public static void Uniform(Variable variable, double a = 0, double b = 1, Generator? generator = null) => Data(variable).UniformInPlace(a, b, generator);

    /// <summary>Fills with draws from N(mean, std²). PyTorch: normal_.</summary>
    /// <param name="variable">What to fill.</param>
    /// <param name="mean">Mean. Default 0.</param>
    /// <param name="std">Standard deviation. Default 1.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    public static void Normal(Variable variable, double mean = 0, double std = 1, Generator? generator = null) => Data(variable).NormalInPlace(mean, std, generator);

    /// <summary>Fills with one value. PyTorch: constant_.</summary>
    /// <param name="variable">What to fill.</param>
    /// <param name="val">The value.</param>
    public static void Constant(Variable variable, double val) => Data(variable).FillInPlace(val);

    /// <summary>Fills with zeros. PyTorch: zeros_.</summary>
    /// <param name="variable">What to fill.</param>
    public static void Zeros(Variable variable) => Constant(variable, 0);

    /// <summary>Fills with ones. PyTorch: ones_.</summary>
    /// <param name="variable">What to fill.</param>
    public static void Ones(Variable variable) => Constant(variable, 1);

    /// <summary>Glorot's uniform initialisation, bound gain·√(6 / (fanIn + fanOut)). PyTorch: xavier_uniform_.</summary>
    /// <param name="variable">A weight of at least two dimensions.</param>
    /// <param name="gain">Factor. Default 1.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ShapeException">The weight has fewer than two dimensions.</exception>
    /// <remarks>Source: Glorot, Bengio 2010.</remarks>
    public static void XavierUniform(Variable variable, double gain = 1, Generator? generator = null)
    {
        (int fanIn, int fanOut) = Fans(variable, "XavierUniform");
        double bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
        Uniform(variable, -bound, bound, generator);
    }

    /// <summary>Glorot's normal initialisation, deviation gain·√(2 / (fanIn + fanOut)). PyTorch: xavier_normal_.</summary>
    /// <param name="variable">A weight of at least two dimensions.</param>
    /// <param name="gain">Factor. Default 1.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ShapeException">The weight has fewer than two dimensions.</exception>
    /// <remarks>Source: Glorot, Bengio 2010.</remarks>
    public static void XavierNormal(Variable variable, double gain = 1, Generator? generator = null)
    {
        (int fanIn, int fanOut) = Fans(variable, "XavierNormal");
        Normal(variable, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)), generator);
    }

    /// <summary>He's uniform initialisation, bound gain·√(3 / fan). PyTorch: kaiming_uniform_.</summary>
    /// <param name="variable">A weight of at least two dimensions.</param>
    /// <param name="a">Slope of the LeakyReLU that follows. Default 0.</param>
    /// <param name="mode">Which fan counts. Default FanIn.</param>
    /// <param name="nonlinearity">What follows the layer. Default LeakyReLU.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ShapeException">The weight has fewer than two dimensions.</exception>
    /// <remarks>Source: He et al. 2015, arXiv:1502.01852.</remarks>
    public static void KaimingUniform(Variable variable, double a = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyReLU, Generator? generator = null)
    {
        double bound = Math.Sqrt(3) * KaimingStd(variable, a, mode, nonlinearity, "KaimingUniform");
        Uniform(variable, -bound, bound, generator);
    }

    /// <summary>He's normal initialisation, deviation gain / √fan. PyTorch: kaiming_normal_.</summary>
    /// <param name="variable">A weight of at least two dimensions.</param>
    /// <param name="a">Slope of the LeakyReLU that follows. Default 0.</param>
    /// <param name="mode">Which fan counts. Default FanIn.</param>
    /// <param name="nonlinearity">What follows the layer. Default LeakyReLU.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ShapeException">The weight has fewer than two dimensions.</exception>
    /// <remarks>Source: He et al. 2015, arXiv:1502.01852.</remarks>
    public static void KaimingNormal(Variable variable, double a = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyReLU, Generator? generator = null) =>
        Normal(variable, 0, KaimingStd(variable, a, mode, nonlinearity, "KaimingNormal"), generator);

    /// <summary>Inputs and outputs that one unit of a weight [out, in, ...kernel] sees.</summary>
    internal static (int FanIn, int FanOut) Fans(Variable variable, string caller)
    {
        ArgumentNullException.ThrowIfNull(variable);
        Shape shape = variable.Shape;
        if (shape.Rank < 2)
        {
            throw Errors.Shape(caller, shape, $"fans need at least two dimensions, {shape} has {shape.Rank}. Use Uniform, Normal or Zeros for vectors.");
        }

        int field = 1;
        for (int i = 2; i < shape.Rank; i++)
        {
            field *= shape[i];
        }

        return (shape[1] * field, shape[0] * field);
    }

    /// <summary>PyTorch's default for weights and biases of linear and convolution layers: U(-1/√fanIn, 1/√fanIn).</summary>
    internal static void Default(Variable weight, Variable? bias, Generator? generator)
    {
        double bound = 1 / Math.Sqrt(Math.Max(1, Fans(weight, "Init").FanIn));
        Uniform(weight, -bound, bound, generator);
        if (bias is not null)
        {
            Uniform(bias, -bound, bound, generator);
        }
    }

    private static double KaimingStd(Variable variable, double a, FanMode mode, Nonlinearity nonlinearity, string caller)
    {
        (int fanIn, int fanOut) = Fans(variable, caller);
        return CalculateGain(nonlinearity, a) / Math.Sqrt(mode == FanMode.FanIn ? fanIn : fanOut);
    }

    private static Tensor Data(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable.Data;
    }
}
