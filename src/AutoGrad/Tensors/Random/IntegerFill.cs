using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Whole numbers in [Low, High), each equally likely.</summary>
internal sealed record IntegerFill(TensorSpec Spec, RandomBits Bits, long Low, long High) : RandomFill(Spec, Bits)
{
    internal static IntegerFill Of(string op, TensorSpec spec, long low, long high, Generator? generator)
    {
        if (low >= high)
        {
            throw Errors.Value(op, "high", high, $"[{low}, {high}) holds no number. Pass a high above low; it is not drawn itself.");
        }

        if (spec.DType == DType.Bool && (low < 0 || high > 2))
        {
            throw Errors.Value(op, "high", high, $"[{low}, {high}) does not fit Bool. Pass low 0 and high 2.");
        }

        ((Scalar)low).MustFit(op, spec.DType);
        ((Scalar)(high - 1)).MustFit(op, spec.DType);
        return new IntegerFill(spec, Take(generator, spec, 2), low, high);
    }

    protected internal override void Forward(in KernelContext context)
    {
        ulong range = unchecked((ulong)High - (ulong)Low);
        switch (Spec.DType)
        {
            case DType.Float32:
                Draw(context, new IntegerDraw<float>(Low, range));
                break;
            case DType.Float64:
                Draw(context, new IntegerDraw<double>(Low, range));
                break;
            case DType.Int64:
                Draw(context, new IntegerDraw<long>(Low, range));
                break;
            case DType.Int32:
                Draw(context, new IntegerDraw<int>(Low, range));
                break;
            default:
                Draw(context, new IntegerDraw<byte>(Low, range));
                break;
        }
    }
}
