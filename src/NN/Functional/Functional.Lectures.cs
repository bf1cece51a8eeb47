namespace AutoGrad.NN;

/// <summary>The activation functions of the lectures' table that PyTorch lacks or calls otherwise.</summary>
public static partial class Functional
{
    /// <summary>The input itself. PyTorch: torch.nn.Identity.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The input.</returns>
    /// <remarks>Derivative: dx = dy. Kinks: none.</remarks>
    public static Variable Identity(Variable input) => Errors.Given(input);

    /// <summary>Binary step: 1 from 0 on, 0 below and for NaN. One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: zero everywhere. Kinks: the jump at 0, where the derivative is 0.</remarks>
    public static Variable Step(Variable input) => Ops.Step.Instance.Apply(input);

    /// <summary>Logistic function, 1 / (1 + e⁻ˣ); another name of <see cref="Sigmoid"/>. One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · y (1 - y). Kinks: none.</remarks>
    public static Variable Logistic(Variable input) => Errors.Given(input).Sigmoid();

    /// <summary>Inverse tangent. One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy / (1 + x²). Kinks: none.</remarks>
    public static Variable Arctan(Variable input) => Errors.Given(input).Atan();

    /// <summary>Bent identity, (√(x² + 1) - 1) / 2 + x. One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · (x / (2 √(x² + 1)) + 1). Kinks: none.</remarks>
    public static Variable BentIdentity(Variable input) => Ops.BentIdentity.Instance.Apply(input);

    /// <summary>Soft exponential, which leads from the logarithm (alpha -1) over the identity (0) to the exponential (1). Godfrey and Gashler 2016, arXiv:1602.01321. One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <param name="alpha">Below 0: -log(1 - alpha (x + alpha)) / alpha; 0: x; above: (exp(alpha x) - 1) / alpha + alpha.</param>
    /// <returns>A variable of this shape; NaN outside the logarithm's domain. Integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy / (1 - alpha (x + alpha)) for alpha below 0, dy · exp(alpha x) else. Kinks: none.</remarks>
    public static Variable SoftExponential(Variable input, double alpha) => new Ops.SoftExponential(alpha).Apply(input);

    /// <summary>Sine. One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = dy · cos x. Kinks: none.</remarks>
    public static Variable Sinusoid(Variable input) => Errors.Given(input).Sin();

    /// <summary>Unnormalised sinc, sin(x) / x, 1 at 0. (The method <see cref="Variable.Sinc"/> is torch.sinc, sin(πx) / (πx).) One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: (cos x - y) / x, 0 at 0. Kinks: none.</remarks>
    public static Variable Sinc(Variable input) => Ops.Sinc.Unnormalized.Apply(input);

    /// <summary>Gaussian, exp(-x²). One of the lectures' table.</summary>
    /// <param name="input">The input.</param>
    /// <returns>A variable of this shape; integers become Float32.</returns>
    /// <remarks>Derivative: dx = -2 dy · x · y. Kinks: none.</remarks>
    public static Variable Gaussian(Variable input) => Ops.Gaussian.Instance.Apply(input);
}
