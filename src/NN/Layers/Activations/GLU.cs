using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>First half times the sigmoid of the second half, along dim. PyTorch: torch.nn.GLU.</summary>
/// <param name="dim">The dimension, of even size. Default -1.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.Glu"/>.</remarks>
public sealed class GLU(int dim = -1) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"GLU dim={dim}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Glu(x, dim);
}
