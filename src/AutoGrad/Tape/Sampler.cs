namespace AutoGrad;

/// <summary>Seeded, sized source of shapes and values for <see cref="IOp{TSelf}.Samples"/>. The checker asks it for strided, empty, scalar and broadcast forms.</summary>
/// <remarks>Values are short decimals so that failures read well. The size bounds dimensions, so a property-testing library can shrink it.</remarks>
public sealed class Sampler
{
    /// <summary>What is checked at random directions costs by the element, many times.</summary>
    private const int MostLargeElements = 2048;

    private readonly Random _random;

    /// <summary>Creates a sampler.</summary>
    /// <param name="seed">Same seed, same samples.</param>
    /// <param name="size">Largest size of a dimension, at least 1. Default 3.</param>
    /// <param name="layout">Memory layout of the tensors. Default contiguous.</param>
    /// <param name="dtype">Float dtype of the tensors. Default Float64.</param>
    public Sampler(int seed, int size = 3, SampleLayout layout = SampleLayout.Contiguous, DType dtype = DType.Float64)
    {
        _random = new Random(seed);
        Size = Math.Max(size, 1);
        Layout = layout;
        DType = dtype;
    }

    /// <summary>Largest size of a dimension.</summary>
    public int Size { get; }

    /// <summary>Size of one dimension of every shape of <see cref="Shape(int, int)"/>, and of one <see cref="Dim"/>, whatever <see cref="Size"/> is: about the width of a vector or a block, where kernels take another path.</summary>
    /// <value>Default 0: no dimension is large.</value>
    public int Large { get; init; }

    /// <summary>Which dimension <see cref="Large"/> is; negative counts from the end. In shapes of fewer dimensions the nearest.</summary>
    /// <value>Default -1, the last.</value>
    public int LargeDim { get; init; } = -1;

    /// <summary>Memory layout of the tensors made.</summary>
    public SampleLayout Layout { get; }

    /// <summary>DType of floating-point tensors made.</summary>
    public DType DType { get; }

    /// <summary>An integer in [low, high].</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <returns>The integer.</returns>
    public int Int(int low, int high) => _random.Next(low, high + 1);

    /// <summary>A number in [low, high] with three decimals.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <returns>The number.</returns>
    public double Real(double low, double high) => Math.Round(low + (_random.NextDouble() * (high - low)), 3);

    /// <summary>A shape with a rank in [minRank, maxRank] and sizes in [1, Size]. One in four is as long in every dimension: only there does a transposed gradient fit.</summary>
    /// <remarks>With <see cref="Large"/> it has a dimension, where maxRank allows one, and others give way to keep it near two thousand elements.</remarks>
    /// <param name="minRank">Smallest rank. Default 0.</param>
    /// <param name="maxRank">Largest rank. Default 3.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">minRank is negative, or maxRank is below it.</exception>
    public Shape Shape(int minRank = 0, int maxRank = 3)
    {
        Errors.Require(minRank >= 0 && minRank <= maxRank, "Sampler.Shape", nameof(minRank), minRank, "a rank of 0 or more and at most maxRank");
        int[] sizes = new int[Int(Large > 0 ? Math.Max(minRank, Math.Min(1, maxRank)) : minRank, maxRank)];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = Int(1, Size);
        }

        if (sizes.Length > 1 && Int(0, 3) == 0)
        {
            Array.Fill(sizes, Math.Max(sizes[^1], Math.Min(2, Size)));
        }

        if (Large > 0 && sizes.Length > 0)
        {
            int at = Math.Clamp(LargeDim < 0 ? sizes.Length + LargeDim : LargeDim, 0, sizes.Length - 1);
            sizes[at] = Large;
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = i != at && sizes.Aggregate(1L, static (n, s) => n * s) > MostLargeElements ? 1 : sizes[i];
            }
        }

        return AutoGrad.Shape.Create(sizes);
    }

    /// <summary>A size for a shape that is put together by hand, such as <c>[s.Dim(0), s.Dim(-1)]</c>: in [least, most], and <see cref="Large"/> where that dimension is the large one.</summary>
    /// <param name="dim">Which dimension it is of those drawn: 0 for the first, -1 for the last, -2 for one between. Default -1.</param>
    /// <param name="least">Smallest size. Default 1.</param>
    /// <param name="most">Largest size. Default <see cref="Size"/>.</param>
    /// <returns>The size.</returns>
    public int Dim(int dim = -1, int least = 1, int? most = null) => Large > 0 && dim == LargeDim ? Large : Int(least, most ?? Size);

    /// <summary>A shape that broadcasts with the given one: the same one time in three, else with some sizes 1 and some leading dimensions dropped.</summary>
    /// <param name="shape">The other side.</param>
    /// <returns>The shape.</returns>
    public Shape Broadcastable(Shape shape)
    {
        if (Int(0, 2) == 0)
        {
            return shape;
        }

        int dropped = Int(0, shape.Rank);
        int[] sizes = shape.AsSpan()[dropped..].ToArray();
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = Int(0, 2) == 0 ? 1 : sizes[i];
        }

        return AutoGrad.Shape.Create(sizes);
    }

    /// <summary>Values in [low, high].</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="low">Smallest value. Default -2.</param>
    /// <param name="high">Largest value. Default 2.</param>
    /// <returns>A tensor of <see cref="DType"/> in <see cref="Layout"/>.</returns>
    public Tensor Uniform(Shape shape, double low = -2, double high = 2) => Make(shape, _ => Real(low, high));

    /// <summary>Values with magnitude in [low, high] and random sign: away from a kink at zero.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="low">Smallest magnitude. Default 0.2.</param>
    /// <param name="high">Largest magnitude. Default 2.</param>
    /// <returns>A tensor of <see cref="DType"/> in <see cref="Layout"/>.</returns>
    public Tensor AwayFromZero(Shape shape, double low = 0.2, double high = 2) => Make(shape, _ => Real(low, high) * (Int(0, 1) == 0 ? -1 : 1));

    /// <summary>Values no two of which are nearer than gap: no ties in sorts and maxima.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="gap">Distance between neighbours. Default 0.3.</param>
    /// <returns>A tensor of <see cref="DType"/> in <see cref="Layout"/>.</returns>
    public Tensor Distinct(Shape shape, double gap = 0.3)
    {
        int n = shape.NumEl;
        int[] order = [.. Enumerable.Range(0, n)];
        _random.Shuffle(order);
        return Make(shape, i => ((order[i] - (n / 2)) * gap) + Real(0.01, gap / 3));
    }

    /// <summary>Int64 values in [low, high].</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <returns>An Int64 tensor in <see cref="Layout"/>.</returns>
    public Tensor Integers(Shape shape, int low, int high) => Arrange(Fill(shape, DType.Int64, _ => Int(low, high)));

    /// <summary>Bool values, each true with probability one half.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>A Bool tensor in <see cref="Layout"/>.</returns>
    public Tensor Mask(Shape shape) => Arrange(Fill(shape, DType.Bool, _ => Int(0, 1)));

    private Tensor Make(Shape shape, Func<int, double> value) => Arrange(Fill(shape, DType, value));

    private static Tensor Fill(Shape shape, DType dtype, Func<int, double> value)
    {
        double[] values = new double[shape.NumEl];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(i);
        }

        return Tensor.From(values).Reshape(shape).To(dtype);
    }

    /// <summary>The same values in the sampler's layout.</summary>
    private Tensor Arrange(Tensor t)
    {
        switch (Layout)
        {
            case SampleLayout.Transposed when t.Rank >= 2:
                return t.Transpose(0, -1).Contiguous().Transpose(0, -1);
            case SampleLayout.Stepped when t.Rank >= 1:
                {
                    // Twice as long in the last dimension, an offset in front: every second element is the value.
                    int[] sizes = t.Shape.ToArray();
                    int last = sizes[^1];
                    sizes[^1] = (2 * last) + 1;
                    Tensor wide = Tensor.Full(AutoGrad.Shape.Create(sizes), 7, t.DType);
                    Tensor view = wide.Slice(-1, 1, (2 * last) + 1, 2);
                    Ops.Clone.Instance.RunInto(view, WriteMode.Write, t);
                    return view;
                }

            default:
                return t;
        }
    }
}

/// <summary>Memory layout of a sampler's tensors.</summary>
public enum SampleLayout
{
    /// <summary>Row-major without gaps.</summary>
    Contiguous,

    /// <summary>First and last dimensions stored in exchanged order.</summary>
    Transposed,

    /// <summary>Every second element of a longer tensor, behind an offset.</summary>
    Stepped,
}
