using System.Numerics;

namespace AutoGrad;

/// <summary>An elementwise op of two floating-point inputs with a kernel over spans of one length: the family for ops of your own.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record BinaryOp<TSelf> : BinaryRule<TSelf> where TSelf : BinaryOp<TSelf>, IOp<TSelf>
{
    /// <inheritdoc/>
    protected internal override Promotion Promotion => Promotion.Float;

    /// <summary>y = f(a, b), element by element.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Dense first input, already broadcast.</param>
    /// <param name="b">Dense second input, already broadcast.</param>
    /// <param name="y">Dense output of the same length.</param>
    protected abstract void Kernel<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <inheritdoc/>
    protected internal sealed override void Forward(in KernelContext context)
    {
        Shape shape = context.OutputSpec().Shape;
        Tensor a = context.In(0).Expand(shape).Contiguous(), b = context.In(1).Expand(shape).Contiguous();
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Kernel<float>(a.KernelSpan<float>(), b.KernelSpan<float>(), context.Output<float>());
        }
        else
        {
            Kernel<double>(a.KernelSpan<double>(), b.KernelSpan<double>(), context.Output<double>());
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }
}
