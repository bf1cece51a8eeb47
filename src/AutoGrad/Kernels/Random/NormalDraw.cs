using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>mean + std · z by Box and Muller. In a group of 32 words the first 16 give radii, the last 16 angles; u for the radius has 31 bits in (0, 1], so |z| is below 6.6.</summary>
/// <remarks>Source: Box and Muller 1958, doi:10.1214/aoms/1177706645.</remarks>
internal readonly unsafe struct NormalDrawSingle(double mean, double std) : IDraw
{
    private readonly float _mean = (float)mean;
    private readonly float _std = (float)std;

    public static int WordsPerElement => 1;

    public static int ElementSize => sizeof(float);

    [MethodImpl(Loops.Hot)]
    public void Apply(uint* words, byte* y, int n)
    {
        Vector<float> mean = new(_mean), std = new(_std), one = Vector<float>.One, minusTwo = new(-2), unit31 = new(1 / 2147483648f), turn24 = new(MathF.Tau / 16777216f);
        const int Half = RandomLoop.Group / 2;
        for (int group = 0; group < n; group += RandomLoop.Group)
        {
            for (int i = group; i < group + Half; i += Vector<float>.Count)
            {
                Vector<float> u = (Vector.ConvertToSingle(Vector.AsVectorInt32(Vector.Load(words + i) >>> 1)) + one) * unit31;
                Vector<float> angle = Vector.ConvertToSingle(Vector.AsVectorInt32(Vector.Load(words + i + Half) >>> 8)) * turn24;
                Vector<float> radius = Vector.SquareRoot(VectorMath.Log(u) * minusTwo) * std;
                (mean + (radius * VectorMath.Cos(angle))).Store((float*)words + i);
                (mean + (radius * VectorMath.Sin(angle))).Store((float*)words + i + Half);
            }
        }

        Buffer.MemoryCopy(words, y, (long)n * sizeof(float), (long)n * sizeof(float));
    }
}

/// <summary>mean + std · z by Box and Muller from pairs of 53-bit numbers, 16 radii and then 16 angles; |z| is below 8.6.</summary>
internal readonly unsafe struct NormalDrawDouble(double mean, double std) : IDraw
{
    private readonly double _mean = mean;
    private readonly double _std = std;

    public static int WordsPerElement => 2;

    public static int ElementSize => sizeof(double);

    [MethodImpl(Loops.Hot)]
    public void Apply(uint* words, byte* y, int n)
    {
        Vector<double> mean = new(_mean), std = new(_std), one = Vector<double>.One, minusTwo = new(-2);
        Vector<double> unit = new(1 / 9007199254740992.0), turn = new(Math.Tau / 9007199254740992.0);
        ulong* pairs = (ulong*)words;
        const int Half = RandomLoop.Group / 2;
        for (int group = 0; group < n; group += RandomLoop.Group)
        {
            for (int i = group; i < group + Half; i += Vector<double>.Count)
            {
                Vector<double> u = (Vector.ConvertToDouble(Vector.AsVectorInt64(Vector.Load(pairs + i) >>> 11)) + one) * unit;
                Vector<double> angle = Vector.ConvertToDouble(Vector.AsVectorInt64(Vector.Load(pairs + i + Half) >>> 11)) * turn;
                Vector<double> radius = Vector.SquareRoot(VectorMath.Log(u) * minusTwo) * std;
                (mean + (radius * VectorMath.Cos(angle))).Store((double*)words + i);
                (mean + (radius * VectorMath.Sin(angle))).Store((double*)words + i + Half);
            }
        }

        Buffer.MemoryCopy(words, y, (long)n * sizeof(double), (long)n * sizeof(double));
    }
}
