using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Two-dimensional convolution (cross-correlation), y [N, O, H', W'] of x [N, C, H, W], w [O, C / groups, kh, kw] and, if given, bias [O].</summary>
/// <remarks>Bilinear in x and w; <see cref="Conv2dInputGrad"/> and <see cref="Conv2dWeightGrad"/> are its adjoints, and each of the three is the derivative of the others.</remarks>
internal sealed record Conv2d(ConvWindow Window) : Op, IOp<Conv2d>
{
    protected internal override Saved Saves => Saved.A | Saved.B;

    protected internal override Saved SavesWhen(int needs) => ((needs & 1) != 0 ? Saved.B : Saved.None) | ((needs & 2) != 0 ? Saved.A : Saved.None);

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        ConvSizes s = Window.Sizes(Name, inputs[0].Shape, inputs[1].Shape);
        ConvWindow.CheckDTypes(Name, inputs, s.O);
        return new TensorSpec([s.N, s.O, s.OutH, s.OutW], inputs[0].DType);
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
        ConvSizes s = Window.Sizes(Name, context.InputSpec(0).Shape, context.InputSpec(1).Shape);
        fixed (T* x = context.Input<T>(0), w = context.Input<T>(1), bias = context.InputCount > 2 ? context.Input<T>(2) : default, y = context.Output<T>())
        {
            Conv2dKernel<T>.Forward(s, x, w, bias, y);
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        Variable dy = context.Dy();
        if (context.Needs(0))
        {
            Shape x = context.ShapeOf(0);
            context.Add(0, new Conv2dInputGrad(Window, x[2], x[3]).Apply(dy, context.X(1)));
        }

        if (context.Needs(1))
        {
            Shape w = context.ShapeOf(1);
            context.Add(1, new Conv2dWeightGrad(Window, w[2], w[3]).Apply(context.X(0), dy));
        }

        if (context.InputCount > 2 && context.Needs(2))
        {
            context.Add(2, new SumTo([dy.Shape[1], 1, 1]).Apply(dy).Reshape(dy.Shape[1]));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context)
    {
        Variable? ty = TangentContext.Sum(
            context.Tx(0) is { } tx ? Apply(tx, context.X(1)) : null,
            context.Tx(1) is { } tw ? Apply(context.X(0), tw) : null);
        if (context.InputCount > 2 && context.Tx(2) is { } tb)
        {
            ty = TangentContext.Sum(ty, tb.Reshape(tb.NumEl, 1, 1).Expand(context.Y().Shape));
        }

        return [ty];
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => Window.Sizes(Name, inputs[0].Shape, inputs[1].Shape).Flops;

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        foreach ((ConvWindow window, Tensor x, Tensor w) in ConvSamples.Of(s))
        {
            yield return new Sample(new Conv2d(window), x, w);
            yield return new Sample(new Conv2d(window), x, w, s.Uniform([w.Shape[0]])) { Note = "bias" };
        }

        yield return new Sample(new Conv2d(ConvWindow.Plain), s.Uniform([0, 1, 2, 2]), s.Uniform([2, 1, 1, 2])) { Note = "empty batch" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(ConvWindow window, Shape x, params Shape[] others) =>
            () => new Conv2d(window).Apply([Tensor.Zeros(x), .. others.Select(o => Tensor.Zeros(o))]);
        ConvWindow plain = ConvWindow.Plain;
        yield return new(Call(plain, [2, 3, 4], [2, 3, 1, 1]), typeof(ShapeException), "have 3 and 4 dimensions; both need 4");
        yield return new(Call(plain, [1, 3, 4, 4], [2, 2, 1, 1]), typeof(ShapeException), "has 3 channels, weight [2, 2, 1, 1] with groups 1 takes 2");
        yield return new(Call(plain with { Groups = 2 }, [1, 4, 4, 4], [3, 2, 1, 1]), typeof(ShapeException), "3 channels of [3, 2, 1, 1] cannot be split: groups is 2");
        yield return new(Call(plain, [1, 1, 2, 4], [1, 1, 3, 3]), typeof(ShapeException), "the padded input is 2 x 4 (input [1, 1, 2, 4]), the kernel spans 3 x 3");
        yield return new(Call(plain with { StrideH = 0 }, [1, 1, 2, 2], [1, 1, 1, 1]), typeof(ShapeException), "stride is 0. Pass 1 or more.");
        yield return new(Call(plain with { DilationW = 0 }, [1, 1, 2, 2], [1, 1, 1, 1]), typeof(ShapeException), "dilation is 0");
        yield return new(Call(plain with { PadLeft = -1 }, [1, 1, 2, 2], [1, 1, 1, 1]), typeof(ShapeException), "padding is -1");
        yield return new(Call(plain with { Groups = 0 }, [1, 1, 2, 2], [1, 1, 1, 1]), typeof(ShapeException), "groups is 0");
        yield return new(Call(plain, [1, 1, 2, 2], [2, 1, 1, 1], [1]), typeof(ShapeException), "bias [1] does not fit 2 output channels");
        yield return new(() => new Conv2d(plain).Apply(Tensor.Zeros([1, 1, 2, 2]), Tensor.Zeros([1, 1, 1, 1], DType.Float64)), typeof(DTypeException), "the input is Float32 and the weight is Float64");
        yield return new(() => new Conv2d(plain).Apply(Tensor.Zeros([1, 1, 2, 2], DType.Int64), Tensor.Zeros([1, 1, 1, 1])), typeof(DTypeException), "needs Float32 or Float64, got Int64");
    }
}
