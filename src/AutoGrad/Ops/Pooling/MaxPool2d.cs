using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The maximum of each window over the last two dimensions, and its place in the plane as Int32.</summary>
internal sealed record MaxPool2d(PoolWindow Window) : MaxPool<MaxPool2d>, IOp<MaxPool2d>
{
    private protected override (int Rows, int Columns) Outputs(TensorSpec x)
    {
        (WindowAxis rows, WindowAxis columns) = Window.Axes(Name, x);
        return (rows.Out, columns.Out);
    }

    protected internal override unsafe void Forward(in KernelContext context)
    {
        (WindowAxis rows, WindowAxis columns) = Window.Axes(Name, context.InputSpec(0));
        Run(context, rows, columns);
    }

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        (WindowAxis rows, WindowAxis columns) = Window.Axes(Name, inputs[0].Spec);
        Winners(inputs[0], rows, columns, recorder);
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Int(1, Math.Min(2, s.Size)), extra = s.Int(0, s.Size);
        var two = new PoolWindow(2, 2, 2, 2, 0, 0, 1, 1, false);
        yield return new Sample(new MaxPool2d(two), s.Distinct([n, 2, 2 + extra, 3]));
        yield return new Sample(new MaxPool2d(two with { StrideH = 1, StrideW = 1, KernelW = 1 }), s.Distinct([2 + extra, 2]));
        yield return new Sample(new MaxPool2d(two with { KernelH = 3, PadH = 1, PadW = 1, CeilMode = true }), s.Distinct([n, 3, 2 + extra]));
        yield return new Sample(new MaxPool2d(two with { DilationH = 2, StrideH = 1, StrideW = 1 }), s.Distinct([n, 1, 3 + extra, 2]));
        yield return new Sample(new MaxPool2d(two), s.Distinct([0, 1, 2, 2])) { Note = "empty batch" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(PoolWindow window, Shape x, DType dtype = DType.Float32) => () => new MaxPool2d(window).Apply(Tensor.Zeros(x, dtype));
        var two = new PoolWindow(2, 2, 2, 2, 0, 0, 1, 1, false);
        yield return new(Call(two, [4]), typeof(ShapeException), "input [4] has 1 dimensions; expected 4, or 3 without a batch");
        yield return new(Call(two, [1, 2, 1]), typeof(ShapeException), "the kernel spans 2 and the padded input 1 (input [1, 2, 1])");
        yield return new(Call(two with { PadH = 2 }, [1, 4, 4]), typeof(ShapeException), "padding 2 is more than half of kernel size 2. Keep it in [0, 1].");
        yield return new(Call(two with { PadH = 1, DilationH = 3 }, [1, 2, 4]), typeof(ShapeException), "window 0 reads nothing but padding");
        yield return new(Call(two with { KernelW = 0 }, [1, 4, 4]), typeof(ShapeException), "kernelSize is 0");
        yield return new(Call(two with { StrideW = -1 }, [1, 4, 4]), typeof(ShapeException), "stride is -1");
        yield return new(Call(two with { DilationW = 0 }, [1, 4, 4]), typeof(ShapeException), "dilation is 0");
        yield return new(Call(two with { PadW = -1 }, [1, 4, 4]), typeof(ShapeException), "padding is -1");
        yield return new(Call(two, [1, 4, 4], DType.Int64), typeof(DTypeException), "needs Float32 or Float64, got Int64");
    }
}
