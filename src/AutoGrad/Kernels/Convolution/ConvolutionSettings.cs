namespace AutoGrad;

/// <summary>How convolutions are computed.</summary>
/// <threadsafety>May be read and set from any thread; kernels that are already running are not affected.</threadsafety>
public static class ConvolutionSettings
{
    private static volatile bool _allowWinograd = true;

    /// <summary>Whether 3 x 3 convolutions of stride 1 in Float32 may use Winograd's F(4 x 4, 3 x 3), and their filters' gradients F(3 x 3, 4 x 4), with a quarter of the multiplications. Process-wide.</summary>
    /// <value>
    /// True by default. An output's error is then below 1e-6 of the largest sum of magnitudes |x| * |w|, some times that of a direct sum, and an infinity or NaN
    /// spreads to the whole tile of 4 x 4 outputs and to the whole gradient of a filter; false always sums directly. Float64 is always direct.
    /// </value>
    public static bool AllowWinograd
    {
        get => _allowWinograd;
        set => _allowWinograd = value;
    }
}
