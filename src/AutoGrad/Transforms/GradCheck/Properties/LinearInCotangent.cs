namespace AutoGrad.Checking;

/// <summary>The gradient along a·v + b·w is a times the one along v plus b times the one along w.</summary>
internal sealed class LinearInCotangent : Property
{
    internal override string Name => "linear in the cotangent";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        Variable[] v = Subject.Cotangents(y, random), w = Subject.Cotangents(y, random);
        double a = 0.75, b = -1.25;
        Variable[] sum = [.. v.Zip(w, (p, q) => (Variable)Tensor.From<double>([.. p.Data.ToDoubles().Zip(q.Data.ToDoubles(), (s, t) => (a * s) + (b * t))]).Reshape(p.Shape).To(p.DType))];
        double[][] gv = subject.Gradients(y, v, x), gw = subject.Gradients(y, w, x), gs = subject.Gradients(y, sum, x);
        double[][] expected = [.. gv.Zip(gw, (p, q) => p.Zip(q, (s, t) => (a * s) + (b * t)).ToArray())];
        double terms = gv.Concat(gw).Select(Finite).Max();
        return Compare(subject, expected, gs, 1e4, DTypeOf(subject, y), "for 0.75 v - 1.25 w", terms);
    }
}
