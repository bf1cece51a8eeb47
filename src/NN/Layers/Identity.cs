namespace AutoGrad.NN;

/// <summary>Returns its input. PyTorch: torch.nn.Identity.</summary>
public sealed class Identity : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => x;
}
