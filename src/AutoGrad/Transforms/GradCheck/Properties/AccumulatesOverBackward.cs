namespace AutoGrad.Checking;

/// <summary>Two backward passes add up in Grad, to twice what one gives.</summary>
internal sealed class AccumulatesOverBackward : Property
{
    internal override string Name => "two backward passes add up";

    internal override bool Applies(Subject subject, GradCheckOptions options) => subject.Leaves is null;

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = [.. subject.Run(x).Where(static t => t.RequiresGrad)];
        if (y.Length == 0)
        {
            return null;
        }

        Variable[] v = Subject.Cotangents(y, random);
        Autodiff.Backward(y, v, retainGraph: true);
        double[][] once = Collect();
        Autodiff.Backward(y, v);
        return Compare(subject, Array.ConvertAll(once, static g => Array.ConvertAll(g, static e => 2 * e)), Collect(), 4, DTypeOf(subject, y), "after a second Backward");

        double[][] Collect() => [.. subject.Active.Select(i => x[i].Grad?.Data.ToDoubles() ?? new double[x[i].NumEl])];
    }
}
