using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>y = 0 with probability p, else x / (1 - p): an element is dropped when its random word is below p · 2^32.</summary>
/// <param name="x">Dense input.</param>
/// <param name="y">First element of the output; its distance tells which input belongs to it.</param>
/// <param name="p">The probability.</param>
internal readonly unsafe struct DropoutDraw<T>(T* x, T* y, double p) : IDraw
    where T : unmanaged, INumber<T>
{
    private readonly T* _x = x;
    private readonly T* _y = y;
    private readonly ulong _threshold = (ulong)(p * 4294967296.0);
    private readonly T _scale = p < 1 ? T.CreateTruncating(1 / (1 - p)) : T.Zero;

    public static int WordsPerElement => 1;

    public static int ElementSize => sizeof(T);

    [MethodImpl(Loops.Hot)]
    public void Apply(uint* words, byte* y, int n)
    {
        T* to = (T*)y, from = _x + (to - _y);
        int i = 0;
        if (typeof(T) == typeof(float) && _threshold <= uint.MaxValue)
        {
            var threshold = new Vector<uint>((uint)_threshold);
            var scale = new Vector<float>(Unsafe.BitCast<T, float>(_scale));
            for (; i <= n - Vector<uint>.Count; i += Vector<uint>.Count)
            {
                Vector<uint> kept = Vector.GreaterThanOrEqual(Vector.Load(words + i), threshold);
                (Vector.Load((float*)from + i) * (scale & Vector.As<uint, float>(kept))).Store((float*)to + i);
            }
        }

        for (; i < n; i++)
        {
            to[i] = from[i] * (words[i] < _threshold ? T.Zero : _scale); // a product, so that NaN stays NaN where it is dropped
        }
    }
}
