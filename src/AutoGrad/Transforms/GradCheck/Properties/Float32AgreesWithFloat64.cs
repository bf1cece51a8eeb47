namespace AutoGrad.Checking;

/// <summary>Gradients in Float32 are those in Float64 to Float32's rounding: a hundred times tighter than differences in Float32 could tell.</summary>
internal sealed class Float32AgreesWithFloat64 : Property
{
    /// <summary>The least Float32 of full precision: what lies below it may be flushed to zero.</summary>
    private const double LeastNormal = 1.17549435e-38;

    /// <summary>Random signs, so that one of them changes each element.</summary>
    private const int Moves = 4;

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
        return Apart(
            [.. w.Select(static t => t.Data.ToDoubles())], [.. y.Select(static t => t.Data.ToDoubles())], "values",
            () => [.. Moved(exact, random).Select(static m => m.Values)], _ => subject.Noise(new Random(1)).Values)
            ?? Apart(
                right, rough, "gradients",
                () => [.. Moved(exact, random).Select(m => m.Gradients(u))], k => Math.Max(subject.Noise(new Random(1)).Gradients, RunningError.OfGradients(subject)[k]));
    }

    /// <summary>The same in Float64 at inputs a rounding of Float32 away: what changes that much no computation in Float32 can hold.</summary>
    private static IEnumerable<(double[][] Values, Func<Variable[], double[][]> Gradients)> Moved(Subject exact, Random random)
    {
        for (int k = 0; k < Moves; k++)
        {
            Subject near = exact with
            {
                Inputs = [.. exact.Inputs.Select((t, i) => !exact.Active.Contains(i) ? t
                    : Tensor.From<double>(Array.ConvertAll(t.ToDoubles(), x => x * (1 + ((random.Next(2) == 0 ? -1 : 1) * Rounding32)))).Reshape(t.Shape))],
            };
            Variable[] x = near.Variables(), y = near.Run(x);
            yield return ([.. y.Select(static t => t.Data.ToDoubles())], v => near.Gradients(y, v, x));
        }
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

    /// <summary>Compares to roundings of Float32: of the largest magnitude, of what the inputs' roundings change, and of what cancels on the way.</summary>
    private static string? Apart(double[][] right, double[][] rough, string what, Func<double[][][]> moved, Func<int, double> cancels)
    {
        double[][][]? condition = null;
        for (int k = 0; k < right.Length; k++)
        {
            double allowance = Entry.Roundings * ((Rounding32 * Finite(right[k])) + LeastNormal);
            double? cancelled = null;
            for (int i = 0; i < right[k].Length; i++)
            {
                double difference = Math.Abs(right[k][i] - rough[k][i]);
                if (!(difference <= allowance) && !right[k][i].Equals(rough[k][i])
                    && !(difference <= Entry.Roundings * (condition ??= moved()).Max(other => Math.Abs(other[k][i] - right[k][i])))
                    && !(difference <= Entry.Roundings * (cancelled ??= cancels(k))))
                {
                    return FormattableString.Invariant($"{what} {k}, element {i}: {rough[k][i]:G8} in Float32, {right[k][i]:G8} in Float64");
                }
            }
        }

        return null;
    }
}
