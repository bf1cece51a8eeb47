using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>The samples of one op, drawn in many sizes, layouts and dtypes.</summary>
internal static class OpCheck
{
    private static readonly GradCheckOptions SecondOrder = new() { Order = 2 };

    internal static void Run(OpEntry op, ForAllOptions options)
    {
        options.Validate();

        // Of rules, the second order is asked unless the caller says otherwise, also by those who pass options of another kind, such as those of a report to repeat it.
        options = ReferenceEquals(options.Check, GradCheckOptions.Default) ? options with { Check = SecondOrder } : options;
        string call = $"GradCheck.ForAll<{op.Name}>()";
        OpLaw[] laws = [.. OpLaw.All.Where(law => options.Laws.HasFlag(law.Flag))];
        CaseRunner.Run(
            call, Draws, static draw => $"the samples of {draw}", static draw => draw.Large, (draw, check) => Worst(call, op, draw, laws, check),
            static (_, error) => error is ShapeException ? " If the shapes do not fit, draw a size that inputs share once in Samples, as in int n = s.Dim(), and use it in each." : "", options);
        foreach (ErrorSample refusal in op.ErrorSamples(new Sampler(options.Seed)))
        {
            Refuse(call, refusal);
        }
    }

    /// <summary>What is found of the first sample of a draw that does not pass.</summary>
    private static Finding? Worst(string call, OpEntry op, OpDraw draw, OpLaw[] laws, GradCheckOptions options)
    {
        // Laws ask about recorded graphs, whatever the caller's scope.
        using Mode.Scope recording = Mode.Enter(Mode.Current with { Grad = true, Inference = false });
        Finding? unsure = null;
        int count = 0;
        foreach (OpCall one in OpCall.At(op, draw))
        {
            count++;
            Finding? found = IsChecked(one.Sample) ? Finding.Of(Inspect(one, options)) : null;
            found = found?.Verdict == GradCheckVerdict.Fail ? found : laws.Select(law => Broken(law, one)).FirstOrDefault(static broken => broken is not null) ?? found;
            if (found?.Verdict == GradCheckVerdict.Fail)
            {
                return found;
            }

            unsure ??= found; // a failure of another sample says more
        }

        return count > 0 ? unsure : throw new PropertyException($"{call}: Samples gave none for {draw}. Yield at least one sample for every sampler.");
    }

    private static Finding? Broken(OpLaw law, OpCall call) => law.Check(call) is not { } violation ? null : new Finding(GradCheckVerdict.Fail, law.Name, string.Join(
        Environment.NewLine,
        $"It breaks the law {law.Flag}, {law.Name}: {violation}",
        $"  in {call}",
        $"  {law.Remedy}",
        $"  If the operation means it so, leave the law out: new ForAllOptions {{ Laws = OpLaws.All & ~OpLaws.{law.Flag} }}"));

    private static GradCheckReport Inspect(OpCall call, GradCheckOptions options)
    {
        Sample sample = call.Sample;
        Variable[] inputs = [.. sample.Inputs.Select((t, i) => sample.Constant != 0 && call.Active.Contains(i) ? new Variable(t, requiresGrad: true) : (Variable)t)];
        return GradCheck.Inspect(x => call.Run(x)!, inputs, options, OpExpression.Of(sample.Op));
    }

    /// <summary>Not an empty shape, and not indices alone: there a derivative is to be compared.</summary>
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

    private static Arbitrary<OpDraw> Draws(Large? large) => Arb.From(
        from seed in Gen.Choose(0, 9999)
        from size in Gen.Sized(static s => Gen.Choose(1, Math.Min(4, 1 + (s / 20))))
        from layout in Gen.Elements(Enum.GetValues<SampleLayout>())
        from dtype in Gen.Elements(DType.Float64, DType.Float64, DType.Float32)
        let small = new OpDraw(seed, size, layout, dtype)
        from draw in large is null ? Gen.Constant(small) : large.Draw(small)
        select draw,
        static draw => draw.Smaller());
}
