namespace AutoGrad.NN;

/// <summary>Logarithm of the softmax along dim, computed stably. PyTorch: torch.nn.LogSoftmax.</summary>
/// <param name="dim">The dimension.</param>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Variable.LogSoftmax(int)"/>.</remarks>
public sealed class LogSoftmax(int dim) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"LogSoftmax dim={dim}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Errors.Given(x).LogSoftmax(dim);
}
