using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>The samples of one op, drawn in many sizes, layouts and dtypes.</summary>
internal static class OpCheck
{
    internal static ForAllOptions Default { get; } = new() { Check = new GradCheckOptions { Order = 2 } };

    internal static void Run<TOp>(ForAllOptions options) where TOp : Op, IOp<TOp>
    {
        options.Validate();
        string call = $"GradCheck.ForAll<{typeof(TOp).Name}>()";
        CaseRunner.Run(call, Draws(), static draw => draw.ToString(), (draw, check) => Worst<TOp>(call, draw, check), options);
        foreach (ErrorSample refusal in TOp.ErrorSamples(new Sampler(options.Seed)))
        {
            Refuse(call, refusal);
        }
    }

    /// <summary>The first sample of a draw that does not pass, or the last report.</summary>
    private static GradCheckReport? Worst<TOp>(string call, Draw draw, GradCheckOptions options) where TOp : Op, IOp<TOp>
    {
        GradCheckReport? report = null;
        int count = 0;
        foreach (Sample sample in TOp.Samples(draw.Sampler()))
        {
            count++;
            if (!IsChecked(sample))
            {
                continue; // an empty shape, or indices alone: there is no derivative to compare
            }

            int[] constant = [.. Enumerable.Range(0, sample.Inputs.Length).Where(i => (sample.Constant & (1 << i)) != 0)];
            Variable[] inputs = [.. sample.Inputs.Select((t, i) => constant.Length > 0 && t.DType.IsFloat() && !constant.Contains(i) ? new Variable(t, requiresGrad: true) : (Variable)t)];
            report = GradCheck.Inspect(sample.Op, inputs, options, OpExpression.Of(sample.Op));
            if (report.Verdict != GradCheckVerdict.Pass)
            {
                return report;
            }
        }

        return count > 0 ? report : throw new PropertyException($"{call}: Samples gave none for {draw}. Yield at least one sample for every sampler.");
    }

    private static bool IsChecked(Sample sample) =>
        Enumerable.Range(0, sample.Inputs.Length).Any(i => sample.Inputs[i].DType.IsFloat() && sample.Inputs[i].NumEl > 0 && (sample.Constant & (1 << i)) == 0)
        && sample.Op.Apply(sample.Inputs) is { NumEl: > 0 } output && output.DType.IsFloat();

    private static void Refuse(string call, ErrorSample refusal)
    {
        Exception? thrown = null;
        try
        {
            refusal.Call();
        }
        // Whatever the call throws is what is compared.
#pragma warning disable CA1031
        catch (Exception error)
        {
            thrown = error;
        }
#pragma warning restore CA1031
        if (thrown?.GetType() != refusal.Exception || !thrown.Message.Contains(refusal.Message, StringComparison.Ordinal))
        {
            throw new PropertyException($"{call}: a call that must throw {refusal.Exception.Name} with \"{refusal.Message}\" {(thrown is null ? "threw nothing" : $"threw {thrown.GetType().Name}: {thrown.Message}")}");
        }
    }

    private static Arbitrary<Draw> Draws() => Arb.From(
        from seed in Gen.Choose(0, 9999)
        from size in Gen.Sized(static s => Gen.Choose(1, Math.Min(4, 1 + (s / 20))))
        from layout in Gen.Elements(Enum.GetValues<SampleLayout>())
        from dtype in Gen.Elements(DType.Float64, DType.Float64, DType.Float32)
        select new Draw(seed, size, layout, dtype),
        static draw => draw.Smaller());

    /// <summary>The conditions of one draw of samples.</summary>
    private sealed record Draw(int Seed, int Size, SampleLayout Layout, DType DType)
    {
        internal Sampler Sampler() => new(Seed, Size, Layout, DType);

        internal IEnumerable<Draw> Smaller()
        {
            if (Layout != SampleLayout.Contiguous)
            {
                yield return this with { Layout = SampleLayout.Contiguous };
            }

            if (DType != DType.Float64)
            {
                yield return this with { DType = DType.Float64 };
            }

            for (int size = 1; size < Size; size++)
            {
                yield return this with { Size = size };
            }
        }

        public override string ToString() => $"the samples of new Sampler({Seed}, {Size}, SampleLayout.{Layout}, DType.{DType})";
    }
}
