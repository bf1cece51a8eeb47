using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>1 with the probability given for each element, else 0. The probabilities are the input.</summary>
internal sealed record BernoulliOf(RandomBits Bits) : Primitive
{
    internal static BernoulliOf Create(Tensor p, Generator? generator) => p.DType.IsFloat()
        ? new BernoulliOf((generator ?? Generator.Default).Reserve(RandomLoop.Blocks(p.NumEl, 1)))
        : throw Errors.FloatExpected("Bernoulli", p.DType);

    public override string Name => "Bernoulli";

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Draw(context.Input<float>(0), context.Output<float>());
        }
        else
        {
            Draw(context.Input<double>(0), context.Output<double>());
        }
    }

    private unsafe void Draw<T>(ReadOnlySpan<T> p, Span<T> y)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int i = 0; i < p.Length; i++)
        {
            if (!(p[i] >= T.Zero && p[i] <= T.One))
            {
                throw Errors.Value(Name, "input", p[i], $"element {i}, {p[i]}, is not a probability. Pass numbers from 0 to 1.");
            }
        }

        const int Chunk = 1024;
        uint* words = stackalloc uint[Chunk];
        for (int at = 0; at < y.Length; at += Chunk)
        {
            int n = Math.Min(Chunk, y.Length - at);
            Philox.Fill(Bits, at / 4, words, (n + 3) / 4);
            for (int i = 0; i < n; i++)
            {
                y[at + i] = double.CreateTruncating(p[at + i]) * 4294967296.0 > words[i] ? T.One : T.Zero;
            }
        }
    }
}
