namespace AutoGrad.Checking;

/// <summary>Gradients in Float32 are those in Float64 to Float32's rounding: a hundred times tighter than differences in Float32 could tell.</summary>
internal sealed class Float32AgreesWithFloat64 : Property
{
    /// <summary>Measured over twenty-one kinds of operations: at most 2.6e-7, two roundings.</summary>
    private const double Allowed = 1e-5;

    internal override string Name => "Float32 agrees with Float64";

    internal override bool Applies(Subject subject, GradCheckOptions options) => subject.Leaves is null && subject.IsFloat32;

    internal override string? Check(Subject subject, Random random)
    {
        Subject exact = subject.InFloat64();
        if (Pieces(subject) != Pieces(exact))
        {
            return null; // so near to a kink that rounding to Float32 moves the point over it
        }

        Variable[] x = subject.Variables(), z = exact.Variables();
        Variable[] y = subject.Run(x), w = exact.Run(z);
        Variable[] v = Subject.Cotangents(y, random);
        Variable[] u = [.. v.Zip(w, static (c, t) => (Variable)c.Data.To(t.DType))];
        double[][] rough = subject.Gradients(y, v, x), right = exact.Gradients(w, u, z);
        return Apart(subject, [.. w.Select(static t => t.Data.ToDoubles())], [.. y.Select(static t => t.Data.ToDoubles())], "values") ?? Apart(subject, right, rough, "gradients");
    }

    private static (ulong Signature, int OnBoundary) Pieces(Subject subject)
    {
        var recorder = new PieceRecorder();
        Variable[] x = subject.Variables();
        using (Mode.Enter(Mode.Current with { Pieces = recorder }))
        {
            subject.Run(x);
        }

        return (recorder.Signature, recorder.OnBoundary);
    }

    private static string? Apart(Subject subject, double[][] right, double[][] rough, string what)
    {
        for (int k = 0; k < right.Length; k++)
        {
            double scale = right[k].Select(Math.Abs).DefaultIfEmpty().Max();
            for (int i = 0; i < right[k].Length; i++)
            {
                if (!(Math.Abs(right[k][i] - rough[k][i]) <= Allowed * Math.Max(scale, 1e-3)) && !right[k][i].Equals(rough[k][i])
                    && !(Math.Abs(right[k][i] - rough[k][i]) <= Entry.Roundings * Worst(subject)))
                {
                    return FormattableString.Invariant($"{what} {k}, element {i}: {rough[k][i]:G8} in Float32, {right[k][i]:G8} in Float64");
                }
            }
        }

        return null;
    }

    private static double Worst(Subject subject)
    {
        (double values, double gradients) = subject.Noise(new Random(1));
        return Math.Max(values, gradients);
    }
}
