using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>Where an op's own values show a kink (at zeros, integers and ties), its pieces report a boundary, and its subgradient lies between the two sides.</summary>
internal sealed class KinksAreReported : OpLaw
{
    private const int MostElements = 12;

    public override OpLaws Flag => OpLaws.KinksAreReported;

    public override string Name => "kinks are reported and their subgradients lie between both sides";

    public override string Remedy => "State IsPiecewise, report in Pieces on which side each element lies, as by recorder.Threshold(Name, inputs[0], 0), and say in Subgradient what is taken on the kink.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable)
        {
            return null;
        }

        foreach (double unit in (double[])[1, 0.5])
        {
            Tensor[] rounded = [.. call.Sample.Inputs.Select((t, i) => call.Active.Contains(i) ? Rounded(t, unit) : t)];
            if (Violation(call.With(rounded)) is { } violation)
            {
                return $"{violation}, inputs rounded to multiples of {unit}";
            }
        }

        return null;
    }

    private static string? Violation(OpCall call)
    {
        ProbedFunction f = call.Subject.Probe();
        int n = Math.Min(f.Point.Length, MostElements);
        if (!f.Center.IsFinite || n == 0)
        {
            return null;
        }

        double[] v = Directions.Random(call.Random, 1, f.Center.Values.Length)[0];
        double[][] directions = [.. Enumerable.Range(0, n).Select(i => Unit(i, f.Point.Length))];
        if (!f.OnKink)
        {
            int kink = Array.FindIndex(directions, u => KinkEvidence.Seen(f, v, u));
            return kink < 0 ? null : $"a kink in element {kink} that Pieces does not report";
        }

        if (call.Sample.Op.Subgradient is null)
        {
            return "there are kinks, but Subgradient does not say what is taken there";
        }

        var comparison = Comparison.Of(f, [v], directions);
        return comparison.Agrees || (double.IsNaN(comparison.Worst.Analytic) && call.Sample.Op.Subgradient.Contains("NaN", StringComparison.Ordinal)) ? null : $"on a kink: {comparison.Worst}";
    }

    private static Tensor Rounded(Tensor t, double unit) => Tensor.From<double>(Array.ConvertAll(t.ToDoubles(), x => Math.Round(x / unit) * unit)).Reshape(t.Shape).To(t.DType);

    private static double[] Unit(int i, int n)
    {
        double[] unit = new double[n];
        unit[i] = 1;
        return unit;
    }
}
