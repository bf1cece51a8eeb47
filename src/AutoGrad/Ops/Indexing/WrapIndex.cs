namespace AutoGrad.Ops;

/// <summary>Indices that count from the end when negative, as plain ones; refuses those outside.</summary>
/// <param name="For">The operation, for messages.</param>
/// <param name="Size">Size of the dimension they index.</param>
internal sealed record WrapIndex(string For, int Size) : ConstantOp<WrapIndex>, IOp<WrapIndex>
{
    protected internal override int Arity => 1;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        IndexValues.RequireDType(For, inputs[0].DType);
        return new TensorSpec(inputs[0].Shape, DType.Int64);
    }

    protected internal override void Forward(in KernelContext context)
    {
        Tensor index = context.In(0).To(DType.Int64);
        ReadOnlySpan<long> values = index.KernelSpan<long>();
        Span<long> plain = context.Output<long>();
        for (int i = 0; i < values.Length; i++)
        {
            long value = values[i];
            plain[i] = value >= -Size && value < Size ? (value < 0 ? value + Size : value)
                : throw Errors.IndexOutOfRange(For, value, i, index.Shape, Size, negative: true);
        }

        GC.KeepAlive(index);
    }

    public static IEnumerable<Sample> Samples(Sampler s) => [new(new WrapIndex("Take", 3), s.Integers(s.Shape(), -3, 2))];

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Tensor.Zeros([3]).Take(Tensor.From(0L, -4L)), typeof(ShapeException), "Take: index[1] is -4, outside [-3, 2] for a dimension of size 3."),
        new(() => Tensor.Zeros([3]).Put(Tensor.From([3L]), Tensor.Zeros([1])), typeof(ShapeException), "Put: index[0] is 3, outside [-3, 2] for a dimension of size 3."),
        new(() => Tensor.Zeros([3, 2]).IndexPut([Tensor.From([1L]), Tensor.From([2L])], Tensor.Zeros([1])), typeof(ShapeException), "IndexPut: index[0] is 2, outside [-2, 1] for a dimension of size 2."),
    ];
}
