using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Columns added back into an image: the adjoint of <see cref="Im2Col"/>.</summary>
/// <param name="Of">The reading of the windows.</param>
/// <param name="XShape">Shape of the image, [N, C, H, W].</param>
internal sealed record Col2Im(Im2Col Of, Shape XShape) : LinearOp<Col2Im>, IOp<Col2Im>
{
    public override string Name => "Fold";

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        var x = new TensorSpec(XShape, inputs[0].DType);
        ConvSizes s = Of.Sizes(Name, x);
        Shape expected = [s.N, s.K, s.P];
        return inputs[0].Shape == expected ? x : throw Errors.FoldColumns(Name, inputs[0].Shape, expected, XShape);
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

    private unsafe void Run<T>(in KernelContext context) where T : unmanaged, INumberBase<T>
    {
        fixed (T* columns = context.Input<T>(0), x = context.Output<T>())
        {
            WindowKernel<T>.Fold(Of.Sizes(Name, context.OutputSpec()), columns, x);
        }
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => Of.Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        foreach ((ConvWindow window, Tensor x, Tensor w) in ConvSamples.Of(s).Where(c => c.Window.Groups == 1))
        {
            var of = new Im2Col(window, w.Shape[2], w.Shape[3]);
            ConvSizes sizes = of.Sizes("Unfold", x.Spec);
            yield return new Sample(new Col2Im(of, x.Shape), s.Uniform([sizes.N, sizes.K, sizes.P]));
        }
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new Col2Im(new Im2Col(ConvWindow.Plain, 1, 2), [1, 1, 2, 2]).Apply(Tensor.Zeros([1, 2, 3])), typeof(ShapeException), "Fold: columns [1, 2, 3] are not [1, 2, 2]"),
    ];
}
