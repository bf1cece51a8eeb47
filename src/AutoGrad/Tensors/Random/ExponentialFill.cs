using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Exponentially distributed numbers with the given rate.</summary>
internal sealed record ExponentialFill(TensorSpec Spec, RandomBits Bits, double Rate) : RandomFill(Spec, Bits)
{
    internal static ExponentialFill Of(string op, TensorSpec spec, double lambd, Generator? generator)
    {
        if (!spec.DType.IsFloat())
        {
            throw Errors.FloatExpected(op, spec.DType);
        }

        return lambd > 0
            ? new ExponentialFill(spec, Take(generator, spec, 2), lambd)
            : throw Errors.Value(op, "lambd", lambd, $"lambd {lambd} is not a rate. Pass a number above 0.");
    }

    protected internal override void Forward(in KernelContext context)
    {
        if (Spec.DType == DType.Float32)
        {
            Draw(context, new ExponentialDraw<float>(Rate));
        }
        else
        {
            Draw(context, new ExponentialDraw<double>(Rate));
        }
    }
}
