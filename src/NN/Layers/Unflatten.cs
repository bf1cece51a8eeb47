namespace AutoGrad.NN;

/// <summary>One dimension becomes several: the inverse of <see cref="Flatten"/>. PyTorch: torch.nn.Unflatten.</summary>
/// <param name="dim">The dimension; negative counts from the end.</param>
/// <param name="unflattenedSize">Its new sizes; one may be -1.</param>
public sealed class Unflatten(int dim, params int[] unflattenedSize) : Module<Variable, Variable>
{
    private readonly int[] _sizes = [.. Errors.Given(unflattenedSize)];

    /// <inheritdoc/>
    public override string Description => $"Unflatten {dim} to [{string.Join(", ", _sizes)}]";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Errors.Given(x).Unflatten(dim, _sizes);
}
