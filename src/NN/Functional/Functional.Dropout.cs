namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>In training sets each element to zero with probability p and divides the rest by 1 - p. PyTorch: torch.nn.functional.dropout.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="p">Probability of zero, in [0, 1]. Default 0.5.</param>
    /// <param name="training">Whether to drop at all. Default true.</param>
    /// <param name="generator">Source of the mask. Default Generator.Default.</param>
    /// <returns>A variable of the input's shape; the input itself when not training or p is 0.</returns>
    /// <remarks>DTypes: Float32, Float64. Derivative: dy with the same mask and factor. Saves nothing: the mask is drawn again from the recorded random bits. Kinks: none.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1].</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable Dropout(Variable input, double p = 0.5, bool training = true, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        Ops.Dropout.CheckProbability("Dropout", p);
        return training && p > 0 ? Ops.Dropout.Of(p, input.NumEl, generator).Apply(input) : input;
    }

    /// <summary>Drops whole channels of lines: each [N, C] becomes zero with probability p. PyTorch: torch.nn.functional.dropout1d.</summary>
    /// <param name="input">[N, C, L] or [C, L].</param>
    /// <param name="p">Probability of zero, in [0, 1]. Default 0.5.</param>
    /// <param name="training">Whether to drop at all. Default true.</param>
    /// <param name="generator">Source of the mask. Default Generator.Default.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <remarks>See <see cref="Dropout"/>.</remarks>
    /// <exception cref="ShapeException">The input has neither two nor three dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1].</exception>
    public static Variable Dropout1d(Variable input, double p = 0.5, bool training = true, Generator? generator = null) =>
        DropChannels("Dropout1d", input, 1, p, training, generator);

    /// <summary>Drops whole channels of images: each [N, C] becomes zero with probability p. PyTorch: torch.nn.functional.dropout2d.</summary>
    /// <param name="input">[N, C, H, W] or [C, H, W].</param>
    /// <param name="p">Probability of zero, in [0, 1]. Default 0.5.</param>
    /// <param name="training">Whether to drop at all. Default true.</param>
    /// <param name="generator">Source of the mask. Default Generator.Default.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <remarks>See <see cref="Dropout"/>.</remarks>
    /// <exception cref="ShapeException">The input has neither three nor four dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1].</exception>
    public static Variable Dropout2d(Variable input, double p = 0.5, bool training = true, Generator? generator = null) =>
        DropChannels("Dropout2d", input, 2, p, training, generator);

    /// <summary>Drops whole channels of volumes: each [N, C] becomes zero with probability p. PyTorch: torch.nn.functional.dropout3d.</summary>
    /// <param name="input">[N, C, D, H, W] or [C, D, H, W].</param>
    /// <param name="p">Probability of zero, in [0, 1]. Default 0.5.</param>
    /// <param name="training">Whether to drop at all. Default true.</param>
    /// <param name="generator">Source of the mask. Default Generator.Default.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <remarks>See <see cref="Dropout"/>.</remarks>
    /// <exception cref="ShapeException">The input has neither four nor five dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1].</exception>
    public static Variable Dropout3d(Variable input, double p = 0.5, bool training = true, Generator? generator = null) =>
        DropChannels("Dropout3d", input, 3, p, training, generator);

    /// <summary>Dropout for SELU networks: dropped elements take SELU's lower limit, and the result is scaled and shifted so that mean and variance stay. PyTorch: torch.nn.functional.alpha_dropout.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="p">Probability of dropping, in [0, 1]. Default 0.5.</param>
    /// <param name="training">Whether to drop at all. PyTorch's default is false. Default false.</param>
    /// <param name="generator">Source of the mask. Default Generator.Default.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <remarks>A composition with a constant mask. Source: Klambauer et al. 2017, arXiv:1706.02515.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1].</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable AlphaDropout(Variable input, double p = 0.5, bool training = false, Generator? generator = null)
    {
        const double alpha = 1.7580993408473766; // SELU's scale times its alpha
        ArgumentNullException.ThrowIfNull(input);
        Ops.Dropout.CheckProbability("AlphaDropout", p);
        if (!input.DType.IsFloat())
        {
            throw Errors.FloatExpected("AlphaDropout", input.DType);
        }

        if (!training || p == 0)
        {
            return input;
        }

        if (p == 1)
        {
            return input * 0;
        }

        double a = 1 / Math.Sqrt(((alpha * alpha * p) + 1) * (1 - p));
        Tensor kept = Kept(input.Shape, input.DType, p, generator);
        return (input * (kept * a)) + ((kept - 1) * (alpha * a)) + (alpha * a * p);
    }

    private static Variable DropChannels(string op, Variable input, int spatial, double p, bool training, Generator? generator)
    {
        ArgumentNullException.ThrowIfNull(input);
        Ops.Dropout.CheckProbability(op, p);
        if (input.Rank != spatial + 1 && input.Rank != spatial + 2)
        {
            throw Errors.PoolRank(op, input.Shape, spatial + 1);
        }

        if (!training || p == 0)
        {
            return input;
        }

        int[] sizes = input.Shape.ToArray();
        Array.Fill(sizes, 1, sizes.Length - spatial, spatial);
        Tensor ones = Tensor.Ones(Shape.Create(sizes), input.DType);
        return input * Ops.Dropout.Of(p, ones.NumEl, generator).Apply(ones);
    }

    /// <summary>1 with probability 1 - p, else 0.</summary>
    private static Tensor Kept(Shape shape, DType dtype, double p, Generator? generator) =>
        Tensor.Empty(shape, dtype).BernoulliInPlace(1 - p, generator);
}
