using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The average of each window over the last two dimensions.</summary>
/// <param name="Window">How the window walks.</param>
/// <param name="CountIncludePad">Whether padding counts as zeros.</param>
/// <param name="DivisorOverride">Divides every sum if above 0.</param>
internal sealed record AvgPool2d(PoolWindow Window, bool CountIncludePad, int DivisorOverride) : LinearOp<AvgPool2d>, IAveragePool, IOp<AvgPool2d>
{
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Errors.AtLeast(Name, "divisorOverride", DivisorOverride, 0);
        (WindowAxis rows, WindowAxis columns) = Window.Axes(Name, inputs[0], CountIncludePad);
        return new TensorSpec([.. inputs[0].Shape.AsSpan()[..^2], rows.Out, columns.Out], inputs[0].DType);
    }

    protected internal override void Forward(in KernelContext context)
    {
        (WindowAxis rows, WindowAxis columns) = Window.Axes(Name, context.InputSpec(0), CountIncludePad);
        AveragePoolGrad.Average(context, rows, columns, DivisorOverride);
    }

    public void Spread(in KernelContext context)
    {
        (WindowAxis rows, WindowAxis columns) = Window.Axes(Name, context.OutputSpec(), CountIncludePad);
        AveragePoolGrad.Spread(context, rows, columns, DivisorOverride);
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => new AveragePoolGrad(this, xShape).Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Int(1, Math.Min(2, s.Size)), extra = s.Int(0, s.Size);
        var two = new PoolWindow(2, 2, 2, 2, 0, 0, 1, 1, false);
        yield return new Sample(new AvgPool2d(two, true, 0), s.Uniform([n, 2, 2 + extra, 3]));
        yield return new Sample(new AvgPool2d(two with { KernelW = 1, StrideH = 1, StrideW = 1 }, true, 3), s.Uniform([2 + extra, 2]));
        yield return new Sample(new AvgPool2d(two with { KernelH = 3, PadH = 1, PadW = 1, CeilMode = true }, true, 0), s.Uniform([n, 3, 2 + extra]));
        yield return new Sample(new AvgPool2d(two with { KernelH = 3, PadH = 1, PadW = 1, CeilMode = true }, false, 0), s.Uniform([n, 3, 2 + extra]));
        yield return new Sample(new AvgPool2d(two, true, 0), s.Uniform([0, 1, 2, 2])) { Note = "empty batch" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(PoolWindow window, int divisor, Shape x) => () => new AvgPool2d(window, true, divisor).Apply(Tensor.Zeros(x));
        var two = new PoolWindow(2, 2, 2, 2, 0, 0, 1, 1, false);
        yield return new(Call(two, 0, [4]), typeof(ShapeException), "input [4] has 1 dimensions");
        yield return new(Call(two, 0, [1, 2, 1]), typeof(ShapeException), "the kernel spans 2 and the padded input 1");
        yield return new(Call(two with { PadW = 2 }, 0, [1, 4, 4]), typeof(ShapeException), "padding 2 is more than half of kernel size 2");
        yield return new(Call(two, -1, [1, 4, 4]), typeof(ShapeException), "divisorOverride is -1");
    }
}
