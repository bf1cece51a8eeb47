namespace AutoGrad.Ops;

/// <summary>Sums over the dimensions that broadcasting added or repeated: the adjoint of <see cref="Expand"/>.</summary>
internal sealed record SumTo(Shape To) : LinearOp<SumTo>, IOp<SumTo>
{
    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        Shape.Broadcast(To, inputs[0].Shape, Name) == inputs[0].Shape
            ? new TensorSpec(To, inputs[0].DType)
            : throw Errors.Shapes(Name, inputs[0].Shape, To, $"{To} does not broadcast to {inputs[0].Shape}. The target's sizes are 1 or equal.");

    protected internal override void Forward(in KernelContext context)
    {
        Tensor x = context.In(0), y = context.Out();
        int missing = x.Rank - To.Rank;
        ulong mask = (1UL << missing) - 1;
        for (int i = 0; i < To.Rank; i++)
        {
            mask |= To[i] == 1 && x.Shape[i + missing] != 1 ? 1UL << (i + missing) : 0;
        }

        Reductions.Sum(x, mask, y, context.Accumulates);
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => new Expand(xShape).Apply(dy);

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => new SumTo([2, 3]).Apply(Tensor.Zeros([3])), typeof(ShapeException), "SumTo: [2, 3] does not broadcast to [3]. The target's sizes are 1 or equal.")];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape from = s.Shape(1, 3);
        yield return new Sample(new SumTo(s.Broadcastable(from)), s.Uniform(from));
    }
}
