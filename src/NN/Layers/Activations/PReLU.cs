using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>x above 0, a learned slope times x below. PyTorch: torch.nn.PReLU.</summary>
/// <remarks>Shapes: any with numParameters 1, else [N, numParameters, ...] → the same. Source: He et al. 2015, arXiv:1502.01852.</remarks>
public sealed class PReLU : Module<Variable, Variable>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="numParameters">1, or one slope for each channel of dim 1. Default 1.</param>
    /// <param name="init">The first value of the slopes. Default 0.25.</param>
    /// <exception cref="ArgumentOutOfRangeException">numParameters is below 1.</exception>
    public PReLU(int numParameters = 1, double init = 0.25)
    {
        Errors.Require(numParameters >= 1, nameof(PReLU), nameof(numParameters), numParameters, "1 or more");
        Weight = new Parameter(Tensor.Full([numParameters], init));
    }

    /// <summary>The slopes, [numParameters].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"PReLU {Weight.NumEl}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Prelu(x, Weight);
}
