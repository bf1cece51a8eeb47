namespace AutoGrad.Checking;

/// <summary>Something that is true of every right gradient and needs no differences.</summary>
internal abstract class Property
{
    /// <summary>Every property of functions.</summary>
    internal static IReadOnlyList<Property> All { get; } =
    [
        new LinearInCotangent(), new ZeroCotangent(), new RepeatsBitwise(), new InputsUnmodified(), new GradientFits(), new AccumulatesOverBackward(), new AddsOverFanOut(),
        new EverySubset(), new ViewsEqualCopies(), new AliasedInputs(), new NoGraphUnderNoGrad(), new ReleasedGraphRaises(), new Float32AgreesWithFloat64(), new BatchIndependent(), new BatchEqualsLoop(), new CheckpointEqualsStore(),
    ];

    /// <summary>The property as a short sentence.</summary>
    internal abstract string Name { get; }

    /// <summary>Whether it can be asked of this subject.</summary>
    internal virtual bool Applies(Subject subject, GradCheckOptions options) => true;

    /// <summary>Null if it holds, else what was seen.</summary>
    internal abstract string? Check(Subject subject, Random random);

    /// <summary>Compares element by element; the allowance is a number of roundings of the largest magnitude, or of what cancels inside the subject.</summary>
    private protected static string? Compare(Subject subject, double[][] expected, double[][] actual, double roundings, DType dtype, string what)
    {
        double? noise = null;
        for (int k = 0; k < expected.Length; k++)
        {
            double scale = Math.Max(Finite(expected[k]), Finite(actual[k]));
            double allowance = roundings * (dtype == DType.Float32 ? 1.1920929e-07 : 2.220446049250313e-16) * scale;
            for (int i = 0; i < expected[k].Length; i++)
            {
                double e = expected[k][i], a = actual[k][i];
                if (!(Math.Abs(e - a) <= allowance) && !e.Equals(a) && !(roundings > 0 && Math.Abs(e - a) <= roundings * (noise ??= Cancelled(subject))))
                {
                    return FormattableString.Invariant($"{what}: element {i} of {k} is {a:G10}, expected {e:G10}");
                }
            }
        }

        return null;
    }

    private static double Cancelled(Subject subject)
    {
        (double values, double gradients) = subject.Noise(new Random(1));
        return Math.Max(values, gradients);
    }

    private static double Finite(double[] values) => values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();

    /// <summary>The least exact dtype among the active inputs.</summary>
    private protected static DType DTypeOf(Subject subject, Variable[] outputs) =>
        subject.IsFloat32 || Array.Exists(outputs, static y => y.DType == DType.Float32) ? DType.Float32 : DType.Float64;
}
