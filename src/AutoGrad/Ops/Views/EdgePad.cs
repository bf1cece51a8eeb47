namespace AutoGrad.Ops;

/// <summary>The tensor continued beyond its edges by its own elements, in the last one to three dimensions.</summary>
/// <param name="Padding">Before and after, pair by pair from the last dimension backwards.</param>
/// <param name="Mode">Reflect, Replicate or Circular.</param>
internal sealed record EdgePad(Dims Padding, PadMode Mode) : LinearOp<EdgePad>, IOp<EdgePad>
{
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape shape = inputs[0].Shape;
        int[] sizes = shape.ToArray();
        for (int i = 0; i < Padding.Count / 2; i++)
        {
            int dim = sizes.Length - 1 - i, size = sizes[dim], before = Padding[2 * i], after = Padding[(2 * i) + 1];
            int most = Mode switch { PadMode.Reflect => size - 1, PadMode.Circular => size, _ => size == 0 ? 0 : int.MaxValue };
            if (before > most || after > most)
            {
                throw Errors.Shape("Pad", shape, $"{Mode} padding of {before} and {after} does not fit dim {dim} of size {size} of shape {shape}. Use at most {Math.Max(most, 0)}, or PadMode.Constant.");
            }

            long padded = (long)size + before + after;
            sizes[dim] = padded is >= 0 and <= int.MaxValue ? (int)padded
                : throw Errors.Shape("Pad", shape, $"padding of {before} and {after} makes dim {dim} of size {size} of shape {shape} {padded} long. Take off less.");
        }

        return new TensorSpec(Shape.Create(sizes), inputs[0].DType);
    }

    protected internal override void Forward(in KernelContext context) => EdgeCopy.Run(context.In(0), context.Out(), this, adds: false);

    protected override Variable Pullback(Variable dy, Shape xShape) => new EdgePadGrad(Padding, Mode, xShape).Apply(dy);

    /// <summary>Which index of the input stands at each index of the padded dimension.</summary>
    internal int[] Map(Shape shape, int fromLast)
    {
        int size = shape[shape.Rank - 1 - fromLast];
        (int before, int after) = fromLast < Padding.Count / 2 ? (Padding[2 * fromLast], Padding[(2 * fromLast) + 1]) : (0, 0);
        int[] map = new int[size + before + after];
        for (int j = 0; j < map.Length; j++)
        {
            int i = j - before;
            map[j] = Mode switch
            {
                PadMode.Reflect => i < 0 ? -i : i >= size ? (2 * (size - 1)) - i : i,
                PadMode.Replicate => Math.Clamp(i, 0, size - 1),
                _ => i < 0 ? i + size : i >= size ? i - size : i,
            };
        }

        return map;
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape(2, 3);
        int last = shape[^1], other = shape[^2];
        yield return new Sample(new EdgePad([last - 1, s.Int(0, last - 1), 0, other - 1], PadMode.Reflect), s.Uniform(shape));
        yield return new Sample(new EdgePad([2, 1, 0, 3], PadMode.Replicate), s.Uniform(shape));
        yield return new Sample(new EdgePad([last, s.Int(0, last)], PadMode.Circular), s.Uniform(shape));
        yield return new Sample(new EdgePad([1, 1, 0, 1, 1, 0], PadMode.Circular), s.Uniform([s.Int(1, s.Size), 2, 1, 2])) { Note = "three dimensions" };
        yield return new Sample(new EdgePad([-1, 1], PadMode.Replicate), s.Uniform([2, 3])) { Note = "takes off and puts on" };
        yield return new Sample(new EdgePad([1, 1], PadMode.Reflect), s.Uniform([0, 3])) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Tensor.Zeros([2, 3]).Pad([3, 0], PadMode.Reflect), typeof(ShapeException), "Pad: Reflect padding of 3 and 0 does not fit dim 1 of size 3 of shape [2, 3]. Use at most 2"),
        new(() => Tensor.Zeros([2, 3]).Pad([0, 4], PadMode.Circular), typeof(ShapeException), "Pad: Circular padding of 0 and 4 does not fit dim 1 of size 3 of shape [2, 3]. Use at most 3"),
        new(() => Tensor.Zeros([2, 0]).Pad([1, 1], PadMode.Replicate), typeof(ShapeException), "Pad: Replicate padding of 1 and 1 does not fit dim 1 of size 0"),
        new(() => Tensor.Zeros([1, 1, 1, 1]).Pad([1, 1, 1, 1, 1, 1, 1, 1], PadMode.Replicate), typeof(ShapeException), "Pad: 8 amounts are given for mode Replicate, which pads the last one to three dims."),
    ];
}

/// <summary>Adds what stands outside back to the elements it was copied from: the adjoint of <see cref="EdgePad"/>.</summary>
internal sealed record EdgePadGrad(Dims Padding, PadMode Mode, Shape XShape) : LinearOp<EdgePadGrad>, IOp<EdgePadGrad>
{
    protected internal override bool AcceptsAccumulate => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Adjoint.Infer(Name, new EdgePad(Padding, Mode), XShape, inputs);

    protected internal override void Forward(in KernelContext context)
    {
        if (!context.Accumulates)
        {
            context.Out().Bytes().Clear();
        }

        EdgeCopy.Run(context.In(0), context.Out(), new EdgePad(Padding, Mode), adds: true);
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => new EdgePad(Padding, Mode).Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(new EdgePadGrad([1, 2], PadMode.Reflect, [2, 3]), s.Uniform([2, 6])),
        new(new EdgePadGrad([1, 2, 1, 0], PadMode.Replicate, [2, 3]), s.Uniform([3, 6])),
    ];

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new EdgePadGrad([1, 1], PadMode.Reflect, [4]).Apply(Tensor.Zeros([4])), typeof(ShapeException), "EdgePadGrad: a cotangent of shape [4] does not fit EdgePad, whose output has shape [6]."),
    ];
}
