namespace AutoGrad.Checking;

/// <summary>Nothing is recorded under NoGrad, and the values are the same.</summary>
internal sealed class NoGraphUnderNoGrad : Property
{
    internal override string Name => "no graph under NoGrad";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] recorded = subject.Run(subject.Variables());
        Variable[] plain;
        using (GradientTape.NoGrad())
        {
            Variable[] x = subject.Variables();
            plain = [.. subject.Code(x, false).OfType<Variable>().Where(y => y.DType.IsFloat() && !Array.Exists(x, t => ReferenceEquals(t, y)))];
        }

        return Array.Exists(plain, static y => y.RequiresGrad) ? "an output requires a gradient"
            : plain.Length == recorded.Length
                ? Compare(subject, [.. recorded.Select(static t => t.Data.ToDoubles())], [.. plain.Select(static t => t.Data.ToDoubles())], 0, DType.Float64, "values without recording")
                : null;
    }
}
