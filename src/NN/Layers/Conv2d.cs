using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Two-dimensional convolution (cross-correlation). PyTorch: torch.nn.Conv2d.</summary>
/// <remarks>Shapes: [N, inChannels, H, W] → [N, outChannels, H', W'], or without N. Initial values: U(-1/√fan, 1/√fan), fan = inChannels / groups · kernelH · kernelW.</remarks>
public sealed class Conv2d : Module<Variable, Variable>
{
    private readonly Size2 _kernelSize;
    private readonly Size2 _stride;
    private readonly Padding _padding;
    private readonly Size2 _dilation;
    private readonly int _groups;
    private readonly PaddingMode _paddingMode;

    /// <summary>Creates the layer.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <param name="padding">Elements around the input, or Padding.Same. Default 0.</param>
    /// <param name="dilation">Distance of the kernel's elements. Default 1.</param>
    /// <param name="groups">Blocks of channels that do not see one another; divides both channel counts. Default 1.</param>
    /// <param name="bias">Whether a bias is added. Default true.</param>
    /// <param name="paddingMode">What the padding holds. Default zeros.</param>
    /// <param name="generator">Source of the initial values. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentException">A size is not positive, or groups does not divide the channels.</exception>
    public Conv2d(
        int inChannels, int outChannels, Size2 kernelSize, Size2? stride = null, Padding padding = default, Size2? dilation = null, int groups = 1, bool bias = true,
        PaddingMode paddingMode = PaddingMode.Zeros, Generator? generator = null)
    {
        LayerArguments.Channels("Conv2d", inChannels, outChannels, groups);
        LayerArguments.Positive("Conv2d", nameof(kernelSize), kernelSize);
        _kernelSize = kernelSize;
        _stride = stride ?? 1;
        _padding = padding;
        _dilation = dilation ?? 1;
        _groups = groups;
        _paddingMode = paddingMode;
        Weight = new Parameter(Tensor.Empty([outChannels, inChannels / groups, kernelSize.Height, kernelSize.Width]));
        Bias = bias ? new Parameter(Tensor.Empty([outChannels])) : null;
        Init.Default(Weight, Bias, generator);
    }

    /// <summary>The kernel, [outChannels, inChannels / groups, kernelH, kernelW].</summary>
    public Parameter Weight { get; }

    /// <summary>The bias, [outChannels], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string Description => $"Conv2d {Weight.Shape[1] * _groups}->{Weight.Shape[0]}, {_kernelSize.Height}x{_kernelSize.Width}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x)
    {
        if (_paddingMode == PaddingMode.Zeros)
        {
            return F.Conv2d(x, Weight, Bias, _stride, _padding, _dilation, _groups);
        }

        (int top, int bottom) = Padding.Split(_padding.IsSame, _padding.Size.Height, _kernelSize.Height, _dilation.Height);
        (int left, int right) = Padding.Split(_padding.IsSame, _padding.Size.Width, _kernelSize.Width, _dilation.Width);
        return F.Conv2d(LayerArguments.Padded(x, _paddingMode, left, right, top, bottom), Weight, Bias, _stride, 0, _dilation, _groups);
    }
}
