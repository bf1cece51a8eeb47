using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Zeros of shape To with each element of the first input added at its place in the plane (second input, Int32): the adjoint of <see cref="MaxPoolGather"/>.</summary>
internal sealed record MaxPoolScatter(Shape To) : Op, IOp<MaxPoolScatter>
{
    protected internal override int Arity => 2;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.B;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[0].Shape != inputs[1].Shape || To.Rank != inputs[0].Shape.Rank || !To.AsSpan()[..^2].SequenceEqual(inputs[0].Shape.AsSpan()[..^2]))
        {
            throw Errors.PoolIndexShape(Name, inputs[0].Shape, inputs[1].Shape);
        }

        return new TensorSpec(To, inputs[0].DType);
    }

    protected internal override unsafe void Forward(in KernelContext context)
    {
        Shape from = context.InputSpec(0).Shape;
        int planes = MaxPool<MaxPool2d>.Planes(To), outputs = from[^2] * from[^1], size = To[^2] * To[^1];
        fixed (int* index = context.Input<int>(1))
        {
            if (context.InputSpec(0).DType == DType.Float32)
            {
                fixed (float* dy = context.Input<float>(0), dx = context.Output<float>())
                {
                    PoolKernel.Scatter(dy, index, dx, planes, outputs, size);
                }
            }
            else
            {
                fixed (double* dy = context.Input<double>(0), dx = context.Output<double>())
                {
                    PoolKernel.Scatter(dy, index, dx, planes, outputs, size);
                }
            }
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            context.Add(0, MaxPoolGather.Instance.Apply(context.Dy(), context.X(1)));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context) => [context.Tx(0) is { } t ? Apply(t, context.X(1)) : null];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape to = [s.Int(1, 2), 2, s.Int(1, s.Size)], from = [to[0], 1, 3];
        yield return new Sample(new MaxPoolScatter(to), s.Uniform(from), s.Integers(from, 0, (to[1] * to[2]) - 1).To(DType.Int32));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new MaxPoolScatter([2, 2, 2]).Apply(Tensor.Zeros([1, 2, 2]), Tensor.Zeros([1, 2, 2], DType.Int32)), typeof(ShapeException), "do not belong to one pool"),
        new(() => new MaxPoolScatter([1, 2, 2]).Apply(Tensor.Zeros([1, 1, 1]), Tensor.Full([1, 1, 1], 4, DType.Int32)), typeof(ShapeException), "index 4 is outside a plane of 4 elements"),
    ];
}
