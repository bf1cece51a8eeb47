using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>An elementwise op of one input with a vector kernel; the family of the library's own ops.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
/// <typeparam name="TKernel">A readonly struct with the formula and its parameters.</typeparam>
internal abstract unsafe record UnaryOp<TSelf, TKernel> : UnaryRule<TSelf>
    where TSelf : UnaryOp<TSelf, TKernel>, IOp<TSelf>
    where TKernel : unmanaged, IUnaryKernel
{
    /// <summary>The kernel with this op's parameters.</summary>
    protected virtual TKernel Kernel => default;

    /// <summary>What <see cref="IUnaryKernel.Grad"/> reads beside dy: X or Output; None when there is no gradient kernel.</summary>
    protected virtual Saved GradReads => Saved.None;

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal sealed override bool HasPullbackKernel => GradReads != Saved.None;

    /// <summary>Scalars skip the strided driver; parameters are still validated by Infer.</summary>
    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        if (x.Rank != 0 || x.BackendId != Backend.CpuId || !x.DType.IsFloat())
        {
            return base.Run(inputs);
        }

        TensorSpec spec = x.Spec;
        Tensor y = CpuBackend.AllocateScalar(Infer(new ReadOnlySpan<TensorSpec>(in spec)).DType);
        TKernel kernel = Kernel;
        if (x.DType == DType.Float32)
        {
            y.First<float>() = kernel.Apply(Vector.Create(x.First<float>()))[0];
        }
        else
        {
            y.First<double>() = kernel.Apply(Vector.Create(x.First<double>()))[0];
        }

        return y;
    }

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[0].DType != DType.Bool ? inputs[0] : throw Errors.BoolArithmetic(Name);

    protected internal override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        Elementwise.Run(LoopFor(context.InputSpec(0).DType), &kernel, context.Out(), context.Accumulates, context.In(0));
    }

    protected internal sealed override void PullbackKernel(in PullbackContext context)
    {
        Variable saved = GradReads == Saved.X ? context.X(0) : context.Y();
        context.Add(0, new Variable(new UnaryGrad<TKernel>(Name, Kernel).Run(context.Dy().Data, saved.Data), node: null));
    }

    private static delegate*<byte**, nint, void*, void> LoopFor(DType dtype) => dtype switch
    {
        DType.Float32 => &Loops.Unary<TKernel, float>,
        DType.Float64 => &Loops.Unary<TKernel, double>,
        DType.Int32 => &Loops.Unary<TKernel, int>,
        DType.Int64 => &Loops.Unary<TKernel, long>,
        _ => &Loops.Unary<TKernel, byte>,
    };
}

/// <summary>dx = dy · f'(x) in one pass, for ops whose kernel states it.</summary>
/// <param name="Of">Name of the op.</param>
/// <param name="Kernel">The op's kernel.</param>
internal sealed unsafe record UnaryGrad<TKernel>(string Of, TKernel Kernel) : Primitive where TKernel : unmanaged, IUnaryKernel
{
    public override string Name => Of + "Grad";

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

    protected internal override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        Elementwise.Run(
            context.InputSpec(0).DType == DType.Float32 ? &Loops.UnaryGrad<TKernel, float> : &Loops.UnaryGrad<TKernel, double>,
            &kernel, context.Out(), context.Accumulates, context.In(0), context.In(1));
    }
}
