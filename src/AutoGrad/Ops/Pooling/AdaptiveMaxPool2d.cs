using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Maxima over as many windows as outputs are wanted, and their places in the plane as Int32.</summary>
internal sealed record AdaptiveMaxPool2d(int OutH, int OutW) : MaxPool<AdaptiveMaxPool2d>, IOp<AdaptiveMaxPool2d>
{
    private protected override (int Rows, int Columns) Outputs(TensorSpec x)
    {
        AdaptiveAvgPool2d.Axes(Name, x, OutH, OutW);
        return (OutH, OutW);
    }

    protected internal override void Forward(in KernelContext context)
    {
        (AdaptiveAxis rows, AdaptiveAxis columns) = AdaptiveAvgPool2d.Axes(Name, context.InputSpec(0), OutH, OutW);
        Run(context, rows, columns);
    }

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
        (AdaptiveAxis rows, AdaptiveAxis columns) = AdaptiveAvgPool2d.Axes(Name, inputs[0].Spec, OutH, OutW);
        Winners(inputs[0], rows, columns, recorder);
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int extra = s.Int(0, s.Size);
        yield return new Sample(new AdaptiveMaxPool2d(2, 1), s.Distinct([s.Int(1, 2), 2, 2 + extra, 3]));
        yield return new Sample(new AdaptiveMaxPool2d(3, 4), s.Distinct([1, 2, 1 + extra]));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new AdaptiveMaxPool2d(-1, 2).Apply(Tensor.Zeros([1, 2, 2])), typeof(ShapeException), "outputSize is -1"),
        new(() => new AdaptiveMaxPool2d(1, 2).Apply(Tensor.Zeros([1, 0, 2])), typeof(ShapeException), "input [1, 0, 2] has no elements along the pooled dimensions"),
        new(() => new AdaptiveMaxPool2d(1, 2).Apply(Tensor.Zeros([2])), typeof(ShapeException), "input [2] has 1 dimensions"),
    ];
}
