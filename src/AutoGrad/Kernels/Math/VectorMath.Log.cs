using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

internal static unsafe partial class VectorMath
{
    // x = 2^e m with m from sqrt(1/2) to sqrt(2), and log x = e log 2 + log(1 + f) with f = m - 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogPolynomial(Vector<float> x)
    {
        Vector<int> small = Vector.LessThan(x, C(1.17549435e-38f));
        Vector<float> normal = Vector.ConditionalSelect(small, x * C(33554432f), x);
        Vector<float> m = Split(normal, out Vector<int> e);
        Vector<float> exponent = Vector.ConvertToSingle(e) - (small.As<int, float>() & C(25f));
        return LogSpecial(x, LogParts(exponent, m - Vector<float>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogDouble(Vector<double> x)
    {
        Vector<long> small = Vector.LessThan(x, C(2.2250738585072014e-308));
        Vector<double> normal = Vector.ConditionalSelect(small, x * C(18014398509481984.0), x);
        Vector<double> m = Split(normal, out Vector<double> e);
        Vector<double> exponent = e - (small.As<long, double>() & C(54.0));
        return LogSpecial(x, LogParts(exponent, m - Vector<double>.One));
    }

    // u = 1 + x is rounded; f = (u 2^-e - 1) + (x - (u - 1)) 2^-e gets back what was lost. For e = 0 it is x itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Log1pSingle(Vector<float> x)
    {
        Vector<float> u = Vector<float>.One + x;
        Vector<float> m = Split(u, out Vector<int> e);
        Vector<float> lost = x - (u - Vector<float>.One);
        Vector<float> scale = (new Vector<int>(0x3F800000) - (e << 23)).As<int, float>();
        lost = Vector.LessThan(u, C(1e9f)).As<int, float>() & (lost * scale);
        Vector<float> y = LogSpecial(u, LogParts(Vector.ConvertToSingle(e), m - Vector<float>.One + lost));
        return y | SignBit(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Log1pDouble(Vector<double> x)
    {
        Vector<double> u = Vector<double>.One + x;
        Vector<double> m = Split(u, out Vector<double> e);
        Vector<double> lost = (x - (u - Vector<double>.One)) * PowerOfTwo(Vector<double>.Zero - e);
        lost = Vector.LessThan(u, C(1e18)).As<long, double>() & lost;
        Vector<double> y = LogSpecial(u, LogParts(e, m - Vector<double>.One + lost));
        return y | SignBit(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> SoftplusSingle(Vector<float> x) => Vector.MaxNative(Vector<float>.Zero, x) + Log1pSingle(ExpPolynomial(x | C(-0f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> SoftplusDouble(Vector<double> x) => Vector.MaxNative(Vector<double>.Zero, x) + Log1pDouble(ExpDouble(x | C(-0.0)));

    /// <summary>Exponent and significand, the latter in [sqrt(1/2), sqrt(2)), of positive normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Split(Vector<float> x, out Vector<int> e)
    {
        Vector<int> bits = x.As<float, int>();
        e = (bits - new Vector<int>(0x3F3504F3)) >> 23;
        return (bits - (e << 23)).As<int, float>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Split(Vector<double> x, out Vector<double> e)
    {
        // There is no arithmetic shift of 64 bits before AVX-512: a biased exponent is shifted, set into the low bits of 2^52 and read as a double.
        Vector<long> bits = x.As<double, long>();
        Vector<long> biased = bits + new Vector<long>(0x3FF0000000000000 - 0x3FE6A09E667F3BCD);
        e = ((biased >>> 52) | new Vector<long>(0x4330000000000000)).As<long, double>() - C(4503599627370496.0 + 1023);
        Vector<long> shifted = (biased & new Vector<long>(0x7FF0000000000000)) - new Vector<long>(0x3FF0000000000000);
        return (bits - shifted).As<long, double>();
    }

    /// <summary>e log 2 + log(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogParts(Vector<float> e, Vector<float> f)
    {
        Vector<float> p = Add(f, C(-0.0763447881f), C(0.127615452f));
        p = Add(p, f, C(-0.131601751f));
        p = Add(p, f, C(0.142017633f));
        p = Add(p, f, C(-0.166233584f));
        p = Add(p, f, C(0.200012267f));
        p = Add(p, f, C(-0.250008196f));
        p = Add(p, f, C(0.333333313f));
        Vector<float> square = f * f;
        Vector<float> y = Add(square * f, p, e * C(Ln2Low));
        return Add(e, C(Ln2High), f + Add(square, C(-0.5f), y));
    }

    /// <summary>e log 2 + log(1 + f), with log(1 + f) = f - (f^2 / 2 - s (f^2 / 2 + R)) and s = f / (2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogParts(Vector<double> e, Vector<double> f)
    {
        Vector<double> s = f / (C(2.0) + f);
        Vector<double> z = s * s;
        Vector<double> p = Add(z, C(0.1481153039339705), C(0.15312570920450655));
        p = Add(p, z, C(0.18183618944565855));
        p = Add(p, z, C(0.22222197588263423));
        p = Add(p, z, C(0.2857142875129277));
        p = Add(p, z, C(0.3999999999937804));
        p = Add(p, z, C(0.666666666666674));
        Vector<double> half = C(0.5) * f * f;
        Vector<double> y = Add(s, Add(p, z, half), e * C(Ln2Low64));
        return Add(e, C(Ln2High64), f - (half - y));
    }

    /// <summary>y, but -infinity at 0, infinity at infinity, NaN below 0 and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogSpecial(Vector<float> x, Vector<float> y)
    {
        y = Vector.ConditionalSelect(Vector.LessThan(x, C(float.PositiveInfinity)), y, x);
        y |= Vector.LessThan(x, Vector<float>.Zero).As<int, float>();
        return Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), C(float.NegativeInfinity), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogSpecial(Vector<double> x, Vector<double> y)
    {
        y = Vector.ConditionalSelect(Vector.LessThan(x, C(double.PositiveInfinity)), y, x);
        y |= Vector.LessThan(x, Vector<double>.Zero).As<long, double>();
        return Vector.ConditionalSelect(Vector.Equals(x, Vector<double>.Zero), C(double.NegativeInfinity), y);
    }
}
