using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The adjoint of <see cref="Conv2d"/> in its input, which is the transposed convolution: x [N, C, H, W] from dy [N, O, H', W'], w [O, C / groups, kh, kw] and, if given, bias [C].</summary>
/// <param name="Window">The convolution's parameters.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
internal sealed record Conv2dInputGrad(ConvWindow Window, int Height, int Width) : Op, IOp<Conv2dInputGrad>
{
    /// <summary>The name users know it by.</summary>
    public override string Name => "ConvTranspose2d";

    protected internal override Saved Saves => Saved.A | Saved.B;

    protected internal override Saved SavesWhen(int needs) => ((needs & 1) != 0 ? Saved.B : Saved.None) | ((needs & 2) != 0 ? Saved.A : Saved.None);

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        ConvSizes s = Window.SizesFromOutput(Name, inputs[0].Shape, inputs[1].Shape, Height, Width);
        ConvWindow.CheckDTypes(Name, inputs, s.C);
        return new TensorSpec([s.N, s.C, s.H, s.W], inputs[0].DType);
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
        ConvSizes s = Window.SizesFromOutput(Name, context.InputSpec(0).Shape, context.InputSpec(1).Shape, Height, Width);
        fixed (T* dy = context.Input<T>(0), w = context.Input<T>(1), bias = context.InputCount > 2 ? context.Input<T>(2) : default, dx = context.Output<T>())
        {
            Conv2dKernel<T>.InputGrad(s, dy, w, bias, dx);
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        Variable g = context.Dy();
        if (context.Needs(0))
        {
            context.Add(0, new Conv2d(Window).Apply(g, context.X(1)));
        }

        if (context.Needs(1))
        {
            Shape w = context.ShapeOf(1);
            context.Add(1, new Conv2dWeightGrad(Window, w[2], w[3]).Apply(g, context.X(0)));
        }

        if (context.InputCount > 2 && context.Needs(2))
        {
            context.Add(2, new SumTo([g.Shape[1], 1, 1]).Apply(g).Reshape(g.Shape[1]));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context)
    {
        Variable? tx = TangentContext.Sum(
            context.Tx(0) is { } tdy ? Apply(tdy, context.X(1)) : null,
            context.Tx(1) is { } tw ? Apply(context.X(0), tw) : null);
        if (context.InputCount > 2 && context.Tx(2) is { } tb)
        {
            tx = TangentContext.Sum(tx, tb.Reshape(tb.NumEl, 1, 1).Expand(context.Y().Shape));
        }

        return [tx];
    }

    protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) =>
        Window.SizesFromOutput(Name, inputs[0].Shape, inputs[1].Shape, Height, Width).Flops;

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        foreach ((ConvWindow window, Tensor x, Tensor w) in ConvSamples.Of(s))
        {
            ConvSizes sizes = window.Sizes("Conv2d", x.Shape, w.Shape);
            var op = new Conv2dInputGrad(window, sizes.H, sizes.W);
            Tensor dy = s.Uniform([sizes.N, sizes.O, sizes.OutH, sizes.OutW]);
            yield return new Sample(op, dy, w);
            yield return new Sample(op, dy, w, s.Uniform([sizes.C])) { Note = "bias" };
        }
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        static Action Call(ConvWindow window, int height, int width, params Shape[] inputs) =>
            () => new Conv2dInputGrad(window, height, width).Apply([.. inputs.Select(i => Tensor.Zeros(i))]);
        ConvWindow plain = ConvWindow.Plain;
        yield return new(Call(plain, 2, 2, [1, 3, 2, 2], [2, 1, 1, 1]), typeof(ShapeException), "has 3 channels, weight [2, 1, 1, 1] takes 2");
        yield return new(Call(plain, 2, 2, [1, 3, 2], [3, 1, 1, 1]), typeof(ShapeException), "have 3 and 4 dimensions; both need 4");
        yield return new(Call(plain, 4, 4, [1, 2, 2, 2], [2, 1, 1, 1]), typeof(ShapeException), "is not what the window gives, 4 x 4 positions");
        yield return new(Call(plain with { Groups = 2 }, 2, 2, [1, 3, 2, 2], [3, 1, 1, 1]), typeof(ShapeException), "cannot be split: groups is 2");
        yield return new(Call(plain, 2, 2, [1, 2, 2, 2], [2, 3, 1, 1], [2]), typeof(ShapeException), "bias [2] does not fit 3 output channels");
    }
}
