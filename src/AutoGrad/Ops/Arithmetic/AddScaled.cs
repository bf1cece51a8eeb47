namespace AutoGrad;

public partial class Variable
{
    /// <summary>Elementwise sum with a factor, y = a + alpha · b. PyTorch: torch.add.</summary>
    /// <param name="other">The second term.</param>
    /// <param name="alpha">Its factor.</param>
    /// <returns>A variable of the broadcast shape and common dtype.</returns>
    /// <remarks>Derivative: da = dy, db = dy · alpha. Saves nothing. Kinks: none.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public Variable Add(Variable other, Scalar alpha) => Add(Errors.Given(other).Mul(alpha));
}

public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.Add(Variable, Scalar)"/>
    public Tensor Add(Tensor other, Scalar alpha) => Add(Errors.Given(other).Mul(alpha));
}
