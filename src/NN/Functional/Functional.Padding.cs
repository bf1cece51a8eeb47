namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Puts elements around the last dimensions. PyTorch: torch.nn.functional.pad.</summary>
    /// <param name="input">Any shape; modes other than Constant pad the last one to three dimensions.</param>
    /// <param name="pad">Before and after, pair by pair from the last dimension backwards; negative amounts cut off.</param>
    /// <param name="mode">What stands outside. Default Constant.</param>
    /// <param name="value">The constant. Default 0.</param>
    /// <returns>A variable with the padded sizes.</returns>
    /// <remarks>Derivative: dy inside; what stands outside is added to the elements it was copied from. Saves nothing. Kinks: none.</remarks>
    /// <exception cref="ShapeException">An odd number of amounts, more pairs than dimensions, a mirror image wider than the input, or a negative size.</exception>
    public static Variable Pad(Variable input, ReadOnlySpan<int> pad, PadMode mode = PadMode.Constant, double value = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Pad(pad, mode, value);
    }
}
