using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>target = f(target, b), in one pass.</summary>
/// <param name="Of">The verb.</param>
/// <param name="Kernel">The formula with its parameters.</param>
internal sealed unsafe record InPlaceBinary<TKernel>(string Of, TKernel Kernel) : Primitive where TKernel : unmanaged, IBinaryKernel
{
    public override string Name => Of;

    protected internal override bool AcceptsStrides => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        delegate*<byte**, nint, void*, void> loop = context.InputSpec(0).DType switch
        {
            DType.Float32 => &Loops.Binary<TKernel, float>,
            DType.Float64 => &Loops.Binary<TKernel, double>,
            DType.Int32 => &Loops.Binary<TKernel, int>,
            DType.Int64 => &Loops.Binary<TKernel, long>,
            DType.UInt8 => &Loops.Binary<TKernel, byte>,
            _ => throw Errors.BoolArithmetic(Name),
        };
        Elementwise.Run(loop, &kernel, context.Out(), accumulate: false, context.In(0), context.In(1));
    }
}

/// <summary>target = f(target, b, c), in one pass.</summary>
/// <param name="Of">The verb.</param>
/// <param name="Kernel">The formula with its parameters.</param>
internal sealed unsafe record InPlaceTernary<TKernel>(string Of, TKernel Kernel) : Primitive where TKernel : unmanaged, ITernaryKernel
{
    public override string Name => Of;

    protected internal override bool AcceptsStrides => true;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void Forward(in KernelContext context)
    {
        TKernel kernel = Kernel;
        delegate*<byte**, nint, void*, void> loop = context.InputSpec(0).DType switch
        {
            DType.Float32 => &Loops.Ternary<TKernel, float>,
            DType.Float64 => &Loops.Ternary<TKernel, double>,
            DType.Int32 => &Loops.Ternary<TKernel, int>,
            DType.Int64 => &Loops.Ternary<TKernel, long>,
            DType.UInt8 => &Loops.Ternary<TKernel, byte>,
            _ => throw Errors.BoolArithmetic(Name),
        };
        Elementwise.Run(loop, &kernel, context.Out(), accumulate: false, context.In(0), context.In(1), context.In(2));
    }
}

/// <summary>a + alpha · b.</summary>
internal readonly struct AddScaledKernel(Scalar alpha) : IBinaryKernel
{
    public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a + (Vector.Create(alpha.As<T>()) * b);
}

/// <summary>a + value · b · c.</summary>
internal readonly struct AddcmulKernel(Scalar value) : ITernaryKernel
{
    public Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a + (Vector.Create(value.As<T>()) * b * c);
}

/// <summary>a + value · b / c.</summary>
internal readonly struct AddcdivKernel(Scalar value) : ITernaryKernel
{
    public Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a + (Vector.Create(value.As<T>()) * b / c);
}

/// <summary>a + weight · (b - a), from the nearer end, so that a weight of 1 gives b exactly.</summary>
internal readonly struct LerpKernel(double weight) : IBinaryKernel
{
    public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => weight < 0.5
        ? a + (Vector.Create(T.CreateTruncating(weight)) * (b - a))
        : b - ((b - a) * Vector.Create(T.CreateTruncating(1 - weight)));
}
