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

    /// <summary>Whether dx = f(dy): it multiplies by a constant.</summary>
    protected virtual bool IsItsOwnPullback => false;

    protected internal sealed override bool HasPullbackKernel => GradReads != Saved.None || IsItsOwnPullback;

    internal sealed override bool IsBuiltIn => true;

    internal sealed override bool IsInline(int inputs) => inputs == 1;

    /// <summary>Dense floats skip dispatch, and scalars the loop too; parameters are still validated by Infer.</summary>
    internal sealed override Tensor Run(params ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        if (!Elementwise.AreAlike(x, x))
        {
            return base.Run(inputs);
        }

        TensorSpec spec = x.Spec;
        Tensor y = Backend.Cpu.Allocate(Infer(new ReadOnlySpan<TensorSpec>(in spec)));
        if (x.Rank != 0)
        {
            Loop(y, x);
        }
        else if (x.DType == DType.Float32)
        {
            y.First<float>() = Kernel.Apply(Vector.Create(x.First<float>()))[0];
        }
        else
        {
            y.First<double>() = Kernel.Apply(Vector.Create(x.First<double>()))[0];
        }

        return y;
    }

    private void Loop(Tensor y, Tensor x)
    {
        TKernel kernel = Kernel;
        Elementwise.Run(LoopFor(x.DType), &kernel, y, false, x);
        GC.KeepAlive(x); // its memory is the pool's
        GC.KeepAlive(y);
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
        if (IsItsOwnPullback)
        {
            context.AddElementwise(0, this, isLast: true);
        }
        else
        {
            Variable saved = GradReads == Saved.X ? context.X(0) : context.Y();
            context.AddElementwise(0, new UnaryGrad<TKernel>(this, Kernel), saved.Data, isLast: true);
        }
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
/// <param name="Of">The op.</param>
/// <param name="Kernel">The op's kernel.</param>
internal sealed unsafe record UnaryGrad<TKernel>(Op Of, TKernel Kernel) : Primitive where TKernel : unmanaged, IUnaryKernel
{
    public override string Name => Of.Name + "Grad";

    protected internal override bool AcceptsStrides => true;

    protected internal override bool AcceptsAccumulate => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

    /// <summary>As the op: floats of one shape skip dispatch, scalars the loop.</summary>
    internal override Tensor Run(params ReadOnlySpan<Tensor> inputs)
    {
        if (!Elementwise.AreAlike(inputs[0], inputs[1]))
        {
            return base.Run(inputs);
        }

        Tensor dx = Backend.Cpu.Allocate(inputs[1].Spec);
        Compute(dx, inputs[0], inputs[1], adds: false);
        return dx;
    }

    internal override void RunInto(Tensor output, WriteMode mode, params ReadOnlySpan<Tensor> inputs)
    {
        if (!Elementwise.AreAlike(inputs[0], inputs[1]) || output.Shape != inputs[0].Shape)
        {
            base.RunInto(output, mode, inputs);
            return;
        }

        Compute(output, inputs[0], inputs[1], mode == WriteMode.Accumulate);
        output.Bump();
    }

    private void Compute(Tensor dx, Tensor dy, Tensor saved, bool adds)
    {
        if (dx.Rank != 0)
        {
            Loop(dx, dy, saved, adds);
        }
        else if (dx.DType == DType.Float32)
        {
            Elementwise.Put(dx, Kernel.Grad(Vector.Create(dy.First<float>()), Vector.Create(saved.First<float>()))[0], adds);
        }
        else
        {
            Elementwise.Put(dx, Kernel.Grad(Vector.Create(dy.First<double>()), Vector.Create(saved.First<double>()))[0], adds);
        }
    }

    private void Loop(Tensor dx, Tensor dy, Tensor saved, bool adds)
    {
        TKernel kernel = Kernel;
        Elementwise.RunAlike(LoopFor(dx.DType), &kernel, dx, adds, dy, saved);
        GC.KeepAlive(dx); // their memory is the pool's
        GC.KeepAlive(dy);
        GC.KeepAlive(saved);
    }

    protected internal override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        Elementwise.Run(LoopFor(context.InputSpec(0).DType), &kernel, context.Out(), context.Accumulates, context.In(0), context.In(1));
    }

    private static delegate*<byte**, nint, void*, void> LoopFor(DType dtype) =>
        dtype == DType.Float32 ? &Loops.UnaryGrad<TKernel, float> : &Loops.UnaryGrad<TKernel, double>;
}
