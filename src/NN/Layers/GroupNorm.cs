using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Normalises groups of channels of each sample, then scales and shifts each channel. PyTorch: torch.nn.GroupNorm.</summary>
/// <remarks>Shapes: [N, C, ...] → the same. Source: Wu, He 2018, arXiv:1803.08494.</remarks>
public sealed class GroupNorm : Module<Variable, Variable>
{
    private readonly int _numGroups;
    private readonly int _numChannels;
    private readonly double _eps;

    /// <summary>Creates the layer.</summary>
    /// <param name="numGroups">Number of groups; divides numChannels.</param>
    /// <param name="numChannels">Channels C.</param>
    /// <param name="eps">Added to the variance. Default 1e-5.</param>
    /// <param name="affine">Whether scale and shift are learned. Default true.</param>
    /// <exception cref="ArgumentException">numGroups does not divide numChannels.</exception>
    public GroupNorm(int numGroups, int numChannels, double eps = 1e-5, bool affine = true)
    {
        LayerArguments.Divides("GroupNorm", nameof(numGroups), numGroups, nameof(numChannels), numChannels);
        _numGroups = numGroups;
        _numChannels = numChannels;
        _eps = eps;
        Weight = affine ? new Parameter(Tensor.Ones([numChannels])) : null;
        Bias = affine ? new Parameter(Tensor.Zeros([numChannels])) : null;
    }

    /// <summary>Scale, [numChannels], ones at first; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shift, [numChannels], zeros at first; null without affine.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"GroupNorm {_numGroups} of {_numChannels}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.GroupNorm(x, _numGroups, Weight, Bias, _eps);
}
