using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>-ln(u) / rate with u of 53 bits in (0, 1], for T float or double.</summary>
internal readonly unsafe struct ExponentialDraw<T>(double rate) : IDraw
    where T : unmanaged, INumber<T>
{
    private readonly double _rate = rate;

    public static int WordsPerElement => 2;

    public static int ElementSize => sizeof(T);

    public void Apply(uint* words, byte* y, int n)
    {
        Vector<double> unit = new(1 / 9007199254740992.0), factor = new(-1 / _rate);
        for (int i = 0; i < n; i += Vector<double>.Count)
        {
            Vector<double> u = (Vector.ConvertToDouble(Vector.AsVectorInt64(Vector.Load((ulong*)words + i) >>> 11)) + Vector<double>.One) * unit;
            (VectorMath.Log(u) * factor).Store((double*)words + i);
        }

        for (int i = 0; i < n; i++)
        {
            ((T*)y)[i] = T.CreateTruncating(((double*)words)[i]);
        }
    }
}
