namespace AutoGrad.NN;

/// <summary>Exponentials divided by their sum along dim. PyTorch: torch.nn.Softmax.</summary>
/// <param name="dim">The dimension.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Variable.Softmax(int)"/>.</remarks>
public sealed class Softmax(int dim) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Softmax dim={dim}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Errors.Given(x).Softmax(dim);
}
