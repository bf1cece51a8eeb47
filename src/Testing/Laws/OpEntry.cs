namespace AutoGrad.Testing;

/// <summary>One op: its samples and refusals.</summary>
internal sealed record OpEntry(string Name, Func<Sampler, IEnumerable<Sample>> Samples, Func<Sampler, IEnumerable<ErrorSample>> ErrorSamples)
{
    internal static OpEntry Of<TOp>() where TOp : Op, IOp<TOp> => new(typeof(TOp).Name, TOp.Samples, TOp.ErrorSamples);
}
