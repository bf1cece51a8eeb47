using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>On small integers a linear op's gradient is exact: ⟨v, f(x) - f(0)⟩ = ⟨Jᵀ v, x⟩ but for a few roundings of the inputs' dtype, for outputs in Float32 too, where differences see little.</summary>
/// <remarks>Whether an op is linear, and keeps integers, is asked of its values.</remarks>
internal sealed class LinearOpsAreExact : OpLaw
{
    /// <summary>Sums of products of these stay exact in Float32.</summary>
    private const int Largest = 40;

    public override OpLaws Flag => OpLaws.LinearOpsAreExact;

    public override string Name => "linear ops are exact on integers";

    public override string Remedy => "The gradient is off by more than rounding, though differences do not see it: look for a constant with too few digits.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable || call.Sample.Op.IsPiecewise)
        {
            return null;
        }

        Random random = call.Random;
        Tensor[] u = Integers(call, random);
        double[] slope;
        try
        {
            double[] fu = Values(call, u), f0 = Values(call, Combined(call, u, u, static (a, b) => a.Sub(b)));
            slope = [.. fu.Zip(f0, static (a, b) => a - b)];
            if (!fu.Concat(f0).All(double.IsInteger) || !IsAdditive(call, u, slope, random) || !IsAdditive(call, u, slope, random))
            {
                return null;
            }
        }
        catch (ArgumentException)
        {
            return null; // integers lie outside the op's domain
        }

        Subject subject = call.With(u).Subject;
        Variable[] x = subject.Variables(), y = subject.Run(x);
        Variable[] v = Array.ConvertAll(y, t => (Variable)Integers(t.Shape, random).To(t.DType));
        double left = v.SelectMany(static t => t.Data.ToDoubles()).Zip(slope, static (a, b) => a * b).Sum();
        double right = subject.Gradients(y, v, x).Zip(subject.Active, (g, i) => g.Zip(u[i].ToDoubles(), static (a, b) => a * b).Sum()).Sum();
        double terms = v.SelectMany(static t => t.Data.ToDoubles()).Zip(slope, static (a, b) => Math.Abs(a * b)).Sum();
        // A coefficient such as 1 / 1.5 gives whole numbers by chance and rounds once or twice. Where a logarithm is held the slope is no number.
        // Where every value is the same, as far down a tail, nothing is known of the slope but that it underflows.
        return terms == 0 || !double.IsFinite(right) || Math.Abs(left - right) <= 16 * (subject.IsFloat32 ? 1.1920929e-07 : 2.220446049250313e-16) * terms ? null : FormattableString.Invariant($"⟨v, f(x) - f(0)⟩ = {left:R}, ⟨Jᵀ v, x⟩ = {right:R}");
    }

    /// <summary>Whether f(w + u) is f(w) and what u adds at zero.</summary>
    private static bool IsAdditive(OpCall call, Tensor[] u, double[] slope, Random random)
    {
        Tensor[] w = Integers(call, random);
        double[] values = Values(call, w);
        return Array.TrueForAll(values, double.IsFinite) && Values(call, Combined(call, w, u, static (a, b) => a.Add(b))).SequenceEqual(values.Zip(slope, static (a, b) => a + b));
    }

    private static Tensor[] Integers(OpCall call, Random random) => [.. call.Sample.Inputs.Select((t, i) => call.Active.Contains(i) ? Integers(t.Shape, random).To(t.DType) : t)];

    /// <summary>No zeros: with them much looks linear.</summary>
    private static Tensor Integers(Shape shape, Random random) =>
        Tensor.From<double>([.. Enumerable.Range(0, shape.NumEl).Select(_ => (double)random.Next(1, Largest + 1) * (random.Next(2) == 0 ? 1 : -1))]).Reshape(shape);

    private static Tensor[] Combined(OpCall call, Tensor[] a, Tensor[] b, Func<Tensor, Tensor, Tensor> combine) => [.. a.Select((t, i) => call.Active.Contains(i) ? combine(t, b[i]) : t)];

    private static double[] Values(OpCall call, Tensor[] inputs)
    {
        Subject subject = call.With(inputs).Subject;
        return [.. subject.Run(subject.Variables()).SelectMany(static t => t.Data.ToDoubles())];
    }
}
