using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Averages over as many windows as outputs are wanted, over the last two dimensions.</summary>
internal sealed record AdaptiveAvgPool2d(int OutH, int OutW) : LinearOp<AdaptiveAvgPool2d>, IAveragePool, IOp<AdaptiveAvgPool2d>
{
    /// <summary>The last two dimensions of x as axes; validates everything.</summary>
    internal static (AdaptiveAxis Rows, AdaptiveAxis Columns) Axes(string op, TensorSpec x, int outH, int outW)
    {
        PoolWindow.CheckInput(op, x);
        Errors.AtLeast(op, "outputSize", Math.Min(outH, outW), 0);
        return x.Shape[^2] > 0 && x.Shape[^1] > 0
            ? (new AdaptiveAxis(x.Shape[^2], outH), new AdaptiveAxis(x.Shape[^1], outW))
            : throw Errors.PoolEmpty(op, x.Shape);
    }

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Axes(Name, inputs[0], OutH, OutW);
        return new TensorSpec([.. inputs[0].Shape.AsSpan()[..^2], OutH, OutW], inputs[0].DType);
    }

    protected internal override void Forward(in KernelContext context)
    {
        (AdaptiveAxis rows, AdaptiveAxis columns) = Axes(Name, context.InputSpec(0), OutH, OutW);
        AveragePoolGrad.Average(context, rows, columns, divisor: 0);
    }

    public void Spread(in KernelContext context)
    {
        (AdaptiveAxis rows, AdaptiveAxis columns) = Axes(Name, context.OutputSpec(), OutH, OutW);
        AveragePoolGrad.Spread(context, rows, columns, divisor: 0);
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => new AveragePoolGrad(this, xShape).Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int extra = s.Int(0, s.Size);
        yield return new Sample(new AdaptiveAvgPool2d(1, 1), s.Uniform([s.Int(1, 2), 2, 1 + extra, 3]));
        yield return new Sample(new AdaptiveAvgPool2d(2, 3), s.Uniform([2 + extra, 5]));
        yield return new Sample(new AdaptiveAvgPool2d(3, 2), s.Uniform([1, 2, 1 + extra]));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new AdaptiveAvgPool2d(-2, 2).Apply(Tensor.Zeros([1, 2, 2])), typeof(ShapeException), "outputSize is -2"),
        new(() => new AdaptiveAvgPool2d(1, 2).Apply(Tensor.Zeros([1, 0, 2])), typeof(ShapeException), "input [1, 0, 2] has no elements along the pooled dimensions"),
        new(() => new AdaptiveAvgPool2d(1, 2).Apply(Tensor.Zeros([1, 2, 2], DType.Int64)), typeof(DTypeException), "needs Float32 or Float64, got Int64"),
    ];
}
