using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The elements of the first input at given places of their planes (second input, Int32): what a maximum pool does once its winners are known.</summary>
internal sealed record MaxPoolGather : Op, IOp<MaxPoolGather>
{
    internal static readonly MaxPoolGather Instance = new();

    protected internal override int Arity => 2;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.B;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape x = inputs[0].Shape, index = inputs[1].Shape;
        return x.Rank >= 2 && x.Rank == index.Rank && x.AsSpan()[..^2].SequenceEqual(index.AsSpan()[..^2])
            ? new TensorSpec(index, inputs[0].DType)
            : throw Errors.PoolIndexShape(Name, x, index);
    }

    protected internal override unsafe void Forward(in KernelContext context)
    {
        Shape x = context.InputSpec(0).Shape, y = context.OutputSpec().Shape;
        int planes = MaxPool<MaxPool2d>.Planes(x), outputs = y[^2] * y[^1], size = x[^2] * x[^1];
        fixed (int* index = context.Input<int>(1))
        {
            if (context.InputSpec(0).DType == DType.Float32)
            {
                fixed (float* from = context.Input<float>(0), to = context.Output<float>())
                {
                    PoolKernel.Gather(from, index, to, planes, outputs, size);
                }
            }
            else
            {
                fixed (double* from = context.Input<double>(0), to = context.Output<double>())
                {
                    PoolKernel.Gather(from, index, to, planes, outputs, size);
                }
            }
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            context.Add(0, new MaxPoolScatter(context.ShapeOf(0)).Apply(context.Dy(), context.X(1)));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context) => [context.Tx(0) is { } t ? Apply(t, context.X(1)) : null];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape from = [s.Int(1, 2), 2, s.Int(1, s.Size)], to = [from[0], 1, 3];
        yield return new Sample(Instance, s.Uniform(from), s.Integers(to, 0, (from[1] * from[2]) - 1).To(DType.Int32));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => Instance.Apply(Tensor.Zeros([2, 2, 2]), Tensor.Zeros([1, 2, 2], DType.Int32)), typeof(ShapeException), "do not belong to one pool"),
        new(() => Instance.Apply(Tensor.Zeros([1, 2, 2]), Tensor.Full([1, 1, 1], -1, DType.Int32)), typeof(ShapeException), "index -1 is outside a plane of 4 elements"),
    ];
}
