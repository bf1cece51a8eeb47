namespace AutoGrad.Checking;

/// <summary>The values do not depend on whether they are recorded.</summary>
/// <remarks>That nothing is recorded is not asked: a function may switch recording on itself, and operations have no say in it.</remarks>
internal sealed class SameValuesUnderNoGrad : Property
{
    internal override string Name => "the same values under NoGrad";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] recorded = subject.Run(subject.Variables()), plain;
        try
        {
            using IDisposable off = GradientTape.NoGrad();
            Variable[] x = subject.Variables();
            plain = [.. subject.Code(x, false).OfType<Variable>().Where(y => y.DType.IsFloat() && !Array.Exists(x, t => ReferenceEquals(t, y)))];
        }
        catch (AutogradException)
        {
            return null; // a function that takes gradients itself, such as a penalty on them, has no values without recording
        }

        return plain.Length == recorded.Length
            ? CompareValues(subject, [.. recorded.Select(static t => t.Data.ToDoubles())], [.. plain.Select(static t => t.Data.ToDoubles())], 0, DType.Float64, "values without recording")
            : null;
    }
}
