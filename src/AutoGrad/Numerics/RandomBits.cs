using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A reserved range of random bits: a key and the first block. It is a field of a primitive, so every device draws the same numbers.</summary>
/// <param name="Key">Philox key, the generator's seed.</param>
/// <param name="Offset">First block of four words.</param>
internal readonly record struct RandomBits(ulong Key, ulong Offset)
{
    /// <summary>The first 64 bits, to seed a generator with.</summary>
    internal unsafe long ToSeed()
    {
        uint* words = stackalloc uint[4];
        Philox.Fill(this, 0, words, 1);
        return *(long*)words;
    }
}
