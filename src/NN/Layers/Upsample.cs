using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>A signal, image or volume at another size. PyTorch: torch.nn.Upsample.</summary>
public sealed class Upsample : Module<Variable, Variable>
{
    private readonly Shape? _size;
    private readonly double _factor;
    private readonly InterpolateMode _mode;
    private readonly bool _alignCorners;

    /// <summary>Enlarges by a factor.</summary>
    /// <param name="scaleFactor">For every spatial dimension; finite and above 0.</param>
    /// <param name="mode">How values in between are found. Default Nearest.</param>
    /// <param name="alignCorners">Whether corner pixels keep their values, for the linear modes and Bicubic. Default false.</param>
    public Upsample(double scaleFactor, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false)
    {
        Errors.Require(scaleFactor > 0 && double.IsFinite(scaleFactor), nameof(Upsample), nameof(scaleFactor), scaleFactor, "a finite number above 0");
        (_factor, _mode, _alignCorners) = (scaleFactor, mode, alignCorners);
    }

    /// <summary>Gives a fixed size.</summary>
    /// <param name="size">The spatial sizes, or one for all.</param>
    /// <param name="mode">How values in between are found. Default Nearest.</param>
    /// <param name="alignCorners">Whether corner pixels keep their values, for the linear modes and Bicubic. Default false.</param>
    public Upsample(Shape size, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false) => (_size, _mode, _alignCorners) = (size, mode, alignCorners);

    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Upsample {(_size is { } size ? $"to {size}" : $"x{_factor}")} {_mode}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => _size is { } size ? F.Interpolate(x, size, _mode, _alignCorners) : F.Interpolate(x, _factor, _mode, _alignCorners);
}
