namespace AutoGrad.Testing;

/// <summary>Something that is true of every op as the engine and the backends see it.</summary>
internal abstract class OpLaw
{
    public static IReadOnlyList<OpLaw> All { get; } =
    [
        new InferTellsTheTruth(), new AccumulateAddsToWrite(), new StridedOutputsAreFilled(), new KernelEqualsRule(), new ForwardEqualsCompose(), new SavedIsRead(),
        new SavedStaysUnmodified(), new BroadcastEqualsExpand(), new RowsStayApart(), new BatchwiseEqualsLoop(), new EmptyShapesWork(), new HessianIsSymmetric(), new LinearOpsAreExact(), new KinksAreReported(), new JumpsAreReported(), new EqualOpsAreEqual(),
    ];

    /// <summary>Its name among those a user can choose.</summary>
    public abstract OpLaws Flag { get; }

    /// <summary>The law as a short sentence.</summary>
    public abstract string Name { get; }

    /// <summary>What to do where it does not hold.</summary>
    public abstract string Remedy { get; }

    /// <summary>Null if it holds, else what was seen.</summary>
    public abstract string? Check(OpCall call);

    protected static string? Compare(OpCall call, double[] expected, double[] actual, double roundings, DType dtype, string what)
    {
        double scale = expected.Concat(actual).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();

        // Of the largest number, and where all underflow of the least there is.
        double allowance = roundings * (dtype == DType.Float32 ? (scale * 1.1920929e-07) + float.Epsilon : (scale * 2.220446049250313e-16) + double.Epsilon);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= allowance) && !expected[i].Equals(actual[i]) && !(call.IsDifferentiable && Math.Abs(expected[i] - actual[i]) <= roundings * Noise(call)))
            {
                return FormattableString.Invariant($"{what}: element {i} is {actual[i]:G10}, expected {expected[i]:G10}");
            }
        }

        return null;
    }

    /// <summary>What cancels inside the op rounds by more than its result shows.</summary>
    private static double Noise(OpCall call)
    {
        (double values, double gradients) = call.Subject.Noise(call.Random);
        return Math.Max(values, gradients);
    }
}
