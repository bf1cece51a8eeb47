namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>The windows of images as columns. PyTorch: torch.nn.functional.unfold.</summary>
    /// <param name="input">[N, C, H, W], or [C, H, W] without a batch.</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="dilation">Distance of the window's elements. Default 1.</param>
    /// <param name="padding">Zeros around the input. Default 0.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <returns>[N, C · kernelH · kernelW, positions].</returns>
    /// <remarks>DTypes: Float32, Float64. Derivative: <see cref="Fold"/>. Saves nothing.</remarks>
    /// <exception cref="ShapeException">The rank does not fit, or the window is larger than the padded input.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable Unfold(Variable input, Size2 kernelSize, Size2? dilation = null, Size2? padding = null, Size2? stride = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Unbatched("Unfold", input, 3, x => Columns(kernelSize, dilation, padding, stride).Apply(x));
    }

    /// <summary>Columns added up into images; where windows overlap, values add. PyTorch: torch.nn.functional.fold.</summary>
    /// <param name="input">[N, C · kernelH · kernelW, positions], or without a batch.</param>
    /// <param name="outputSize">Height and width of the images.</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="dilation">Distance of the window's elements. Default 1.</param>
    /// <param name="padding">Zeros around the images that the windows also cover. Default 0.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <returns>[N, C, outputSize].</returns>
    /// <remarks>DTypes: Float32, Float64. Derivative: <see cref="Unfold"/>. Saves nothing.</remarks>
    /// <exception cref="ShapeException">The columns do not fit window and outputSize.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable Fold(Variable input, Size2 outputSize, Size2 kernelSize, Size2? dilation = null, Size2? padding = null, Size2? stride = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        Errors.AtLeast("Fold", "kernelSize", Math.Min(kernelSize.Height, kernelSize.Width), 1);
        Errors.AtLeast("Fold", "outputSize", Math.Min(outputSize.Height, outputSize.Width), 1);
        return Unbatched("Fold", input, 2, columns =>
        {
            int channels = (int)(columns.Shape[1] / ((long)kernelSize.Height * kernelSize.Width));
            Shape image = [columns.Shape[0], channels, outputSize.Height, outputSize.Width];
            return new Ops.Col2Im(Columns(kernelSize, dilation, padding, stride), image).Apply(columns);
        });
    }

    private static Ops.Im2Col Columns(Size2 kernel, Size2? dilation, Size2? padding, Size2? stride)
    {
        Size2 step = stride ?? 1, pad = padding ?? 0, spread = dilation ?? 1;
        var window = new Ops.ConvWindow(step.Height, step.Width, pad.Height, pad.Height, pad.Width, pad.Width, spread.Height, spread.Width, 1);
        return new Ops.Im2Col(window, kernel.Height, kernel.Width);
    }
}
