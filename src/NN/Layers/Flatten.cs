namespace AutoGrad.NN;

/// <summary>Merges a range of dimensions into one. PyTorch: torch.nn.Flatten.</summary>
/// <param name="startDim">First dimension. Default 1, which keeps the batch.</param>
/// <param name="endDim">Last dimension. Default -1.</param>
public sealed class Flatten(int startDim = 1, int endDim = -1) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"Flatten {startDim}..{endDim}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Errors.Given(x).Flatten(startDim, endDim);
}
