namespace AutoGrad.Tests.Gradients;

/// <summary>An op of the libraries with a fault in its reverse rule. Everything else is the op's own.</summary>
/// <remarks>
/// Forward mode is taken from the faulty rule by two reverse passes: it agrees with the fault and gives nothing away, as with the many
/// ops whose one statement serves both modes. So a mutant is caught by differences or by a property, never by a right twin of its rule.
/// </remarks>
internal abstract record Mutant(Op Inner, Mutation Mutation) : Op
{
    /// <summary>Gradients that the fault could have changed.</summary>
    public int Seen { get; private set; }

    /// <summary>Gradients that it did change.</summary>
    public int Changed { get; private set; }

    /// <summary>The largest change relative to the gradient's largest element.</summary>
    public double Largest { get; private set; }

    public override string Name => Inner.Name;

    public override int OutputCount => Inner.OutputCount;

    public override string? Subgradient => Inner.Subgradient;

    protected internal override bool AcceptsStrides => Inner.AcceptsStrides;

    protected internal override bool AcceptsAccumulate => Inner.AcceptsAccumulate;

    /// <summary>Reading the wrong value needs it kept.</summary>
    protected internal override Saved Saves => Mutation.Kind == MutationKind.WrongSaved ? Saved.Inputs | Saved.Output : Inner.Saves;

    protected internal override int SavedOutputs => Inner.SavedOutputs;

    protected internal override int Arity => Inner.Arity;

    protected internal override Promotion Promotion => Inner.Promotion;

    protected internal override bool HasPullbackKernel => Inner.HasPullbackKernel;

    protected internal override bool IsPiecewise => Inner.IsPiecewise;

    protected internal override bool IsDifferentiable => Inner.IsDifferentiable;

    protected internal override bool? IsBatchwise => Inner.IsBatchwise;

    public static Mutant Of(Op op, Mutation mutation) => op is IComposed ? new FusedMutant(op, mutation) : new PlainMutant(op, mutation);

    internal override Tensor Run(params ReadOnlySpan<Tensor> inputs) => Inner.Run(inputs);

    internal override Tensor[] RunAll(params ReadOnlySpan<Tensor> inputs) => Inner.RunAll(inputs);

    protected internal override Saved SavesWhen(int needs) => Mutation.Kind == MutationKind.WrongSaved ? Saves : Inner.SavesWhen(needs);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Inner.Infer(inputs);

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) => Inner.InferAll(inputs, outputs);

    protected internal override void Forward(in KernelContext context) => Inner.Forward(context);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => Inner.Pieces(inputs, output, recorder);

    protected internal override void Pullback(in PullbackContext context) => Pull(context, MutationSite.Rule);

    protected internal override void PullbackKernel(in PullbackContext context) => Pull(context, MutationSite.Kernel);

    private void Pull(in PullbackContext context, MutationSite site)
    {
        var call = new RuleCall(Inner, context, site);
        Variable?[] right = call.Run(context), wrong = site == Mutation.Site ? call.Wrong(context, Mutation, right) : right;
        for (int i = 0; i < wrong.Length; i++)
        {
            Observe(right[i], wrong[i], site);
            if (wrong[i] is { } dx)
            {
                context.Add(i, dx);
            }
        }
    }

    private void Observe(Variable? right, Variable? wrong, MutationSite site)
    {
        if (site != Mutation.Site || ReferenceEquals(right, wrong))
        {
            return;
        }

        double[] expected = right?.Data.ToDoubles() ?? new double[wrong!.NumEl], actual = wrong?.Data.ToDoubles() ?? new double[expected.Length];
        double scale = expected.Select(Math.Abs).DefaultIfEmpty().Max(), change = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            change = expected[i].Equals(actual[i]) || !double.IsFinite(expected[i]) ? change : Math.Max(change, Math.Abs(expected[i] - actual[i]) is var d && double.IsFinite(d) ? d : double.PositiveInfinity);
        }

        Seen++;
        Changed += change == 0 ? 0 : 1;
        Largest = Math.Max(Largest, change == 0 ? 0 : change / scale);
    }
}

/// <summary>A mutant of an op with one statement of its rule.</summary>
internal sealed record PlainMutant(Op Inner, Mutation Mutation) : Mutant(Inner, Mutation);

/// <summary>A mutant of an op that also states a composition.</summary>
internal sealed record FusedMutant(Op Inner, Mutation Mutation) : Mutant(Inner, Mutation), IComposed
{
    public Variable?[] Compose(ReadOnlySpan<Variable> inputs) => ((IComposed)Inner).Compose(inputs);
}
