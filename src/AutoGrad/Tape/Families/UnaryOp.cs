using System.Numerics;

namespace AutoGrad;

/// <summary>An elementwise op of one floating-point input with a kernel over spans: the family for ops of your own.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record UnaryOp<TSelf> : UnaryRule<TSelf> where TSelf : UnaryOp<TSelf>, IOp<TSelf>
{
    /// <summary>y = f(x), element by element.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Dense input.</param>
    /// <param name="y">Dense output of the same length.</param>
    protected abstract void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <inheritdoc/>
    protected internal sealed override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Kernel(context.Input<float>(0), context.Output<float>());
        }
        else
        {
            Kernel(context.Input<double>(0), context.Output<double>());
        }
    }
}
