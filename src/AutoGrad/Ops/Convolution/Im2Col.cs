using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The windows of x [N, C, H, W] as columns, [N, C · kh · kw, positions].</summary>
/// <param name="Window">How the window walks; one group.</param>
/// <param name="KernelH">Rows of the window.</param>
/// <param name="KernelW">Columns of the window.</param>
internal sealed record Im2Col(ConvWindow Window, int KernelH, int KernelW) : LinearOp<Im2Col>, IOp<Im2Col>
{
    public override string Name => "Unfold";

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        ConvSizes s = Sizes(Name, inputs[0]);
        return new TensorSpec([s.N, s.K, s.P], inputs[0].DType);
    }

    /// <summary>The numbers of the kernel for an input; validates everything.</summary>
    internal ConvSizes Sizes(string op, TensorSpec x)
    {
        if (!x.DType.IsFloat())
        {
            throw Errors.FloatExpected(op, x.DType);
        }

        Errors.AtLeast(op, "kernelSize", Math.Min(KernelH, KernelW), 1);
        return x.Shape.Rank == 4
            ? Window.Sizes(op, x.Shape, [1, x.Shape[1], KernelH, KernelW])
            : throw Errors.PoolRank(op, x.Shape, 3);
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
        fixed (T* x = context.Input<T>(0), columns = context.Output<T>())
        {
            WindowKernel<T>.Unfold(Sizes(Name, context.InputSpec(0)), x, columns);
        }
    }

    protected override Variable Pullback(Variable dy, Shape xShape) => new Col2Im(this, xShape).Apply(dy);

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        foreach ((ConvWindow window, Tensor x, Tensor w) in ConvSamples.Of(s).Where(c => c.Window.Groups == 1))
        {
            yield return new Sample(new Im2Col(window, w.Shape[2], w.Shape[3]), x);
        }
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
    [
        new(() => new Im2Col(ConvWindow.Plain, 3, 1).Apply(Tensor.Zeros([1, 1, 2, 2])), typeof(ShapeException), "Unfold: the padded input is 2 x 2"),
        new(() => new Im2Col(ConvWindow.Plain, 0, 1).Apply(Tensor.Zeros([1, 1, 2, 2])), typeof(ShapeException), "kernelSize is 0"),
        new(() => new Im2Col(ConvWindow.Plain, 1, 1).Apply(Tensor.Zeros([2, 2])), typeof(ShapeException), "input [2, 2] has 2 dimensions"),
    ];
}
