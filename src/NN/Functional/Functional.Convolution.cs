namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Two-dimensional convolution (cross-correlation). PyTorch: torch.nn.functional.conv2d.</summary>
    /// <param name="input">[N, C, H, W], or [C, H, W] without a batch.</param>
    /// <param name="weight">[O, C / groups, kernelH, kernelW].</param>
    /// <param name="bias">[O], or null. Default null.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <param name="padding">Zeros around the input, or Padding.Same (stride 1 only). Default 0.</param>
    /// <param name="dilation">Distance of the kernel's elements. Default 1.</param>
    /// <param name="groups">Number of blocks of channels that do not see one another. Default 1.</param>
    /// <returns>[N, O, H', W'] with H' = (H + 2 padding - dilation (kernelH - 1) - 1) / stride + 1, rounded down.</returns>
    /// <remarks>DTypes: Float32, Float64, all the same. Derivative: the transposed convolution of dy for the input, the correlation of input and dy for the weight. Saves input and weight. Kinks: none.</remarks>
    /// <exception cref="ShapeException">Ranks, channels, groups or bias do not fit, or the kernel is larger than the padded input.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable Conv2d(
        Variable input, Variable weight, Variable? bias = null, Size2? stride = null, Padding padding = default, Size2? dilation = null, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        Size2 step = stride ?? 1, spread = dilation ?? 1;
        (int height, int width) = weight.Rank == 4 ? (weight.Shape[2], weight.Shape[3]) : (1, 1);
        if (padding.IsSame && step != new Size2(1, 1))
        {
            throw Errors.SameWithStride("Conv2d", step.Height, step.Width);
        }

        (int top, int bottom) = Padding.Split(padding.IsSame, padding.Size.Height, height, spread.Height);
        (int left, int right) = Padding.Split(padding.IsSame, padding.Size.Width, width, spread.Width);
        var window = new Ops.ConvWindow(step.Height, step.Width, top, bottom, left, right, spread.Height, spread.Width, groups);
        CheckSample("Conv2d", input.Shape, weight.Shape, 3, weight.Rank == 4 ? (long)weight.Shape[1] * groups : 0);
        return Unbatched("Conv2d", input, 3, x => WithBias(new Ops.Conv2d(window), x, weight, bias));
    }

    /// <summary>One-dimensional convolution (cross-correlation). PyTorch: torch.nn.functional.conv1d.</summary>
    /// <param name="input">[N, C, L], or [C, L] without a batch.</param>
    /// <param name="weight">[O, C / groups, kernel].</param>
    /// <param name="bias">[O], or null. Default null.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <param name="padding">Zeros on both ends, or Padding.Same (stride 1 only). Default 0.</param>
    /// <param name="dilation">Distance of the kernel's elements. Default 1.</param>
    /// <param name="groups">Number of blocks of channels that do not see one another. Default 1.</param>
    /// <returns>[N, O, L'] with L' = (L + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down.</returns>
    /// <remarks>Computed as a two-dimensional convolution of height 1; see <see cref="Conv2d"/>.</remarks>
    /// <exception cref="ShapeException">Ranks, channels, groups or bias do not fit, or the kernel is larger than the padded input.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable Conv1d(
        Variable input, Variable weight, Variable? bias = null, int stride = 1, Padding padding = default, int dilation = 1, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        if (padding.IsSame && stride != 1)
        {
            throw Errors.SameWithStride("Conv1d", stride, stride);
        }

        (int left, int right) = Padding.Split(padding.IsSame, padding.Size.Width, weight.Rank == 3 ? weight.Shape[2] : 1, dilation);
        var window = new Ops.ConvWindow(1, stride, 0, 0, left, right, 1, dilation, groups);
        Variable w = Tall("Conv1d", weight);
        CheckSample("Conv1d", input.Shape, weight.Shape, 2, (long)weight.Shape[1] * groups);
        return Unbatched("Conv1d", input, 2, x =>
        {
            CheckLine(x.Shape, weight.Shape, (long)left + right, dilation, groups);
            return Flat(WithBias(new Ops.Conv2d(window), Tall("Conv1d", x), w, bias));
        });
    }

    /// <summary>Two-dimensional transposed convolution: the gradient of <see cref="Conv2d"/> with respect to its input. PyTorch: torch.nn.functional.conv_transpose2d.</summary>
    /// <param name="input">[N, C, H, W], or [C, H, W] without a batch.</param>
    /// <param name="weight">[C, O / groups, kernelH, kernelW].</param>
    /// <param name="bias">[O], or null. Default null.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <param name="padding">Rows and columns cut from each side of the result. Default 0.</param>
    /// <param name="outputPadding">Rows and columns added at the end of the result; smaller than stride or dilation. Default 0.</param>
    /// <param name="groups">Number of blocks of channels that do not see one another. Default 1.</param>
    /// <param name="dilation">Distance of the kernel's elements. Default 1.</param>
    /// <returns>[N, O, H', W'] with H' = (H - 1) stride - 2 padding + dilation (kernelH - 1) + outputPadding + 1.</returns>
    /// <remarks>DTypes: Float32, Float64, all the same. Derivative: a convolution of dy for the input, a correlation for the weight. Saves input and weight. Kinks: none.</remarks>
    /// <exception cref="ShapeException">Ranks, channels, groups, bias or output padding do not fit, or the result would be empty.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable ConvTranspose2d(
        Variable input, Variable weight, Variable? bias = null, Size2? stride = null, Size2? padding = null, Size2? outputPadding = null, int groups = 1, Size2? dilation = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        Size2 step = stride ?? 1, cut = padding ?? 0, more = outputPadding ?? 0, spread = dilation ?? 1;
        CheckSample("ConvTranspose2d", input.Shape, weight.Shape, 3, weight.Rank == 4 ? weight.Shape[0] : 0);
        return Unbatched("ConvTranspose2d", input, 3, x => Transposed("ConvTranspose2d", x, weight, bias, step, cut, more, groups, spread));
    }

    /// <summary>One-dimensional transposed convolution: the gradient of <see cref="Conv1d"/> with respect to its input. PyTorch: torch.nn.functional.conv_transpose1d.</summary>
    /// <param name="input">[N, C, L], or [C, L] without a batch.</param>
    /// <param name="weight">[C, O / groups, kernel].</param>
    /// <param name="bias">[O], or null. Default null.</param>
    /// <param name="stride">Steps of the window. Default 1.</param>
    /// <param name="padding">Elements cut from each end of the result. Default 0.</param>
    /// <param name="outputPadding">Elements added at the end of the result; smaller than stride or dilation. Default 0.</param>
    /// <param name="groups">Number of blocks of channels that do not see one another. Default 1.</param>
    /// <param name="dilation">Distance of the kernel's elements. Default 1.</param>
    /// <returns>[N, O, L'] with L' = (L - 1) stride - 2 padding + dilation (kernel - 1) + outputPadding + 1.</returns>
    /// <remarks>Computed as a two-dimensional transposed convolution of height 1; see <see cref="ConvTranspose2d"/>.</remarks>
    /// <exception cref="ShapeException">Ranks, channels, groups, bias or output padding do not fit, or the result would be empty.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable ConvTranspose1d(
        Variable input, Variable weight, Variable? bias = null, int stride = 1, int padding = 0, int outputPadding = 0, int groups = 1, int dilation = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        Variable w = Tall("ConvTranspose1d", weight);
        CheckSample("ConvTranspose1d", input.Shape, weight.Shape, 2, weight.Shape[0]);
        return Unbatched("ConvTranspose1d", input, 2, x => Flat(Transposed(
            "ConvTranspose1d", Tall("ConvTranspose1d", x), w, bias, (1, stride), (0, padding), (0, outputPadding), groups, (1, dilation))));
    }

    private static Variable Transposed(
        string op, Variable x, Variable w, Variable? bias, Size2 stride, Size2 padding, Size2 outputPadding, int groups, Size2 dilation)
    {
        if (x.Rank != 4 || w.Rank != 4)
        {
            throw Errors.ConvRank(op, x.Shape, w.Shape);
        }

        Errors.AtLeast(op, "padding", Math.Min(padding.Height, padding.Width), 0);
        double height = Length(x.Shape[2], w.Shape[2], stride.Height, padding.Height, outputPadding.Height, dilation.Height);
        double width = Length(x.Shape[3], w.Shape[3], stride.Width, padding.Width, outputPadding.Width, dilation.Width);
        if (height < 1 || width < 1)
        {
            throw Errors.ConvTransposeTooSmall(op, x.Shape, w.Shape, (long)height, (long)width);
        }

        // Rows that output padding adds are rows the convolution backwards would not read: padding at the end shrinks by as many.
        var window = new Ops.ConvWindow(
            stride.Height, stride.Width, padding.Height, padding.Height - outputPadding.Height, padding.Width, padding.Width - outputPadding.Width,
            dilation.Height, dilation.Width, groups);
        return WithBias(new Ops.Conv2dInputGrad(window, Ops.Axes.Size(op, x.Shape, height), Ops.Axes.Size(op, x.Shape, width)), x, w, bias);

        double Length(double size, int kernel, int step, int cut, int more, int spread)
        {
            if (more < 0 || (more >= step && more >= spread && more > 0))
            {
                throw Errors.OutputPadding(op, more, step, spread);
            }

            return ((size - 1) * step) - (2.0 * cut) + (spread * (kernel - 1.0)) + more + 1;
        }
    }

    private static Variable WithBias(Op op, Variable x, Variable w, Variable? bias) => bias is null ? op.Apply(x, w) : op.Apply([x, w, bias]);

    /// <summary>Applies a function of a batch to an input that may lack the batch dimension.</summary>
    private static Variable Unbatched(string op, Variable input, int rank, Func<Variable, Variable> function)
    {
        if (input.Rank == rank + 1)
        {
            return function(input);
        }

        if (input.Rank != rank)
        {
            throw Errors.Shape(op, input.Shape, $"input {input.Shape} has {input.Rank} dimensions; expected {rank + 1}, or {rank} without a batch. Reshape it.");
        }

        Variable y = function(input.Reshape([1, .. input.Shape]));
        return y.Reshape(y.Shape.AsSpan()[1..]);
    }

    /// <summary>Refuses a sample without a batch whose channels do not fit, in the shape it was passed: often it is a batch whose samples lack the dimension of the channels.</summary>
    /// <param name="op">The caller.</param>
    /// <param name="x">The input.</param>
    /// <param name="w">The weight.</param>
    /// <param name="rank">Dimensions of a sample.</param>
    /// <param name="channels">How many it should have; below 1 where the weight or groups are wrong themselves, which is refused later.</param>
    private static void CheckSample(string op, Shape x, Shape w, int rank, long channels)
    {
        if (x.Rank == rank && channels > 0 && x[0] != channels)
        {
            throw Errors.ConvSampleChannels(op, x, w, channels);
        }
    }

    /// <summary>Refuses what does not fit in the words of the one-dimensional call, before it becomes a two-dimensional one.</summary>
    private static void CheckLine(Shape x, Shape w, long padding, long dilation, int groups)
    {
        if (x[1] != (long)w[1] * groups)
        {
            throw Errors.ConvChannels("Conv1d", x, w, x[1], w[1], groups);
        }

        if (x[2] + padding < (dilation * (w[2] - 1)) + 1)
        {
            throw Errors.ConvLineTooShort("Conv1d", x, w, x[2] + padding, (dilation * (w[2] - 1)) + 1);
        }
    }

    /// <summary>[a, b, l] as [a, b, 1, l].</summary>
    private static Variable Tall(string op, Variable x) => x.Rank == 3
        ? x.Reshape(x.Shape[0], x.Shape[1], 1, x.Shape[2])
        : throw Errors.Shape(op, x.Shape, $"{x.Shape} has {x.Rank} dimensions; expected 3. Reshape it.");

    /// <summary>[a, b, 1, l] as [a, b, l].</summary>
    private static Variable Flat(Variable x) => x.Reshape(x.Shape[0], x.Shape[1], x.Shape[3]);
}
