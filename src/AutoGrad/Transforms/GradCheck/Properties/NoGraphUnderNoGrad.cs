namespace AutoGrad.Checking;

/// <summary>Under NoGrad nothing is recorded, unless the function switches recording on itself, and the values are the same.</summary>
internal sealed class NoGraphUnderNoGrad : Property
{
    internal override string Name => "no graph under NoGrad";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] recorded = subject.Run(subject.Variables()), plain;
        var recorder = new PieceRecorder();
        try
        {
            using IDisposable off = Mode.Enter(Mode.Current with { Grad = false, Pieces = recorder });
            Variable[] x = subject.Variables();
            plain = [.. subject.Code(x, false).OfType<Variable>().Where(y => y.DType.IsFloat() && !Array.Exists(x, t => ReferenceEquals(t, y)))];
        }
        catch (AutogradException)
        {
            return null; // a function that takes gradients itself, such as a penalty on them, has no values without recording
        }

        return !recorder.RecordingSwitchedOn && Array.Exists(plain, static y => y.RequiresGrad) ? "an output requires a gradient"
            : plain.Length == recorded.Length ? CompareValues(subject, [.. recorded.Select(static t => t.Data.ToDoubles())], [.. plain.Select(static t => t.Data.ToDoubles())], 0, DType.Float64, "values without recording")
            : null;
    }
}
