namespace AutoGrad.Ops;

/// <summary>A value around the tensor; negative amounts cut off. Its adjoint takes as much off as it put on.</summary>
/// <param name="Padding">Before and after, pair by pair from the last dimension backwards.</param>
/// <param name="Value">What stands outside.</param>
internal sealed record ConstantPad(Dims Padding, double Value) : Op, IOp<ConstantPad>
{
    protected internal override int Arity => 1;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override bool AcceptsStrides => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape shape = inputs[0].Shape;
        int[] sizes = shape.ToArray();
        for (int i = 0; i < Padding.Count / 2; i++)
        {
            int dim = sizes.Length - 1 - i;
            long before = Padding[2 * i], after = Padding[(2 * i) + 1], size = sizes[dim] + before + after;
            sizes[dim] = size is >= 0 and <= int.MaxValue ? (int)size
                : throw Errors.Shape("Pad", shape, $"padding of {before} and {after} makes dim {dim} of size {sizes[dim]} of shape {shape} {size} long. Take off less.");
        }

        return new TensorSpec(Shape.Create(sizes), inputs[0].DType);
    }

    protected internal override void Forward(in KernelContext context)
    {
        Tensor x = context.In(0), y = context.Out(), inner = y;
        for (int i = 0; i < Padding.Count / 2; i++)
        {
            int dim = x.Rank - 1 - i, before = Padding[2 * i], after = Padding[(2 * i) + 1];
            (int from, int fromEnd) = (Math.Max(-before, 0), x.Shape[dim] - Math.Max(-after, 0));
            (int to, int toEnd) = (Math.Max(before, 0), y.Shape[dim] - Math.Max(after, 0));
            x = new Slice(dim, Math.Min(from, fromEnd), Math.Max(fromEnd, from), 1).View(x);
            inner = new Slice(dim, Math.Min(to, toEnd), Math.Max(toEnd, to), 1).View(inner);
        }

        if (inner.NumEl != y.NumEl && inner.NumEl > 0 && x.IsContiguous && y.IsContiguous && y.DType.Size() == 4)
        {
            Rows(x, y, inner.Offset - y.Offset);
            return;
        }

        if (inner.NumEl != y.NumEl)
        {
            Elementwise.Copy(y, Tensor.Full(Shape.Scalar, Value, y.DType), accumulate: false);
        }

        Elementwise.Copy(inner, x, accumulate: false);
    }

    /// <summary>Row by row, so that every element is written once.</summary>
    private unsafe void Rows(Tensor x, Tensor y, int start)
    {
        var rows = new Kernels.PadRows { Start = start, Rank = y.Rank, XSizes = x.Shape, YSizes = y.Shape };
        Tensor value = Tensor.Full(Shape.Scalar, Value, y.DType);
        fixed (byte* v = &value.FirstByte(), from = &x.FirstByte(), to = &y.FirstByte())
        {
            rows.Value = *(int*)v;
            rows.X = (int*)from;
            rows.Y = (int*)to;
            rows.Run();
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            context.Add(0, new ConstantPad(Negated, 0).Apply(context.Dy()));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context) => [context.Tx(0) is { } tx ? (this with { Value = 0 }).Apply(tx) : null];

    private Dims Negated => Dims.Create(Array.ConvertAll(Padding.AsSpan().ToArray(), static p => -p));

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Tensor x = s.Uniform(s.Shape(2, 3));
        yield return new Sample(new ConstantPad([1, 2, 0, 1], 1.5), x);
        yield return new Sample(new ConstantPad([-1, 2], 0), x) { Note = "takes off and puts on" };
        yield return new Sample(new ConstantPad([1, 1], 2), s.Uniform([2, 0])) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Tensor.Zeros([2, 3]).Pad([1, -5]), typeof(ShapeException), "Pad: padding of 1 and -5 makes dim 1 of size 3 of shape [2, 3] -1 long."),
        new(() => Tensor.Zeros([2, 3]).Pad([1, 1, 1]), typeof(ShapeException), "Pad: 3 amounts are given for shape [2, 3]; pairs of before and after, from the last dim backwards, at most 2 of them."),
        new(() => Tensor.Zeros([2]).Pad([1, 1, 1, 1]), typeof(ShapeException), "Pad: 4 amounts are given for shape [2]"),
    ];
}
