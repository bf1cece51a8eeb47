namespace AutoGrad.NN;

/// <summary>Layers without state, as functions. PyTorch: torch.nn.functional.</summary>
public static partial class Functional
{
    /// <summary>Rectifier, max(x, 0); NaN stays NaN. PyTorch: torch.nn.functional.relu.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy where x > 0. Kinks: 0, where the derivative is 0.</remarks>
    public static Variable Relu(Variable input) => Errors.Given(input).Relu();

    /// <summary>Leaky rectifier: x above 0, negativeSlope · x elsewhere. PyTorch: torch.nn.functional.leaky_relu.</summary>
    /// <param name="input">The input.</param>
    /// <param name="negativeSlope">Slope below 0. Default 0.01.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy above 0, dy · negativeSlope elsewhere. Kinks: 0, where the derivative is negativeSlope.</remarks>
    public static Variable LeakyRelu(Variable input, double negativeSlope = 0.01) => new Ops.LeakyRelu(negativeSlope).Apply(input);

    /// <summary>Exponential linear unit: x above 0, alpha · (exp(x) - 1) elsewhere. PyTorch: torch.nn.functional.elu.</summary>
    /// <param name="input">The input.</param>
    /// <param name="alpha">Limit below, with the other sign. Default 1.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy above 0, dy · alpha · exp(x) elsewhere. Kinks: 0, where the derivative is alpha.</remarks>
    public static Variable Elu(Variable input, double alpha = 1) => new Ops.Elu(alpha, 1, 1).Apply(input);

    /// <summary>Scaled exponential linear unit, which keeps mean 0 and variance 1 through deep nets. Klambauer et al. 2017, arXiv:1706.02515. PyTorch: torch.nn.functional.selu.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = 1.0507 · dy above 0, 1.7581 · dy · exp(x) elsewhere. Kinks: 0, where the derivative is 1.7581.</remarks>
    public static Variable Selu(Variable input) => new Ops.Elu(1.6732632423543772, 1.0507009873554805, 1).Apply(input);

    /// <summary>Continuously differentiable exponential linear unit: x above 0, alpha · (exp(x / alpha) - 1) elsewhere. Barron 2017, arXiv:1704.07483. PyTorch: torch.nn.functional.celu.</summary>
    /// <param name="input">The input.</param>
    /// <param name="alpha">Limit below, with the other sign; not 0. Default 1.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy above 0, dy · exp(x / alpha) elsewhere. Kinks: 0, where the derivative is 1.</remarks>
    /// <exception cref="ArgumentException">alpha is 0.</exception>
    public static Variable Celu(Variable input, double alpha = 1) => alpha != 0 ? new Ops.Elu(alpha, 1, 1 / alpha).Apply(input) : throw Errors.Argument("Celu", "alpha is 0. Pass another number.");

    /// <summary>Gaussian error linear unit, x · Φ(x). Hendrycks and Gimpel 2016, arXiv:1606.08415. PyTorch: torch.nn.functional.gelu.</summary>
    /// <param name="input">The input.</param>
    /// <param name="approximate">The exact form, or the one with tanh. Default None.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · (Φ(x) + x · φ(x)). Kinks: none.</remarks>
    public static Variable Gelu(Variable input, GeluApproximate approximate = GeluApproximate.None) => approximate == GeluApproximate.Tanh ? Ops.GeluTanh.Instance.Apply(input) : Ops.Gelu.Instance.Apply(input);

    /// <summary>Sigmoid linear unit or swish, x · σ(x). PyTorch: torch.nn.functional.silu.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · σ(x) (1 + x (1 - σ(x))). Kinks: none.</remarks>
    public static Variable Silu(Variable input) => Ops.Silu.Instance.Apply(input);

    /// <summary>Mish, x · tanh(log(1 + eˣ)). Misra 2019, arXiv:1908.08681. PyTorch: torch.nn.functional.mish.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · (t + x · σ(x) (1 - t²)) with t = tanh(log(1 + eˣ)). Kinks: none.</remarks>
    public static Variable Mish(Variable input) => Ops.Mish.Instance.Apply(input);

    /// <summary>Logistic function, 1 / (1 + e⁻ˣ). PyTorch: torch.nn.functional.sigmoid.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · y (1 - y). Kinks: none.</remarks>
    public static Variable Sigmoid(Variable input) => Errors.Given(input).Sigmoid();

    /// <summary>Logarithm of the logistic function, without overflow. PyTorch: torch.nn.functional.logsigmoid.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · σ(-x). Kinks: none.</remarks>
    public static Variable LogSigmoid(Variable input) => Ops.LogSigmoid.Instance.Apply(input);

    /// <summary>Hyperbolic tangent. PyTorch: torch.nn.functional.tanh.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · (1 - y²). Kinks: none.</remarks>
    public static Variable Tanh(Variable input) => Errors.Given(input).Tanh();

    /// <summary>Smooth rectifier, log(1 + exp(beta · x)) / beta, without overflow; x itself where beta · x is above the threshold. PyTorch: torch.nn.functional.softplus.</summary>
    /// <param name="input">The input.</param>
    /// <param name="beta">Sharpness; not 0. Default 1.</param>
    /// <param name="threshold">Where it becomes the identity. Default 20.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · σ(beta · x), and dy above the threshold. Kinks: the threshold, where the derivative is σ(threshold).</remarks>
    /// <exception cref="ArgumentException">beta is 0.</exception>
    public static Variable Softplus(Variable input, double beta = 1, double threshold = 20) => new Ops.Softplus(beta, threshold).Apply(input);

    /// <summary>Softsign, x / (1 + |x|). PyTorch: torch.nn.functional.softsign.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy / (1 + |x|)². Kinks: none of first order; the second derivative jumps at 0.</remarks>
    public static Variable Softsign(Variable input) => Ops.Softsign.Instance.Apply(input);

    /// <summary>x - tanh x. PyTorch: torch.nn.functional.tanhshrink.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · tanh² x. Kinks: none.</remarks>
    public static Variable Tanhshrink(Variable input) => Ops.Tanhshrink.Instance.Apply(input);

    /// <summary>x limited to [minVal, maxVal]. PyTorch: torch.nn.functional.hardtanh.</summary>
    /// <param name="input">The input.</param>
    /// <param name="minVal">Lower bound. Default -1.</param>
    /// <param name="maxVal">Upper bound. Default 1.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy between the bounds. Kinks: both bounds, where the derivative is 0.</remarks>
    /// <exception cref="ArgumentException">minVal is above maxVal.</exception>
    public static Variable Hardtanh(Variable input, double minVal = -1, double maxVal = 1) => new Ops.Hardtanh(minVal, maxVal).Apply(input);

    /// <summary>x limited to [0, 6]. PyTorch: torch.nn.functional.relu6.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy between the bounds. Kinks: 0 and 6, where the derivative is 0.</remarks>
    public static Variable Relu6(Variable input) => new Ops.Hardtanh(0, 6).Apply(input);

    /// <summary>(x + 3) / 6 limited to [0, 1]. PyTorch: torch.nn.functional.hardsigmoid.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy / 6 between -3 and 3. Kinks: -3 and 3, where the derivative is 0.</remarks>
    public static Variable Hardsigmoid(Variable input) => Ops.Hardsigmoid.Instance.Apply(input);

    /// <summary>x · (x + 3) / 6 between -3 and 3, 0 below, x above. Howard et al. 2019, arXiv:1905.02244. PyTorch: torch.nn.functional.hardswish.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · (x / 3 + 1 / 2) between -3 and 3, dy above. Kinks: -3, where the derivative is -1/2, and 3, where it is 1.</remarks>
    public static Variable Hardswish(Variable input) => Ops.Hardswish.Instance.Apply(input);

    /// <summary>x outside [-lambd, lambd], 0 inside. PyTorch: torch.nn.functional.hardshrink.</summary>
    /// <param name="input">The input.</param>
    /// <param name="lambd">Half width of the gap. Default 0.5.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy outside. Kinks: ±lambd, where the derivative is 0.</remarks>
    public static Variable Hardshrink(Variable input, double lambd = 0.5) => new Ops.Hardshrink(lambd).Apply(input);

    /// <summary>x - lambd above lambd, x + lambd below -lambd, 0 between. PyTorch: torch.nn.functional.softshrink.</summary>
    /// <param name="input">The input.</param>
    /// <param name="lambd">Half width of the gap, at least 0. Default 0.5.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy outside. Kinks: ±lambd, where the derivative is 0.</remarks>
    /// <exception cref="ArgumentException">lambd is negative.</exception>
    public static Variable Softshrink(Variable input, double lambd = 0.5) => new Ops.Softshrink(lambd).Apply(input);

    /// <summary>x above the threshold, a value elsewhere. PyTorch: torch.nn.functional.threshold.</summary>
    /// <param name="input">The input.</param>
    /// <param name="threshold">The limit.</param>
    /// <param name="value">In place of what is not above it.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy above the threshold. Kinks: the threshold, where the derivative is 0.</remarks>
    public static Variable Threshold(Variable input, double threshold, double value) => new Ops.Threshold(threshold, value).Apply(input);
}
