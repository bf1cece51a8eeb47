namespace AutoGrad.Ops;

/// <summary>All or any of the elements along some dimensions. Bool, but UInt8 for UInt8, as PyTorch has it.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <param name="Dims">The dimensions.</param>
/// <param name="KeepDim">Whether they stay with size 1.</param>
internal abstract record TruthOp<TSelf>(Dims Dims, bool KeepDim) : ConstantOp<TSelf> where TSelf : TruthOp<TSelf>, IOp<TSelf>
{
    protected internal sealed override int Arity => 1;

    protected internal sealed override Promotion Promotion => Promotion.None;

    protected internal sealed override bool AcceptsStrides => true;

    /// <summary>The element that settles a row by itself: 0 for all, 1 for any. A row without it, an empty one too, has the other value.</summary>
    protected abstract byte Decisive { get; }

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape shape = inputs[0].Shape;
        ulong mask = Dims.Mask(shape, Name);
        var sizes = new List<int>();
        for (int i = 0; i < shape.Rank; i++)
        {
            if ((mask >> i & 1) == 0)
            {
                sizes.Add(shape[i]);
            }
            else if (KeepDim)
            {
                sizes.Add(1);
            }
        }

        return new TensorSpec(Shape.Create([.. sizes]), inputs[0].DType == DType.UInt8 ? DType.UInt8 : DType.Bool);
    }

    protected internal sealed override void Forward(in KernelContext context)
    {
        Tensor x = context.In(0);
        ulong mask = Dims.Mask(x.Shape, Name);
        var order = new List<int>();
        int length = 1;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < x.Rank; i++)
            {
                bool goes = (mask >> i & 1) != 0;
                if (goes == (pass == 1))
                {
                    order.Add(i);
                    length *= goes ? x.Shape[i] : 1;
                }
            }
        }

        Tensor rows = new Permute([.. order]).View(x.DType == DType.Bool ? x : x.Ne(0)).Contiguous();
        Tensor y = context.Out(), result = y.IsContiguous ? y : Tensor.Empty(y.Shape, y.DType);
        ReadOnlySpan<byte> bits = rows.KernelSpan<byte>();
        Span<byte> values = result.KernelSpan<byte>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = bits.Slice(i * length, length).Contains(Decisive) ? Decisive : (byte)(1 - Decisive);
        }

        if (!ReferenceEquals(result, y))
        {
            Elementwise.Copy(y, result, accumulate: false);
        }

        GC.KeepAlive(rows);
    }
}
