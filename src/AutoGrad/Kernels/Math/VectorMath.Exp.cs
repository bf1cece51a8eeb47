using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

internal static unsafe partial class VectorMath
{
    // x = n log 2 + r with |r| of at most log(2) / 2, and e^x = 2^n e^r with a minimax polynomial for e^r (eng/KernelGen/polynomials.py).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ExpPolynomial(Vector<float> x)
    {
        // The bounds come first in the comparisons, which then keep a NaN. Beyond them the result is infinity or 0.
        x = Vector.MaxNative(C(-105f), Vector.MinNative(C(89f), x));
        Vector<float> n = Add(x, C(Log2E), C(Magic)) - C(Magic);
        Vector<float> r = Add(n, C(-Ln2Low), Add(n, C(-Ln2High), x));
        Vector<float> p = Add(r, C(0.00138145115f), C(0.00836877991f));
        p = Add(p, r, C(0.0416683927f));
        p = Add(p, r, C(0.166665196f));
        p = Add(p, r, C(0.49999994f));
        return Scale(Add(r * r, p, r) + Vector<float>.One, n);
    }

    // With e = e^-|x|, which never overflows: 1 / (1 + e) for x >= 0, e / (1 + e) below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> SigmoidPolynomial(Vector<float> x)
    {
        Vector<float> e = ExpPolynomial(x | C(-0f));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), e, Vector<float>.One) / (Vector<float>.One + e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ExpDouble(Vector<double> x)
    {
        x = Vector.MaxNative(C(-746.0), Vector.MinNative(C(710.0), x));
        Vector<double> n = Add(x, C(Log2E64), C(Magic64)) - C(Magic64);
        Vector<double> r = Add(n, C(-Ln2Low64), Add(n, C(-Ln2High64), x));
        Vector<double> p = Add(r, C(2.4999959000289248e-08), C(2.763037811404019e-07));
        p = Add(p, r, C(2.755758735825854e-06));
        p = Add(p, r, C(2.4801492764309542e-05));
        p = Add(p, r, C(0.00019841269504753355));
        p = Add(p, r, C(0.0013888888943921075));
        p = Add(p, r, C(0.008333333333495625));
        p = Add(p, r, C(0.0416666666665292));
        p = Add(p, r, C(0.1666666666666641));
        p = Add(p, r, C(0.5));
        return Scale(Add(r * r, p, r) + Vector<double>.One, n);
    }

    // Sharing the reduction with e^x, e^x - 1 = 2^n (e^r - 1) + (2^n - 1) keeps all digits near 0, where n is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Expm1Single(Vector<float> x)
    {
        Vector<float> bounded = Vector.MaxNative(C(-18f), Vector.MinNative(C(89f), x));
        Vector<float> p = Expm1Reduced(bounded, out Vector<float> n);

        // Half of 2^n, since 2^128 is not a float.
        Vector<float> half = PowerOfTwo(n - Vector<float>.One);
        Vector<float> y = Add(half, p, half - C(0.5f));
        return (y + y) | SignBit(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Expm1Double(Vector<double> x)
    {
        Vector<double> bounded = Vector.MaxNative(C(-38.0), Vector.MinNative(C(710.0), x));
        Vector<double> p = Expm1Reduced(bounded, out Vector<double> n);
        Vector<double> half = PowerOfTwo(n - Vector<double>.One);
        Vector<double> y = Add(half, p, half - C(0.5));
        return (y + y) | SignBit(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Expm1Reduced(Vector<double> x, out Vector<double> n)
    {
        n = Add(x, C(Log2E64), C(Magic64)) - C(Magic64);
        return Expm1Polynomial(Add(n, C(-Ln2Low64), Add(n, C(-Ln2High64), x)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Expm1Polynomial(Vector<double> r)
    {
        Vector<double> p = Add(r, C(2.5045884202759462e-08), C(2.7622338472517266e-07));
        p = Add(p, r, C(2.7557425490667117e-06));
        p = Add(p, r, C(2.4801516104846917e-05));
        p = Add(p, r, C(0.00019841269708574484));
        p = Add(p, r, C(0.0013888888920671127));
        p = Add(p, r, C(0.008333333333388813));
        p = Add(p, r, C(0.04166666666661966));
        p = Add(p, r, C(0.16666666666666602));
        return Add(r * r, Add(p, r, C(0.5)), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> TanhDouble(Vector<double> x)
    {
        Vector<double> a = Vector.MinNative(C(20.0), Vector.Abs(x));
        Vector<double> p = Expm1Reduced(a + a, out Vector<double> n);
        Vector<double> s = PowerOfTwo(n);
        Vector<double> e = Add(s, p, s - Vector<double>.One);
        return (e / (e + C(2.0))) | SignBit(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> SigmoidDouble(Vector<double> x)
    {
        Vector<double> e = ExpDouble(x | C(-0.0));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), e, Vector<double>.One) / (Vector<double>.One + e);
    }

    // As GeluTanhSingle and the two behind it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> GeluTanhDouble(Vector<double> x)
    {
        Vector<double> a = Vector.MinNative(C(ScalarMath.GeluTanhEnd), Vector.Abs(x));
        Vector<double> p = GeluTanhPower(a, out Vector<double> n), below = Vector.MinNative(Vector<double>.Zero, x);
        return Vector.MaxNative(Vector<double>.Zero, x) - (Scale(a * p / (Vector<double>.One + Scale(p, n)), n) + (below - below));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> GeluTanhGradDouble(Vector<double> dy, Vector<double> x)
    {
        Vector<double> a = Vector.MinNative(C(ScalarMath.GeluTanhEnd), Vector.Abs(x));
        Vector<double> p = GeluTanhPower(a, out Vector<double> n), d = Vector<double>.One + Scale(p, n);
        Vector<double> tail = Scale(p * Add(-a, Add(a * a, C(0.21406444881780073), C(1.5957691216057308)), d) / (d * d), n);
        return dy * (Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), tail, Vector<double>.One - tail) + (x - x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> GeluTanhPower(Vector<double> a, out Vector<double> n)
    {
        Vector<double> h = a * a;
        Vector<double> w = Add(h, C(-ScalarMath.GeluTanhB), C(-ScalarMath.GeluTanhA));
        Vector<double> low = Add(Add(a, a, -h), C(-ScalarMath.GeluTanhB), Add(h, C(-ScalarMath.GeluTanhBLow), C(-ScalarMath.GeluTanhALow)));
        low += Add(h, C(-ScalarMath.GeluTanhB), C(-ScalarMath.GeluTanhA) - w);
        n = Add(a, w, C(Magic64)) - C(Magic64);
        return Vector<double>.One + Expm1Polynomial(Add(a, low, Add(a, w, -n)) * C(Ln2Whole64));
    }

    // erf |x| = 1 - e^(-|x| R(|x|)), where R(a) = -log(erfc a) / a is smooth: one path for all arguments. From 3.95 on the float is 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> ErfSingle(Vector<float> x)
    {
        Vector<float> a = Vector.MinNative(C(3.95f), Vector.Abs(x));
        Vector<float> q = Add(a, C(1.19583945e-06f), C(-2.13536841e-05f));
        q = Add(q, a, C(0.000167373903f));
        q = Add(q, a, C(-0.000740236195f));
        q = Add(q, a, C(0.00179852662f));
        q = Add(q, a, C(-0.00025226688f));
        q = Add(q, a, C(-0.0191181004f));
        q = Add(q, a, C(0.102771379f));
        q = Add(q, a, C(0.636619806f));

        // 2 / sqrt(pi) in two parts.
        q = Add(q, a, C(-5.86353834e-08f));
        Vector<float> p = Expm1Reduced(-Add(a, C(1.12837923f), a * q), out Vector<float> n);
        Vector<float> s = PowerOfTwo(n);
        return Add(-s, p, Vector<float>.One - s) | SignBit(x);
    }
}
