using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Uniform numbers in [Low, High).</summary>
internal sealed record UniformFill(TensorSpec Spec, RandomBits Bits, double Low, double High) : RandomFill(Spec, Bits)
{
    internal static UniformFill Of(string op, TensorSpec spec, double low, double high, Generator? generator)
    {
        if (!spec.DType.IsFloat())
        {
            throw Errors.FloatExpected(op, spec.DType);
        }

        if (!(low <= high) || !double.IsFinite(high - low))
        {
            throw Errors.Value(op, "low", low, $"[{low}, {high}) is not a range. Pass finite bounds, the lower one first.");
        }

        return new UniformFill(spec, Take(generator, spec, spec.DType == DType.Float32 ? 1 : 2), low, high);
    }

    protected internal override void Forward(in KernelContext context)
    {
        if (Spec.DType == DType.Float32)
        {
            Draw(context, new UniformDrawSingle(Low, High));
        }
        else
        {
            Draw(context, new UniformDrawDouble(Low, High));
        }
    }
}
