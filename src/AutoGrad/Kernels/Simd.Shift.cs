using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>a · 2^b, dropping what leaves the element's width.</summary>
internal readonly struct LeftShift : IFormula2
{
    public static T Apply<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        long by = long.CreateTruncating(b);
        return by is >= 0 and < 64 ? T.CreateTruncating(long.CreateTruncating(a) << (int)by) : T.Zero;
    }
}

/// <summary>a / 2^b rounded down.</summary>
internal readonly struct RightShift : IFormula2
{
    public static T Apply<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        long by = long.CreateTruncating(b);
        return T.CreateTruncating(long.CreateTruncating(a) >> (by is >= 0 and < 64 ? (int)by : 63));
    }
}
