using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>y = x Wᵀ + b. PyTorch: torch.nn.Linear.</summary>
/// <remarks>Shapes: [..., inFeatures] → [..., outFeatures]. Initial values: weight and bias from U(-1/√inFeatures, 1/√inFeatures).</remarks>
public sealed class Linear : Module<Variable, Variable>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="inFeatures">Size of the last dimension of the input.</param>
    /// <param name="outFeatures">Size of the last dimension of the output.</param>
    /// <param name="bias">Whether b is added. Default true.</param>
    /// <param name="generator">Source of the initial values. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public Linear(int inFeatures, int outFeatures, bool bias = true, Generator? generator = null)
    {
        Errors.Require(inFeatures >= 0, nameof(Linear), nameof(inFeatures), inFeatures, "0 or more");
        Errors.Require(outFeatures >= 0, nameof(Linear), nameof(outFeatures), outFeatures, "0 or more");
        Weight = new Parameter(Tensor.Empty([outFeatures, inFeatures]));
        Bias = bias ? new Parameter(Tensor.Empty([outFeatures])) : null;
        Init.Default(Weight, Bias, generator);
    }

    /// <summary>W, [outFeatures, inFeatures].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [outFeatures], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"Linear {Weight.Shape[1]}->{Weight.Shape[0]}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.Linear(x, Weight, Bias);
}
