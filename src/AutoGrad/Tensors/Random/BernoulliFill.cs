using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>1 with one probability P, else 0.</summary>
internal sealed record BernoulliFill(TensorSpec Spec, RandomBits Bits, double P) : RandomFill(Spec, Bits)
{
    internal static BernoulliFill Of(string op, TensorSpec spec, double p, Generator? generator) => p is >= 0 and <= 1
        ? new BernoulliFill(spec, Take(generator, spec, 1), p)
        : throw Errors.Value(op, "p", p, $"p {p} is not a probability. Pass a number from 0 to 1.");

    protected internal override void Forward(in KernelContext context)
    {
        switch (Spec.DType)
        {
            case DType.Float32:
                Draw(context, new BernoulliDraw<float>(P));
                break;
            case DType.Float64:
                Draw(context, new BernoulliDraw<double>(P));
                break;
            case DType.Int64:
                Draw(context, new BernoulliDraw<long>(P));
                break;
            case DType.Int32:
                Draw(context, new BernoulliDraw<int>(P));
                break;
            default:
                Draw(context, new BernoulliDraw<byte>(P));
                break;
        }
    }
}
