using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Fills a tensor from a distribution. Key and counter are fields, so that any device draws the same bits.</summary>
/// <param name="Spec">Shape and dtype of what is filled.</param>
/// <param name="Bits">The reserved range of random bits.</param>
internal abstract unsafe record RandomFill(TensorSpec Spec, RandomBits Bits) : Primitive
{
    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Spec;

    /// <summary>The bits for a draw of this many words per element.</summary>
    private protected static RandomBits Take(Generator? generator, TensorSpec spec, int wordsPerElement) =>
        (generator ?? Generator.Default).Reserve(RandomLoop.Blocks(spec.Shape.NumEl, wordsPerElement));

    private protected void Draw<TDraw>(in KernelContext context, TDraw draw)
        where TDraw : unmanaged, IDraw
    {
        Tensor y = context.Out();
        fixed (byte* p = &y.FirstByte())
        {
            RandomLoop.Run(Bits, draw, p, y.NumEl);
        }
    }
}
