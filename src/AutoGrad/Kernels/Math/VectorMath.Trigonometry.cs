using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

internal static unsafe partial class VectorMath
{
    // Largest argument that three parts of pi / 2 reduce without loss; beyond, lanes go one by one through the base library.
    private const float ReducibleSingle = 65536f;
    private const double ReducibleDouble = 1048576;

    // x = n pi / 2 + r: the polynomials of sine and cosine on |r| <= pi / 4, chosen and signed by n modulo 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> SinSingle(Vector<float> x)
    {
        if (!HasFma)
        {
            return Map(x, &Math.Sin);
        }

        Vector<int> quadrant = Reduce(x, out Vector<float> r);
        Vector<float> y = Turn(quadrant, SinPolynomial(r), CosPolynomial(r));
        return IsReducible(x) ? y : Fix(x, y, &Math.Sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> SinDouble(Vector<double> x)
    {
        if (!HasFma)
        {
            return Map(x, &Math.Sin);
        }

        Vector<long> quadrant = Reduce(x, out Vector<double> r);
        Vector<double> y = Turn(quadrant, SinPolynomial(r), CosPolynomial(r));
        return IsReducible(x) ? y : Fix(x, y, &Math.Sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> CosSingle(Vector<float> x)
    {
        if (!HasFma)
        {
            return Map(x, &Math.Cos);
        }

        Vector<int> quadrant = Reduce(x, out Vector<float> r) + Vector<int>.One;
        Vector<float> y = Turn(quadrant, SinPolynomial(r), CosPolynomial(r));
        return IsReducible(x) ? y : Fix(x, y, &Math.Cos);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> CosDouble(Vector<double> x)
    {
        if (!HasFma)
        {
            return Map(x, &Math.Cos);
        }

        Vector<long> quadrant = Reduce(x, out Vector<double> r) + Vector<long>.One;
        Vector<double> y = Turn(quadrant, SinPolynomial(r), CosPolynomial(r));
        return IsReducible(x) ? y : Fix(x, y, &Math.Cos);
    }

    // tan = sin / cos, and in odd quadrants -cos / sin.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> TanSingle(Vector<float> x)
    {
        if (!HasFma)
        {
            return Map(x, &Math.Tan);
        }

        Vector<int> quadrant = Reduce(x, out Vector<float> r);
        Vector<float> sin = SinPolynomial(r), cos = CosPolynomial(r);
        Vector<int> odd = Vector<int>.Zero - (quadrant & Vector<int>.One);
        Vector<float> y = Vector.ConditionalSelect(odd, cos, sin) / Vector.ConditionalSelect(odd, -sin, cos);
        return IsReducible(x) ? y : Fix(x, y, &Math.Tan);
    }

    // The three parts of pi / 2 are cut off, not rounded, so that all are positive and -0 stays -0.
    /// <summary>Number of quarter turns in the low bits, and what remains of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Reduce(Vector<float> x, out Vector<float> r)
    {
        Vector<float> shifted = Vector.FusedMultiplyAdd(x, C(0.63661977f), C(Magic));
        Vector<float> n = shifted - C(Magic);
        r = Vector.FusedMultiplyAdd(n, C(-1.57079625f), x);
        r = Vector.FusedMultiplyAdd(n, C(-7.54978942e-08f), r);
        r = Vector.FusedMultiplyAdd(n, C(-5.39030253e-15f), r);
        return shifted.As<float, int>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Reduce(Vector<double> x, out Vector<double> r)
    {
        Vector<double> shifted = Vector.FusedMultiplyAdd(x, C(0.6366197723675814), C(Magic64));
        Vector<double> n = shifted - C(Magic64);
        r = Vector.FusedMultiplyAdd(n, C(-1.5707963267948966), x);
        r = Vector.FusedMultiplyAdd(n, C(-6.123233995736765e-17), r);
        r = Vector.FusedMultiplyAdd(n, C(-1.0828566739219139e-32), r);
        return shifted.As<double, long>();
    }

    // The sign bit only matters for -0, which the sum would turn into +0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> SinPolynomial(Vector<float> r)
    {
        Vector<float> z = r * r;
        Vector<float> p = Add(z, C(2.71804652e-06f), C(-0.000198393042f));
        p = Add(p, z, C(0.00833332911f));
        p = Add(p, z, C(-0.166666672f));
        return Add(r * z, p, r) | SignBit(r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> CosPolynomial(Vector<float> r)
    {
        Vector<float> z = r * r;
        Vector<float> p = Add(z, C(2.44324183e-05f), C(-0.00138873095f));
        p = Add(p, z, C(0.0416666456f));
        return Add(z * z, p, Add(z, C(-0.5f), Vector<float>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> SinPolynomial(Vector<double> r)
    {
        Vector<double> z = r * r;
        Vector<double> p = Add(z, C(1.5895905246493696e-10), C(-2.5050742318607305e-08));
        p = Add(p, z, C(2.7557313587704033e-06));
        p = Add(p, z, C(-0.000198412698294958));
        p = Add(p, z, C(0.008333333333322005));
        p = Add(p, z, C(-0.1666666666666663));
        return Add(r * z, p, r) | SignBit(r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> CosPolynomial(Vector<double> r)
    {
        Vector<double> z = r * r;
        Vector<double> p = Add(z, C(-1.1358314970379782e-11), C(2.0875696668429213e-09));
        p = Add(p, z, C(-2.7557314149416276e-07));
        p = Add(p, z, C(2.4801587288751334e-05));
        p = Add(p, z, C(-0.0013888888888872902));
        p = Add(p, z, C(0.041666666666666595));
        return Add(z * z, p, Add(z, C(-0.5), Vector<double>.One));
    }

    /// <summary>sin r, cos r, -sin r, -cos r for quadrants 0 to 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Turn(Vector<int> quadrant, Vector<float> sin, Vector<float> cos)
    {
        Vector<int> odd = Vector<int>.Zero - (quadrant & Vector<int>.One);
        Vector<float> sign = ((quadrant & new Vector<int>(2)) << 30).As<int, float>();
        return Vector.ConditionalSelect(odd, cos, sin) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Turn(Vector<long> quadrant, Vector<double> sin, Vector<double> cos)
    {
        Vector<long> odd = Vector<long>.Zero - (quadrant & Vector<long>.One);
        Vector<double> sign = ((quadrant & new Vector<long>(2)) << 62).As<long, double>();
        return Vector.ConditionalSelect(odd, cos, sin) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsReducible(Vector<float> x) => Vector.LessThanOrEqualAll(Vector.Abs(x), C(ReducibleSingle));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsReducible(Vector<double> x) => Vector.LessThanOrEqualAll(Vector.Abs(x), C(ReducibleDouble));

    /// <summary>y with the lanes beyond the reducible range computed by the base library, and only those, so that a lane never depends on its neighbours.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> Fix(Vector<float> x, Vector<float> y, delegate*<double, double> f) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(x), C(ReducibleSingle)), y, Map(x, f));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<double> Fix(Vector<double> x, Vector<double> y, delegate*<double, double> f) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(x), C(ReducibleDouble)), y, Map(x, f));
}
