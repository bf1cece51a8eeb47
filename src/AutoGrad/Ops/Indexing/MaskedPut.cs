namespace AutoGrad.Ops;

/// <summary>A copy in which the places of a mask hold a differentiable scalar.</summary>
internal sealed unsafe record MaskedPut : Op, IOp<MaskedPut>
{
    public override string Name => "MaskedFill";

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    /// <summary>The mask.</summary>
    protected internal override Saved Saves => Saved.B;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1].DType == DType.Bool
        ? new TensorSpec(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), inputs[0].DType)
        : throw Errors.MaskDType(Name, inputs[1].DType);

    protected internal override void Forward(in KernelContext context) => Elementwise.Run(
        context.OutputSpec().DType.Size() switch { 1 => &Choose<byte>, 4 => &Choose<int>, _ => &Choose<long> },
        null, context.Out(), context.Accumulates, context.In(0), context.In(1), context.In(2));

    protected internal override void Pullback(in PullbackContext context)
    {
        Variable dy = context.Dy(), mask = context.X(1);
        if (context.Needs(0))
        {
            context.Add(0, new MaskedFill(0).Apply(dy, mask));
        }

        if (context.Needs(2))
        {
            context.Add(2, new MaskedFill(0, Inverted: true).Apply(dy, mask));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context) => [Apply(context.TxOrZeros(0), context.X(1), context.TxOrZeros(2))];

    /// <summary>p: output, tensor, mask, value.</summary>
    private static void Choose<T>(byte** p, nint n, void* state) where T : unmanaged
    {
        T* y = (T*)p[0], x = (T*)p[1], value = (T*)p[3];
        for (nint i = 0; i < n; i++)
        {
            y[i] = p[2][i] == 0 ? x[i] : value[i];
        }
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape();
        yield return new Sample(new MaskedPut(), s.Uniform(shape), s.Mask(s.Broadcastable(shape)), s.Uniform([]));
        yield return new Sample(new MaskedPut(), s.Uniform([0]), s.Mask([1]), s.Uniform([])) { Note = "empty" };
    }
}
