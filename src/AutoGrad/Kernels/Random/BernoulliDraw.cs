using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>1 with probability p, else 0: a random word is below p · 2^32.</summary>
internal readonly unsafe struct BernoulliDraw<T>(double p) : IDraw
    where T : unmanaged, INumber<T>
{
    private readonly long _threshold = (long)(p * 4294967296.0);

    public static int WordsPerElement => 1;

    public static int ElementSize => sizeof(T);

    public void Apply(uint* words, byte* y, int n)
    {
        for (int i = 0; i < n; i++)
        {
            // The sign of the difference: a branch would be predicted wrong half the time.
            ((T*)y)[i] = T.CreateTruncating((uint)((words[i] - _threshold) >>> 63));
        }
    }
}
