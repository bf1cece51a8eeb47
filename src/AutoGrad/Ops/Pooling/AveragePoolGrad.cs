using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>An average pool: knows how to spread its output's cotangent over its input.</summary>
internal interface IAveragePool
{
    /// <summary>The adjoint kernel: input 0 is dy, output 0 is dx.</summary>
    void Spread(in KernelContext context);
}

/// <summary>The adjoint of an average pool: each dy in equal shares over its window.</summary>
/// <param name="Of">The pool, which is an <see cref="IAveragePool"/>.</param>
/// <param name="XShape">Shape of what was pooled.</param>
internal sealed record AveragePoolGrad(Op Of, Shape XShape) : LinearOp<AveragePoolGrad>, IOp<AveragePoolGrad>
{
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        var x = new TensorSpec(XShape, inputs[0].DType);
        Shape y = Of.Infer(new ReadOnlySpan<TensorSpec>(in x)).Shape;
        return y == inputs[0].Shape ? x : throw Errors.Shapes(Name, inputs[0].Shape, y, $"the cotangent has shape {inputs[0].Shape}, the pool's output {y}. Pass the gradient of this pool's output.");
    }

    protected internal override void Forward(in KernelContext context) => ((IAveragePool)Of).Spread(context);

    protected override Variable Pullback(Variable dy, Shape xShape) => Of.Apply(dy);

    /// <summary>Runs the forward kernel of any average pool.</summary>
    internal static unsafe void Average<TAxis>(in KernelContext context, TAxis rows, TAxis columns, int divisor) where TAxis : struct, IPoolAxis
    {
        int planes = MaxPool<MaxPool2d>.Planes(context.InputSpec(0).Shape);
        if (context.InputSpec(0).DType == DType.Float32)
        {
            fixed (float* x = context.Input<float>(0), y = context.Output<float>())
            {
                PoolKernel.Average(x, y, planes, rows, columns, divisor);
            }
        }
        else
        {
            fixed (double* x = context.Input<double>(0), y = context.Output<double>())
            {
                PoolKernel.Average(x, y, planes, rows, columns, divisor);
            }
        }
    }

    /// <summary>Runs the adjoint kernel of any average pool.</summary>
    internal static unsafe void Spread<TAxis>(in KernelContext context, TAxis rows, TAxis columns, int divisor) where TAxis : struct, IPoolAxis
    {
        int planes = MaxPool<MaxPool2d>.Planes(context.OutputSpec().Shape);
        if (context.InputSpec(0).DType == DType.Float32)
        {
            fixed (float* dy = context.Input<float>(0), dx = context.Output<float>())
            {
                PoolKernel.Spread(dy, dx, planes, rows, columns, divisor);
            }
        }
        else
        {
            fixed (double* dy = context.Input<double>(0), dx = context.Output<double>())
            {
                PoolKernel.Spread(dy, dx, planes, rows, columns, divisor);
            }
        }
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Int(1, Math.Min(2, s.Size));
        var window = new PoolWindow(3, 2, 2, 1, 1, 0, 1, 1, true);
        foreach (Op of in new Op[] { new AvgPool2d(window, true, 0), new AvgPool2d(window, false, 5), new AdaptiveAvgPool2d(2, 3) })
        {
            var x = new TensorSpec([n, 2 + s.Int(0, s.Size), 4], s.DType);
            yield return new Sample(new AveragePoolGrad(of, x.Shape), s.Uniform(of.Infer(new ReadOnlySpan<TensorSpec>(in x)).Shape));
        }
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new AveragePoolGrad(new AdaptiveAvgPool2d(1, 1), [1, 2, 2]).Apply(Tensor.Zeros([1, 2, 2])), typeof(ShapeException), "the cotangent has shape [1, 2, 2], the pool's output [1, 1, 1]"),
    ];
}
