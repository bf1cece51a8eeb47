namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Normalises each channel over the batch and positions. PyTorch: torch.nn.functional.batch_norm.</summary>
    /// <param name="input">[N, C] or [N, C, ...].</param>
    /// <param name="runningMean">[C], or null. Used in evaluation, moved towards the batch's mean in training (in place).</param>
    /// <param name="runningVar">[C], or null. Used in evaluation, moved towards the batch's unbiased variance in training (in place).</param>
    /// <param name="weight">[C], or null for 1. Default null.</param>
    /// <param name="bias">[C], or null for 0. Default null.</param>
    /// <param name="training">Whether the batch's own statistics are used. Default false.</param>
    /// <param name="momentum">Share of the batch in the running statistics. Default 0.1.</param>
    /// <param name="eps">Added to the variance. Default 1e-5.</param>
    /// <returns>(input - mean) / √(var + eps) · weight + bias, of the input's shape; var is the biased variance in training.</returns>
    /// <remarks>DTypes: Float32, Float64, all the same. Derivative: through the batch's statistics in training, with the running ones constant in evaluation. Saves input, mean and variance. Kinks: none.</remarks>
    /// <exception cref="ShapeException">Sizes do not fit, training sees fewer than two values per channel, or evaluation has no statistics.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable BatchNorm(
        Variable input, Tensor? runningMean, Tensor? runningVar, Variable? weight = null, Variable? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(input);
        var affine = new Ops.NormAffine(weight is not null, bias is not null);
        if (!training)
        {
            return runningMean is not null && runningVar is not null
                ? new Ops.BatchNormEval(eps, affine).Apply(Ops.NormAffine.Inputs([input, runningMean, runningVar], weight, bias))
                : throw Errors.NormStatistics("BatchNorm");
        }

        CheckStatistics("BatchNorm", input, runningMean, runningVar);
        Variable[] results = new Ops.BatchNorm(eps, affine).ApplyAll(Ops.NormAffine.Inputs([input], weight, bias));
        double count = (double)input.NumEl / input.Shape[1];
        Move(runningMean, results[1].Data, momentum, 1);
        Move(runningVar, results[2].Data, momentum, count / (count - 1));
        return results[0];
    }

    /// <summary>Normalises the trailing dimensions. PyTorch: torch.nn.functional.layer_norm.</summary>
    /// <param name="input">[..., normalizedShape].</param>
    /// <param name="normalizedShape">The trailing sizes to normalise over.</param>
    /// <param name="weight">normalizedShape, or null for 1. Default null.</param>
    /// <param name="bias">normalizedShape, or null for 0. Default null.</param>
    /// <param name="eps">Added to the variance. Default 1e-5.</param>
    /// <returns>(input - mean) / √(var + eps) · weight + bias, of the input's shape; var is the biased variance.</returns>
    /// <remarks>DTypes: Float32, Float64, all the same. Derivative: through mean and variance. Saves input, mean and 1 / √(var + eps). Kinks: none.</remarks>
    /// <exception cref="ShapeException">The input does not end in normalizedShape, or weight or bias do not have it.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable LayerNorm(Variable input, Shape normalizedShape, Variable? weight = null, Variable? bias = null, double eps = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(input);
        var op = new Ops.LayerNorm(normalizedShape, eps, new Ops.NormAffine(weight is not null, bias is not null));
        return op.Apply(Ops.NormAffine.Inputs([input], weight, bias));
    }

    /// <summary>Divides by the root mean square over the trailing dimensions. PyTorch: torch.nn.functional.rms_norm (2.4).</summary>
    /// <param name="input">[..., normalizedShape].</param>
    /// <param name="normalizedShape">The trailing sizes to normalise over.</param>
    /// <param name="weight">normalizedShape, or null for 1. Default null.</param>
    /// <param name="eps">Added to the mean square; null for the dtype's machine epsilon. Default null.</param>
    /// <returns>input / √(mean(input²) + eps) · weight, of the input's shape.</returns>
    /// <remarks>DTypes: Float32, Float64, all the same. Derivative: through the mean square. Saves input and 1 / √(mean(input²) + eps). Kinks: none. Source: Zhang and Sennrich 2019, arXiv:1910.07467.</remarks>
    /// <exception cref="ShapeException">The input does not end in normalizedShape, or the weight does not have it.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable RMSNorm(Variable input, Shape normalizedShape, Variable? weight = null, double? eps = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        double added = eps ?? (input.DType == DType.Float32 ? 1.1920928955078125e-7 : 2.220446049250313e-16); // 2^-23, 2^-52: torch.finfo(dtype).eps
        return new Ops.RMSNorm(normalizedShape, added, weight is not null).Apply(Ops.NormAffine.Inputs([input], weight, null));
    }

    /// <summary>Normalises groups of channels of each image. PyTorch: torch.nn.functional.group_norm.</summary>
    /// <param name="input">[N, C] or [N, C, ...].</param>
    /// <param name="numGroups">Number of groups; divides C.</param>
    /// <param name="weight">[C], or null for 1. Default null.</param>
    /// <param name="bias">[C], or null for 0. Default null.</param>
    /// <param name="eps">Added to the variance. Default 1e-5.</param>
    /// <returns>(input - mean) / √(var + eps) · weight + bias, of the input's shape; var is the biased variance.</returns>
    /// <remarks>DTypes: Float32, Float64, all the same. Derivative: through mean and variance. Saves input, mean and 1 / √(var + eps). Kinks: none.</remarks>
    /// <exception cref="ShapeException">Sizes do not fit, or numGroups does not divide the channels.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable GroupNorm(Variable input, int numGroups, Variable? weight = null, Variable? bias = null, double eps = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(input);
        var op = new Ops.GroupNorm(numGroups, eps, new Ops.NormAffine(weight is not null, bias is not null));
        return op.Apply(Ops.NormAffine.Inputs([input], weight, bias));
    }

    /// <summary>Normalises each channel of each image. PyTorch: torch.nn.functional.instance_norm.</summary>
    /// <param name="input">[N, C, ...] with at least one more dimension.</param>
    /// <param name="runningMean">[C], or null. Moved towards the mean over the images if input statistics are used (in place). Default null.</param>
    /// <param name="runningVar">[C], or null. Moved towards the mean unbiased variance if input statistics are used (in place). Default null.</param>
    /// <param name="weight">[C], or null for 1. Default null.</param>
    /// <param name="bias">[C], or null for 0. Default null.</param>
    /// <param name="useInputStats">Whether each image's own statistics are used; otherwise the running ones. Default true.</param>
    /// <param name="momentum">Share of the input in the running statistics. Default 0.1.</param>
    /// <param name="eps">Added to the variance. Default 1e-5.</param>
    /// <returns>(input - mean) / √(var + eps) · weight + bias, of the input's shape.</returns>
    /// <remarks>A group norm with one channel per group; see <see cref="GroupNorm"/>.</remarks>
    /// <exception cref="ShapeException">Sizes do not fit, an image has fewer than two values per channel, or evaluation has no statistics.</exception>
    /// <exception cref="DTypeException">The dtypes differ or are not floating point.</exception>
    public static Variable InstanceNorm(
        Variable input, Tensor? runningMean = null, Tensor? runningVar = null, Variable? weight = null, Variable? bias = null,
        bool useInputStats = true, double momentum = 0.1, double eps = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!useInputStats)
        {
            return BatchNorm(input, runningMean, runningVar, weight, bias, training: false, momentum, eps);
        }

        CheckStatistics("InstanceNorm", input, runningMean, runningVar);
        int channels = input.Shape[1], count = input.NumEl / Math.Max(1, input.Shape[0] * channels);
        if (count < 2)
        {
            throw Errors.NormTooFew("InstanceNorm", input.Shape, count);
        }

        Variable y = GroupNorm(input, channels, weight, bias, eps);
        if (runningMean is not null || runningVar is not null)
        {
            // The statistics again in one pass of their own: images side by side as channels of one image.
            Tensor flat = input.Data.Reshape(1, input.Shape[0] * channels, count);
            Tensor[] measured = new Ops.BatchNorm(eps, default).RunAll(flat);
            Move(runningMean, measured[1].Reshape(-1, channels).Mean(0), momentum, 1);
            Move(runningVar, measured[2].Reshape(-1, channels).Mean(0), momentum, count / (count - 1.0));
        }

        return y;
    }

    /// <summary>Divides by a power of the local energy across neighbouring channels. PyTorch: torch.nn.functional.local_response_norm.</summary>
    /// <param name="input">[N, C, ...] with at least one more dimension.</param>
    /// <param name="size">Number of neighbouring channels that count.</param>
    /// <param name="alpha">Factor of the mean square. Default 1e-4.</param>
    /// <param name="beta">Exponent. Default 0.75.</param>
    /// <param name="k">Added before the power. Default 1.</param>
    /// <returns>input / (k + alpha · mean of squares over the size nearest channels, zeros beyond the ends)^beta.</returns>
    /// <remarks>A composition; its derivative follows. Source: Krizhevsky, Sutskever and Hinton 2012.</remarks>
    /// <exception cref="ShapeException">The input has fewer than three dimensions, or size is below 1.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable LocalResponseNorm(Variable input, int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        Errors.AtLeast("LocalResponseNorm", "size", size, 1);
        if (input.Rank < 3)
        {
            throw Errors.NormRank("LocalResponseNorm", input.Shape);
        }

        // Channels lie as rows under a window of one column, with size / 2 zeros before and (size - 1) / 2 after.
        int n = input.Shape[0], c = input.Shape[1], positions = input.NumEl / Math.Max(1, n * c);
        Variable squares = input.Square().Reshape(n, c, positions);
        Variable padded = squares.Pad([0, 0, size / 2, (size - 1) / 2]);
        Variable energy = AvgPool2d(padded, (size, 1), stride: 1).Reshape(input.Shape);
        return input / ((energy * alpha) + k).Pow(beta);
    }

    /// <summary>Refuses running statistics that do not fit, before anything is computed or moved.</summary>
    private static void CheckStatistics(string op, Variable input, Tensor? runningMean, Tensor? runningVar)
    {
        if (input.Rank < 2)
        {
            throw Errors.NormRank(op, input.Shape);
        }

        foreach ((Tensor? running, string what) in new[] { (runningMean, "runningMean"), (runningVar, "runningVar") })
        {
            if (running is not null && (running.Rank != 1 || running.Shape[0] != input.Shape[1]))
            {
                throw Errors.NormShape(op, what, running.Shape, [input.Shape[1]], input.Shape);
            }

            if (running is not null && running.DType != input.DType)
            {
                throw Errors.LayerTypes(op, what, input.DType, running.DType);
            }
        }
    }

    private static void Move(Tensor? running, Tensor fresh, double momentum, double factor)
    {
        if (running is not null)
        {
            new Ops.RunningAverage(momentum, factor).RunInto(running, WriteMode.Write, running, fresh);
        }
    }
}
