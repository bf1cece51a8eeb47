using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Normal numbers with the given mean and standard deviation.</summary>
internal sealed record NormalFill(TensorSpec Spec, RandomBits Bits, double Mean, double Std) : RandomFill(Spec, Bits)
{
    internal static NormalFill Of(string op, TensorSpec spec, double mean, double std, Generator? generator)
    {
        if (!spec.DType.IsFloat())
        {
            throw Errors.FloatExpected(op, spec.DType);
        }

        if (!(std >= 0))
        {
            throw Errors.Value(op, "std", std, $"std {std} is not 0 or more. Pass a standard deviation, not a variance with a sign.");
        }

        return new NormalFill(spec, Take(generator, spec, spec.DType == DType.Float32 ? 1 : 2), mean, std);
    }

    protected internal override void Forward(in KernelContext context)
    {
        if (Spec.DType == DType.Float32)
        {
            Draw(context, new NormalDrawSingle(Mean, Std));
        }
        else
        {
            Draw(context, new NormalDrawDouble(Mean, Std));
        }
    }
}
