using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>The numbers 0 to n - 1 in random order, each order equally likely (Fisher and Yates).</summary>
internal sealed record PermutationFill(TensorSpec Spec, RandomBits Bits) : RandomFill(Spec, Bits)
{
    internal static PermutationFill Of(string op, TensorSpec spec, Generator? generator)
    {
        if (spec.DType == DType.Bool)
        {
            throw Errors.BoolArithmetic(op);
        }

        ((Scalar)Math.Max(spec.Shape.NumEl - 1, 0)).MustFit(op, spec.DType);
        return new PermutationFill(spec, Take(generator, spec, 2));
    }

    protected internal override void Forward(in KernelContext context)
    {
        switch (Spec.DType)
        {
            case DType.Float32:
                Shuffle(context.Output<float>());
                break;
            case DType.Float64:
                Shuffle(context.Output<double>());
                break;
            case DType.Int64:
                Shuffle(context.Output<long>());
                break;
            case DType.Int32:
                Shuffle(context.Output<int>());
                break;
            default:
                Shuffle(context.Output<byte>());
                break;
        }
    }

    private unsafe void Shuffle<T>(Span<T> y)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = T.CreateTruncating(i);
        }

        const int Chunk = 512;
        ulong* pairs = stackalloc ulong[Chunk];
        for (int i = y.Length - 1, drawn = 0; i > 0; i--, drawn++)
        {
            if (drawn % Chunk == 0)
            {
                Philox.Fill(Bits, drawn / 2, (uint*)pairs, Chunk / 2);
            }

            int j = (int)Math.BigMul(pairs[drawn % Chunk], (ulong)i + 1, out _);
            (y[i], y[j]) = (y[j], y[i]);
        }
    }
}
