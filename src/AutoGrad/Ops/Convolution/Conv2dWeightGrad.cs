using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The adjoint of <see cref="Conv2d"/> in its weight: dw [O, C / groups, kh, kw] from x [N, C, H, W] and dy [N, O, H', W'].</summary>
/// <param name="Window">The convolution's parameters.</param>
/// <param name="KernelH">Rows of a filter.</param>
/// <param name="KernelW">Columns of a filter.</param>
internal sealed record Conv2dWeightGrad(ConvWindow Window, int KernelH, int KernelW) : Op, IOp<Conv2dWeightGrad>
{
    protected internal override int Arity => 2;

    protected internal override Saved Saves => Saved.A | Saved.B;

    protected internal override Saved SavesWhen(int needs) => ((needs & 1) != 0 ? Saved.B : Saved.None) | ((needs & 2) != 0 ? Saved.A : Saved.None);

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        ConvSizes s = Window.SizesFromBoth(Name, inputs[0].Shape, inputs[1].Shape, KernelH, KernelW);
        ConvWindow.CheckDTypes(Name, inputs, s.O);
        return new TensorSpec([s.O, s.GroupC, s.KernelH, s.KernelW], inputs[0].DType);
    }

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Run<float>(context);
        }
        else
        {
            Run<double>(context);
        }
    }

    private unsafe void Run<T>(in KernelContext context) where T : unmanaged, INumber<T>
    {
        ConvSizes s = Window.SizesFromBoth(Name, context.InputSpec(0).Shape, context.InputSpec(1).Shape, KernelH, KernelW);
        fixed (T* x = context.Input<T>(0), dy = context.Input<T>(1), dw = context.Output<T>())
        {
            WeightGradKernel<T>.Run(s, x, dy, dw);
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        Variable g = context.Dy();
        if (context.Needs(0))
        {
            Shape x = context.ShapeOf(0);
            context.Add(0, new Conv2dInputGrad(Window, x[2], x[3]).Apply(context.X(1), g));
        }

        if (context.Needs(1))
        {
            context.Add(1, new Conv2d(Window).Apply(context.X(0), g));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context) =>
    [
        TangentContext.Sum(
            context.Tx(0) is { } tx ? Apply(tx, context.X(1)) : null,
            context.Tx(1) is { } tdy ? Apply(context.X(0), tdy) : null),
    ];

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) =>
        Window.SizesFromBoth(Name, inputs[0].Shape, inputs[1].Shape, KernelH, KernelW).Flops;

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        foreach ((ConvWindow window, Tensor x, Tensor w) in ConvSamples.Of(s))
        {
            ConvSizes sizes = window.Sizes("Conv2d", x.Shape, w.Shape);
            yield return new Sample(new Conv2dWeightGrad(window, sizes.KernelH, sizes.KernelW), x, s.Uniform([sizes.N, sizes.O, sizes.OutH, sizes.OutW]));
        }

        yield return new Sample(new Conv2dWeightGrad(ConvWindow.Plain, 2, 2), s.Uniform([2, 2, 2, 2]), s.Uniform([2, 2, 1, 1])) { Note = "a kernel of the input's shape" };
        yield return new Sample(new Conv2dWeightGrad(ConvWindow.Plain, 1, 1), s.Uniform([0, 1, 2, 2]), s.Uniform([0, 2, 2, 2])) { Note = "empty batch" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(ConvWindow window, Shape x, Shape dy) => () => new Conv2dWeightGrad(window, 1, 1).Apply(Tensor.Zeros(x), Tensor.Zeros(dy));
        yield return new(Call(ConvWindow.Plain, [1, 2, 3, 3], [2, 2, 3, 3]), typeof(ShapeException), "are not two [N, C, H, W] tensors of one batch size");
        yield return new(Call(ConvWindow.Plain, [1, 2, 3, 3], [1, 2, 2, 3]), typeof(ShapeException), "is not what the window gives, 3 x 3 positions");
        yield return new(Call(ConvWindow.Plain with { Groups = 2 }, [1, 3, 3, 3], [1, 2, 3, 3]), typeof(ShapeException), "3 channels of [1, 3, 3, 3] cannot be split: groups is 2");
    }
}
