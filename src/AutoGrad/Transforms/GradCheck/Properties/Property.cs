namespace AutoGrad.Checking;

/// <summary>Something that is true of every right gradient and needs no differences.</summary>
internal abstract class Property
{
    /// <summary>The distance of neighbours at 1 in Float32.</summary>
    internal const double Rounding32 = 1.1920929e-07;

    /// <summary>The same in Float64.</summary>
    internal const double Rounding64 = 2.220446049250313e-16;

    /// <summary>Every property of functions.</summary>
    internal static IReadOnlyList<Property> All { get; } =
    [
        new LinearInCotangent(), new ZeroCotangent(), new RepeatsBitwise(), new InputsUnmodified(), new GradientFits(), new AccumulatesOverBackward(), new AddsOverFanOut(),
        new EverySubset(), new ViewsEqualCopies(), new CotangentViewsEqualCopies(), new AliasedInputs(), new NoGraphUnderNoGrad(), new ReleasedGraphRaises(), new Float32AgreesWithFloat64(), new BatchIndependent(), new BatchEqualsLoop(), new CheckpointEqualsStore(),
    ];

    /// <summary>The property as a short sentence.</summary>
    internal abstract string Name { get; }

    /// <summary>Whether it can be asked of this subject.</summary>
    internal virtual bool Applies(Subject subject, GradCheckOptions options) => true;

    /// <summary>Null if it holds, else what was seen.</summary>
    internal abstract string? Check(Subject subject, Random random);

    /// <summary>Compares gradients element by element; the allowance is a number of roundings of the largest magnitude, or of what cancels on the way to them.</summary>
    /// <param name="subject">What they are gradients of.</param>
    /// <param name="expected">What they have to be.</param>
    /// <param name="actual">What they are.</param>
    /// <param name="roundings">How many roundings they may differ by; 0 for none, bit for bit.</param>
    /// <param name="dtype">What they were computed in.</param>
    /// <param name="what">Begins the message.</param>
    /// <param name="terms">The largest of the terms that the expected ones are sums of, where that is more than these.</param>
    private protected static string? Compare(Subject subject, double[][] expected, double[][] actual, double roundings, DType dtype, string what, double terms = 0)
    {
        var cancelled = new Lazy<double>(() => roundings * subject.Noise(new Random(1)).Gradients);
        var arrived = new Lazy<double>(() => Entry.Roundings * RunningError.OfGradients(subject).Max());
        return Apart(expected, actual, roundings, dtype, what, terms, difference => difference <= cancelled.Value || difference <= arrived.Value);
    }

    /// <summary>The same for the function's values.</summary>
    private protected static string? CompareValues(Subject subject, double[][] expected, double[][] actual, double roundings, DType dtype, string what)
    {
        var cancelled = new Lazy<double>(() => roundings * subject.Noise(new Random(1)).Values);
        return Apart(expected, actual, roundings, dtype, what, 0, difference => difference <= cancelled.Value);
    }

    private static string? Apart(double[][] expected, double[][] actual, double roundings, DType dtype, string what, double terms, Func<double, bool> cancels)
    {
        (double unit, double least) = dtype == DType.Float32 ? (Rounding32, float.Epsilon) : (Rounding64, double.Epsilon);
        for (int k = 0; k < expected.Length; k++)
        {
            double scale = Math.Max(terms, Math.Max(Finite(expected[k]), Finite(actual[k])));
            double allowance = roundings * ((unit * scale) + least); // where numbers underflow, roundings are of the least there is
            for (int i = 0; i < expected[k].Length; i++)
            {
                double e = expected[k][i], a = actual[k][i];
                if (!(Math.Abs(e - a) <= allowance) && !e.Equals(a) && !(roundings > 0 && cancels(Math.Abs(e - a))))
                {
                    return FormattableString.Invariant($"{what}: element {i} of {k} is {a:G10}, expected {e:G10}");
                }
            }
        }

        return null;
    }

    /// <summary>The largest magnitude that is finite.</summary>
    internal static double Finite(double[] values) => values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();

    /// <summary>The least exact dtype among the active inputs and the outputs.</summary>
    internal static DType DTypeOf(Subject subject, Variable[] outputs) =>
        subject.IsFloat32 || Array.Exists(outputs, static y => y.DType == DType.Float32) ? DType.Float32 : DType.Float64;

    /// <summary>The same elements in another layout: the first and last dimension stored in exchanged order, or every second element behind an offset.</summary>
    private protected static Tensor Strided(Tensor t)
    {
        if (t.Rank == 0)
        {
            return t;
        }

        Tensor transposed = t.Transpose(0, -1).Contiguous().Transpose(0, -1);
        return transposed.IsContiguous ? t.Unsqueeze(-1).Expand([.. t.Shape.ToArray(), 2]).Contiguous().Select(-1, 1) : transposed;
    }
}
