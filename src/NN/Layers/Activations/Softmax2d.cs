namespace AutoGrad.NN;

/// <summary>Softmax over the channels of every pixel. PyTorch: torch.nn.Softmax2d.</summary>
public sealed class Softmax2d : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Errors.Given(x).Rank is 3 or 4 ? x.Softmax(-3) : throw Errors.PoolRank(nameof(Softmax2d), x.Shape, 3);
}
