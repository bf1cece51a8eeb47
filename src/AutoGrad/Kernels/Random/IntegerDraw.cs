using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Whole numbers in [low, low + range): the upper half of the product of 64 random bits with the range, whose bias is at most range / 2^64.</summary>
internal readonly unsafe struct IntegerDraw<T>(long low, ulong range) : IDraw
    where T : unmanaged, INumber<T>
{
    private readonly long _low = low;
    private readonly ulong _range = range;

    public static int WordsPerElement => 2;

    public static int ElementSize => sizeof(T);

    public void Apply(uint* words, byte* y, int n)
    {
        for (int i = 0; i < n; i++)
        {
            ulong upper = Math.BigMul(((ulong*)words)[i], _range, out _);
            ((T*)y)[i] = T.CreateTruncating(unchecked(_low + (long)upper));
        }
    }
}
