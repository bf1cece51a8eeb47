namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>The maximum of each window over rows and columns. PyTorch: torch.nn.functional.max_pool2d.</summary>
    /// <param name="input">[N, C, H, W] or [C, H, W].</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Steps of the window; null for the kernel size. Default null.</param>
    /// <param name="padding">Places around the input that never win; at most half the kernel size. Default 0.</param>
    /// <param name="dilation">Distance of the window's elements. Default 1.</param>
    /// <param name="ceilMode">Whether a last window may hang over the end. Default false.</param>
    /// <returns>[N, C, H', W'] with H' = (H + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down, or up with ceilMode.</returns>
    /// <remarks>DTypes: Float32, Float64. Derivative: dy goes to the place of the maximum. Saves the places. Kinks: ties, where the first maximum takes all; NaN propagates.</remarks>
    /// <exception cref="ShapeException">Sizes, padding or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable MaxPool2d(Variable input, Size2 kernelSize, Size2? stride = null, Size2? padding = null, Size2? dilation = null, bool ceilMode = false) =>
        new Ops.MaxPool2d(Window(kernelSize, stride, padding, dilation, ceilMode)).Apply(Planes("MaxPool2d", input, 3));

    /// <summary>As <see cref="MaxPool2d"/>, with the places of the maxima. PyTorch: torch.nn.functional.max_pool2d with return_indices=True.</summary>
    /// <param name="input">[N, C, H, W] or [C, H, W].</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Steps of the window; null for the kernel size. Default null.</param>
    /// <param name="padding">Places around the input that never win; at most half the kernel size. Default 0.</param>
    /// <param name="dilation">Distance of the window's elements. Default 1.</param>
    /// <param name="ceilMode">Whether a last window may hang over the end. Default false.</param>
    /// <returns>The maxima, and their positions row · W + column in the input plane as Int64.</returns>
    /// <exception cref="ShapeException">Sizes, padding or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static (Variable Output, Tensor Indices) MaxPool2dWithIndices(
        Variable input, Size2 kernelSize, Size2? stride = null, Size2? padding = null, Size2? dilation = null, bool ceilMode = false) =>
        WithIndices(new Ops.MaxPool2d(Window(kernelSize, stride, padding, dilation, ceilMode)), Planes("MaxPool2d", input, 3));

    /// <summary>The maximum of each window along the last dimension. PyTorch: torch.nn.functional.max_pool1d.</summary>
    /// <param name="input">[N, C, L] or [C, L].</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Step of the window; null for the kernel size. Default null.</param>
    /// <param name="padding">Places on both ends that never win; at most half the kernel size. Default 0.</param>
    /// <param name="dilation">Distance of the window's elements. Default 1.</param>
    /// <param name="ceilMode">Whether a last window may hang over the end. Default false.</param>
    /// <returns>[N, C, L'] with L' as in <see cref="MaxPool2d"/>.</returns>
    /// <remarks>Derivative and kinks as in <see cref="MaxPool2d"/>.</remarks>
    /// <exception cref="ShapeException">Sizes, padding or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable MaxPool1d(Variable input, int kernelSize, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false) =>
        Line(new Ops.MaxPool2d(Window(kernelSize, stride, padding, dilation, ceilMode)), Planes("MaxPool1d", input, 2));

    /// <summary>As <see cref="MaxPool1d"/>, with the places of the maxima. PyTorch: torch.nn.functional.max_pool1d with return_indices=True.</summary>
    /// <param name="input">[N, C, L] or [C, L].</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Step of the window; null for the kernel size. Default null.</param>
    /// <param name="padding">Places on both ends that never win; at most half the kernel size. Default 0.</param>
    /// <param name="dilation">Distance of the window's elements. Default 1.</param>
    /// <param name="ceilMode">Whether a last window may hang over the end. Default false.</param>
    /// <returns>The maxima, and their positions along the input as Int64.</returns>
    /// <exception cref="ShapeException">Sizes, padding or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static (Variable Output, Tensor Indices) MaxPool1dWithIndices(
        Variable input, int kernelSize, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false)
    {
        (Variable y, Tensor index) = WithIndices(
            new Ops.MaxPool2d(Window(kernelSize, stride, padding, dilation, ceilMode)), Raised(Planes("MaxPool1d", input, 2)));
        return (Lowered(y), index.Reshape(Lowered(index.Shape)));
    }

    /// <summary>The average of each window over rows and columns. PyTorch: torch.nn.functional.avg_pool2d.</summary>
    /// <param name="input">[N, C, H, W] or [C, H, W].</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Steps of the window; null for the kernel size. Default null.</param>
    /// <param name="padding">Zeros around the input; at most half the kernel size. Default 0.</param>
    /// <param name="ceilMode">Whether a last window may hang over the end. Default false.</param>
    /// <param name="countIncludePad">Whether the padding's zeros count in the divisor. Default true.</param>
    /// <param name="divisorOverride">Divides every sum instead of the number of elements; null for that number. Default null.</param>
    /// <returns>[N, C, H', W'] with H' as in <see cref="MaxPool2d"/>.</returns>
    /// <remarks>DTypes: Float32, Float64. Derivative: dy in equal shares over its window. Saves nothing. Kinks: none.</remarks>
    /// <exception cref="ShapeException">Sizes, padding, divisor or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable AvgPool2d(
        Variable input, Size2 kernelSize, Size2? stride = null, Size2? padding = null, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null)
    {
        Errors.AtLeast("AvgPool2d", "divisorOverride", divisorOverride ?? 1, 1);
        return new Ops.AvgPool2d(Window(kernelSize, stride, padding, null, ceilMode), countIncludePad, divisorOverride ?? 0).Apply(Planes("AvgPool2d", input, 3));
    }

    /// <summary>The average of each window along the last dimension. PyTorch: torch.nn.functional.avg_pool1d.</summary>
    /// <param name="input">[N, C, L] or [C, L].</param>
    /// <param name="kernelSize">Size of the window.</param>
    /// <param name="stride">Step of the window; null for the kernel size. Default null.</param>
    /// <param name="padding">Zeros on both ends; at most half the kernel size. Default 0.</param>
    /// <param name="ceilMode">Whether a last window may hang over the end. Default false.</param>
    /// <param name="countIncludePad">Whether the padding's zeros count in the divisor. Default true.</param>
    /// <returns>[N, C, L'] with L' as in <see cref="MaxPool2d"/>.</returns>
    /// <remarks>Derivative: dy in equal shares over its window. Saves nothing.</remarks>
    /// <exception cref="ShapeException">Sizes, padding or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable AvgPool1d(Variable input, int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true) =>
        Line(new Ops.AvgPool2d(Window(kernelSize, stride, padding, 1, ceilMode), countIncludePad, 0), Planes("AvgPool1d", input, 2));

    /// <summary>Averages over as many windows as outputs are wanted. PyTorch: torch.nn.functional.adaptive_avg_pool2d.</summary>
    /// <param name="input">[N, C, H, W] or [C, H, W].</param>
    /// <param name="outputSize">Rows and columns of the output; -1 keeps that size (PyTorch's None).</param>
    /// <returns>[N, C, outputSize].</returns>
    /// <remarks>Output i averages the inputs from i · H / H' (rounded down) to (i + 1) · H / H' (rounded up). DTypes: Float32, Float64. Derivative: dy in equal shares over its window. Saves nothing.</remarks>
    /// <exception cref="ShapeException">Sizes or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable AdaptiveAvgPool2d(Variable input, Size2 outputSize)
    {
        Variable x = Planes("AdaptiveAvgPool2d", input, 3);
        return new Ops.AdaptiveAvgPool2d(Kept(outputSize.Height, x, -2), Kept(outputSize.Width, x, -1)).Apply(x);
    }

    /// <summary>Averages over as many windows as outputs are wanted, along the last dimension. PyTorch: torch.nn.functional.adaptive_avg_pool1d.</summary>
    /// <param name="input">[N, C, L] or [C, L].</param>
    /// <param name="outputSize">Size of the output.</param>
    /// <returns>[N, C, outputSize].</returns>
    /// <remarks>See <see cref="AdaptiveAvgPool2d"/>.</remarks>
    /// <exception cref="ShapeException">Sizes or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable AdaptiveAvgPool1d(Variable input, int outputSize) =>
        Line(new Ops.AdaptiveAvgPool2d(1, outputSize), Planes("AdaptiveAvgPool1d", input, 2));

    /// <summary>Maxima over as many windows as outputs are wanted. PyTorch: torch.nn.functional.adaptive_max_pool2d.</summary>
    /// <param name="input">[N, C, H, W] or [C, H, W].</param>
    /// <param name="outputSize">Rows and columns of the output; -1 keeps that size (PyTorch's None).</param>
    /// <returns>[N, C, outputSize].</returns>
    /// <remarks>Windows as in <see cref="AdaptiveAvgPool2d"/>; derivative and kinks as in <see cref="MaxPool2d"/>.</remarks>
    /// <exception cref="ShapeException">Sizes or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable AdaptiveMaxPool2d(Variable input, Size2 outputSize)
    {
        Variable x = Planes("AdaptiveMaxPool2d", input, 3);
        return new Ops.AdaptiveMaxPool2d(Kept(outputSize.Height, x, -2), Kept(outputSize.Width, x, -1)).Apply(x);
    }

    /// <summary>Maxima over as many windows as outputs are wanted, along the last dimension. PyTorch: torch.nn.functional.adaptive_max_pool1d.</summary>
    /// <param name="input">[N, C, L] or [C, L].</param>
    /// <param name="outputSize">Size of the output.</param>
    /// <returns>[N, C, outputSize].</returns>
    /// <remarks>See <see cref="AdaptiveMaxPool2d"/>.</remarks>
    /// <exception cref="ShapeException">Sizes or rank do not fit.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable AdaptiveMaxPool1d(Variable input, int outputSize) =>
        Line(new Ops.AdaptiveMaxPool2d(1, outputSize), Planes("AdaptiveMaxPool1d", input, 2));

    private static Ops.PoolWindow Window(Size2 kernel, Size2? stride, Size2? padding, Size2? dilation, bool ceilMode)
    {
        Size2 step = stride ?? kernel, pad = padding ?? 0, spread = dilation ?? 1;
        return new Ops.PoolWindow(kernel.Height, kernel.Width, step.Height, step.Width, pad.Height, pad.Width, spread.Height, spread.Width, ceilMode);
    }

    /// <summary>A window of height 1, for lines laid as planes of one row.</summary>
    private static Ops.PoolWindow Window(int kernel, int? stride, int padding, int dilation, bool ceilMode) =>
        new(1, kernel, 1, stride ?? kernel, 0, padding, 1, dilation, ceilMode);

    private static Variable Planes(string op, Variable input, int rank)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == rank || input.Rank == rank + 1 ? input : throw Errors.PoolRank(op, input.Shape, rank);
    }

    private static int Kept(int size, Variable x, int dim) => size == -1 ? x.Size(dim) : size;

    private static Variable Line(Op pool, Variable x) => Lowered(pool.Apply(Raised(x)));

    private static (Variable Output, Tensor Indices) WithIndices(Op pool, Variable x)
    {
        Variable[] outputs = pool.ApplyAll(x);
        return (outputs[0], outputs[1].Data.To(DType.Int64));
    }

    /// <summary>[..., l] as [..., 1, l].</summary>
    private static Variable Raised(Variable x) => x.Reshape([.. x.Shape.AsSpan()[..^1], 1, x.Shape[^1]]);

    private static Variable Lowered(Variable x) => x.Reshape(Lowered(x.Shape));

    private static Shape Lowered(Shape shape) => [.. shape.AsSpan()[..^2], shape[^1]];
}
