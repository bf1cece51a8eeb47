namespace AutoGrad.Checking;

/// <summary>An input's gradient does not depend on which others require one.</summary>
internal sealed class EverySubset : Property
{
    private const int MostSubsets = 16;

    internal override string Name => "every subset of inputs gives the same gradients";

    internal override bool Applies(Subject subject, GradCheckOptions options) => subject.Leaves is null && subject.Active.Length > 1;

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        Variable[] v = Subject.Cotangents(y, random);
        double[][] all = subject.Gradients(y, v, x);
        int count = subject.Active.Length, last = (1 << Math.Min(count, 20)) - 1;
        int[] subsets = last <= MostSubsets ? [.. Enumerable.Range(1, last - 1)] : [.. Enumerable.Range(0, count).Select(static k => 1 << k)];
        foreach (int subset in subsets)
        {
            int[] chosen = [.. Enumerable.Range(0, count).Where(k => (subset & (1 << k)) != 0)];
            Subject fewer = subject with { Active = [.. chosen.Select(k => subject.Active[k])] };
            Variable[] some = fewer.Variables();
            double[][] gradients = fewer.Gradients(fewer.Run(some), v, some);
            if (Compare(subject, [.. chosen.Select(k => all[k])], gradients, 1e3, DTypeOf(subject, y), $"with only inputs {string.Join(", ", fewer.Active)} requiring gradients") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }
}
