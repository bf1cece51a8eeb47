namespace AutoGrad.Tests.Gradients;

/// <summary>Every op refuses what it says it refuses, with the promised exception and text, before anything happens.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Ops => OpCatalog.Names;

    [Theory]
    [MemberData(nameof(Ops))]
    public void Bad_calls_throw_the_promised_exception(string op)
    {
        foreach (int seed in Enumerable.Range(0, 3))
        {
            foreach (ErrorSample sample in OpCatalog.Get(op).ErrorSamples(new Sampler(seed)))
            {
                Assert.Null(Violation(sample));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Missing_and_surplus_inputs_are_refused(string op)
    {
        Sample sample = OpCatalog.Get(op).Samples(new Sampler(1)).First();
        Assert.All(Common(sample), static refusal => Assert.Null(Violation(refusal)));
    }

    /// <summary>What every op refuses: an input that is null, and one more than it takes where that number is fixed.</summary>
    internal static IEnumerable<ErrorSample> Common(Sample sample)
    {
        Variable[] inputs = Array.ConvertAll(sample.Inputs, static t => new Variable(t));
        if (sample.Op.Arity > 0)
        {
            yield return new ErrorSample(() => sample.Op.ApplyAll([.. inputs, inputs[0]]), typeof(AutogradException), sample.Op.Arity == 1 ? "takes 1 input, got 2" : "takes 2 inputs, got 3");
        }

        if (inputs.Length > 0)
        {
            yield return new ErrorSample(() => sample.Op.ApplyAll([.. inputs[..^1], null!]), typeof(ArgumentNullException), "");
        }
    }

    [Fact]
    public void A_call_that_is_not_refused_as_promised_is_reported()
    {
        Assert.Contains("did not throw", Violation(new ErrorSample(() => { }, typeof(ShapeException), "")), StringComparison.Ordinal);
        Assert.Contains("threw ArgumentException", Violation(new ErrorSample(() => throw new ArgumentException("x"), typeof(ShapeException), "")), StringComparison.Ordinal);
        Assert.Contains("says", Violation(new ErrorSample(() => throw new ShapeException("a"), typeof(ShapeException), "b")), StringComparison.Ordinal);
        Assert.Null(Violation(new ErrorSample(() => throw new ShapeException("ab"), typeof(ShapeException), "b")));
    }

    internal static string? Violation(ErrorSample sample) => Record.Exception(sample.Call) switch
    {
        null => $"did not throw; expected {sample.Exception.Name} with \"{sample.Message}\"",
        var thrown when thrown.GetType() != sample.Exception => $"threw {thrown.GetType().Name} instead of {sample.Exception.Name}: {thrown.Message}",
        var thrown when !thrown.Message.Contains(sample.Message, StringComparison.Ordinal) => $"says \"{thrown.Message}\", expected \"{sample.Message}\"",
        _ => null,
    };
}
