using System.Numerics;

namespace AutoGrad.Kernels;

internal static unsafe partial class Simd
{
    /// <summary>Integer powers, wrapping around on overflow.</summary>
    internal static Vector<T> IntegerPower<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Map<WholePower, T>(a, b);
}

/// <summary>An integer to an integer power by repeated squaring; a negative power is 0, but for the bases 1 and -1, as PyTorch has it.</summary>
internal readonly struct WholePower : IFormula2
{
    public static T Apply<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        if (T.IsNegative(b))
        {
            return a == T.One ? a : T.IsNegative(a) && a + T.One == T.Zero ? (T.IsOddInteger(b) ? a : T.One) : T.Zero;
        }

        T power = T.One;
        for (ulong n = ulong.CreateTruncating(b); n != 0; n >>= 1)
        {
            power = (n & 1) != 0 ? power * a : power;
            a *= a;
        }

        return power;
    }
}
