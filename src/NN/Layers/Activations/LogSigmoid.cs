using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>log σ(x), computed stably. PyTorch: torch.nn.LogSigmoid.</summary>
/// <remarks>Shapes: any → the same. The formula, the derivative and the value at kinks are those of <see cref="Functional.LogSigmoid"/>.</remarks>
public sealed class LogSigmoid : Module<Variable, Variable>
{
    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.LogSigmoid(x);
}
