using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>low + u · (high - low) with u of 24 random bits in [0, 1).</summary>
internal readonly unsafe struct UniformDrawSingle(double low, double high) : IDraw
{
    private readonly float _low = (float)low;
    private readonly float _range = (float)(high - low);

    public static int WordsPerElement => 1;

    public static int ElementSize => sizeof(float);

    [MethodImpl(Loops.Hot)]
    public void Apply(uint* words, byte* y, int n)
    {
        Vector<float> low = new(_low), range = new(_range), unit = new(1 / 16777216f);
        for (int i = 0; i < n; i += Vector<float>.Count)
        {
            Vector<float> u = Vector.ConvertToSingle(Vector.AsVectorInt32(Vector.Load(words + i) >>> 8)) * unit;
            (low + (u * range)).Store((float*)words + i);
        }

        Buffer.MemoryCopy(words, y, (long)n * sizeof(float), (long)n * sizeof(float));
    }
}

/// <summary>low + u · (high - low) with u of 53 random bits in [0, 1).</summary>
internal readonly unsafe struct UniformDrawDouble(double low, double high) : IDraw
{
    private readonly double _low = low;
    private readonly double _range = high - low;

    public static int WordsPerElement => 2;

    public static int ElementSize => sizeof(double);

    [MethodImpl(Loops.Hot)]
    public void Apply(uint* words, byte* y, int n)
    {
        Vector<double> low = new(_low), range = new(_range), unit = new(1 / 9007199254740992.0);
        for (int i = 0; i < n; i += Vector<double>.Count)
        {
            Vector<double> u = Vector.ConvertToDouble(Vector.AsVectorInt64(Vector.Load((ulong*)words + i) >>> 11)) * unit;
            (low + (u * range)).Store((double*)words + i);
        }

        Buffer.MemoryCopy(words, y, (long)n * sizeof(double), (long)n * sizeof(double));
    }
}
