// Written by eng/KernelGen from VectorMath.Single.cs. Change that and run: dotnet run --project eng/KernelGen
#nullable enable
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

[GeneratedCode("AutoGrad.KernelGen", "1.0")]
internal static partial class WideMath
{
    // Adding and subtracting 1.5 times 2^23 rounds to an integer, which the low bits of the sum hold.
    private const float Magic = 12582912f;

    private const float Log2E = 1.44269504f;

    // log 2 in two parts; the first has so few bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -0.000212194442f;
    private const float Ln2 = 0.693147182f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(Vector512<float> x, Vector512<float> y, Vector512<float> z) => Vector512.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> C(float x) => Vector512.Create(x);

    /// <summary>The sign bit of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SignBit(Vector512<float> x) => x & C(-0f);

    /// <summary>2^n for integral n from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<float> n) =>
        ((Vector512.AsInt32(n + C(Magic)) << 23) + Vector512.Create(0x3F800000)).As<int, float>();

    // x = n log 2 + r with n a multiple of 1/16 and |r| of at most log(2) / 32; then e^x = 2^floor(n) t e^r, where t, the power of two that n - floor(n) asks for, comes out of
    // a table, and e^r out of a polynomial two degrees lower than without. All that is left of an argument too large for that is n, which makes infinity, 0 or NaN of anything.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> sum = Add(x, C(Log2E), C(Magic / 16));
        Vector512<float> n = sum - C(Magic / 16);
        Vector512<float> r = Within(Add(n, C(-Ln2Low), Add(n, C(-Ln2High), x)), C(0.03125f));
        Vector512<float> t = Lookup(MathTables.Exp2, sum.As<float, int>());
        Vector512<float> p = Add(r * r, Add(r, C(0.166667193f), C(0.500016212f)), r);
        return Scale(Add(t, p, t), n);
    }

    // x = 2^e m with m from 3/4 to 3/2, c the middle of the sixteenth of that range that m is in, and log x = e log 2 + log c + log(1 + f) with f = m / c - 1. Around m = 1, c is 1.
    // Nothing special is to be done for 0 and infinity, whose exponents are infinite, nor below 0, where m is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<float> m = Significand(x);
        Vector512<float> e = Exponent(x) - Exponent(m);
        Vector512<int> part = m.As<float, int>() >>> 19;
        Vector512<float> f = Add(m, Lookup(MathTables.Inverse, part), C(-1f));
        Vector512<float> p = Add(f, C(0.188460767f), C(-0.250061095f));
        p = Add(p, f, C(0.333344519f));
        p = Add(p, f, C(-0.5f));
        Vector512<float> y = Add(f * f, p, e * C(1.42860677e-06f));
        return Add(e, C(0.693145752f), Lookup(MathTables.Log, part)) + (f + y);
    }

    /// <summary>e^r - 1 and n for x = n log 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Expm1Reduced(Vector512<float> x, out Vector512<float> n)
    {
        n = Add(x, C(Log2E), C(Magic)) - C(Magic);
        return Expm1Polynomial(Add(n, C(-Ln2Low), Add(n, C(-Ln2High), x)));
    }

    /// <summary>e^r - 1 for |r| of at most log(2) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Expm1Polynomial(Vector512<float> r)
    {
        Vector512<float> p = Add(r, C(0.00138824945f), C(0.00836658012f));
        p = Add(p, r, C(0.0416672006f));
        p = Add(p, r, C(0.166665435f));
        p = Add(p, r, C(0.49999997f));
        return Add(r * r, p, r);
    }

    // tanh |x| = e / (e + 2) with e = e^2|x| - 1: no cancellation anywhere, and 1 from |x| = 10 (20) on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> a = Vector512.MinNative(C(10f), Vector512.Abs(x));
        Vector512<float> p = Expm1Reduced(a + a, out Vector512<float> n);
        Vector512<float> s = PowerOfTwo(n);
        Vector512<float> e = Add(s, p, s - Vector512<float>.One);
        return (e / (e + C(2f))) | SignBit(x);
    }

    // 1 / (1 + e^-x) as 2^-64 / (2^-64 + 2^-64 e^-x), which overflows only where the result is 0: no absolute value and nothing to select. As ExpSingle, with x = r - n log 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Sigmoid(Vector512<float> x)
    {
        Vector512<float> sum = Add(x, C(-Log2E), C(Magic / 16));
        Vector512<float> n = sum - C(Magic / 16);
        Vector512<float> r = Within(Add(n, C(Ln2Low), Add(n, C(Ln2High), x)), C(0.03125f));
        Vector512<float> t = Lookup(MathTables.Exp2, sum.As<float, int>());
        Vector512<float> q = Add(Add(r, C(-0.166667193f), C(0.500016212f)), r, C(-1f));
        Vector512<float> one = C(5.42101086e-20f);
        return one / (one + Scale(Add(t * r, q, t), sum - C((Magic / 16) + 64f)));
    }

    // x Φ(x) = max(x, 0) - a Q(a) with a = |x| and Q = 1 - Φ: nothing cancels for x < 0. Q(a) = e^(-a^2 / 2) c / (a + d(a)) with c = 1 / √(2π), where
    // d = p / q falls from 0.8 to 0, so that its errors hardly count (eng/KernelGen/polynomials.py; the fit takes up the error of Ln2 in one part).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Gelu(Vector512<float> x)
    {
        Vector512<float> a = Vector512.MinNative(C(15f), Vector512.Abs(x));
        Vector512<float> h = a * a;

        // -2 r for -a^2 / 2 = n log 2 + r, with what the square has lost by rounding.
        Vector512<float> n = Add(h, C(-0.5f * Log2E), C(Magic)) - C(Magic);
        Vector512<float> s = Add(n, C(2 * Ln2), h) + Add(a, a, -h);

        // a q(a), with q(0) = 1 so that near 0 it is rounded only once.
        Vector512<float> q = Add(Add(Add(a, C(0.00936941803f), C(0.0888584927f)), h, Add(a, C(0.388851762f), C(0.90655607f))), h, a);
        Vector512<float> p = Add(Add(Add(a, C(1.42677425e-06f), C(0.00931416266f)), h, Add(a, C(0.0898350105f), C(0.359947473f))), a, C(0.797884583f));
        Vector512<float> e = Add(s, C(8.62931302e-06f), C(-0.000104402148f));
        e = Add(e, s, C(0.00103894575f));
        e = Add(e, s, C(-0.00831117947f));
        e = Add(e, s, C(0.049867779f));
        e = Add(e, s, C(-0.199471146f));
        e = Add(e, s, C(0.398942292f));

        // As in PyTorch, -infinity gives NaN.
        Vector512<float> below = Vector512.MinNative(Vector512<float>.Zero, x);
        return Vector512.MaxNative(Vector512<float>.Zero, x) - (Scale(q * e / (q + p), n) + (below - below));
    }

    // Φ(x) + x φ(x) is S(a) for x < 0 and 1 - S(a) above, with S = Q(a) - a φ(a) = e^(-a^2 / 2) (p / q - a c) and e^r = (g + r) / (g - r), g = r coth(r / 2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> GeluGrad(Vector512<float> dy, Vector512<float> x)
    {
        Vector512<float> a = Vector512.MinNative(C(15f), Vector512.Abs(x));
        Vector512<float> h = a * a;
        Vector512<float> n = Add(h, C(-0.5f * Log2E), C(Magic)) - C(Magic);
        Vector512<float> s = Add(n, C(2 * Ln2), h), square = s * s;
        Vector512<float> q = Add(Add(a + C(7.56065464f), h, Add(a, C(25.2139549f), C(41.7230186f))), a, C(28.2379169f));
        Vector512<float> p = Add(Add(a, C(0.398798734f), C(3.02096033f)), h, Add(a, C(9.59624958f), C(14.1189575f)));
        p = Add(a * C(-0.39894228f), q, p);
        Vector512<float> g = Add(Add(square, C(-0.000345490174f), C(0.0833329186f)), square, C(4f));
        Vector512<float> tail = Scale(p * (g - s) / (q * (g + s)), n);

        // As in PyTorch, infinities give NaN.
        return dy * (Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail) + (x - x));
    }

    // x σ(z) with z = 2 √(2/π) (x + 0.044715 x³) is max(x, 0) - a σ(-|z|) with a = |x|: nothing cancels for x < 0. As in PyTorch, -infinity gives NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> GeluTanh(Vector512<float> x)
    {
        Vector512<float> a = Vector512.MinNative(C(11f), Vector512.Abs(x));
        Vector512<float> p = GeluTanhPower(a, out Vector512<float> n), below = Vector512.MinNative(Vector512<float>.Zero, x);
        return Vector512.MaxNative(Vector512<float>.Zero, x) - (Scale(a * p / (Vector512<float>.One + Scale(p, n)), n) + (below - below));
    }

    // The derivative is S = σ(-|z|) (1 - a z' σ(|z|)) for x < 0 and 1 - S above. As in PyTorch, infinities give NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> GeluTanhGrad(Vector512<float> dy, Vector512<float> x)
    {
        Vector512<float> a = Vector512.MinNative(C(11f), Vector512.Abs(x));
        Vector512<float> p = GeluTanhPower(a, out Vector512<float> n), d = Vector512<float>.One + Scale(p, n);
        Vector512<float> tail = Scale(p * Add(-a, Add(a * a, C(0.21406445f), C(1.5957692f)), d) / (d * d), n);
        return dy * (Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail) + (x - x));
    }

    // e^-z as p 2^n for a from 0 to 11. log2(e) z = a (A + B a²), of which the far tail magnifies every error 100 times: A, B, the square and the sum in brackets are taken in two parts,
    // the first of A with so few bits that what it leaves of the sum is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> GeluTanhPower(Vector512<float> a, out Vector512<float> n)
    {
        Vector512<float> h = a * a;
        Vector512<float> w = Add(h, C(-0.10294324f), C(-2.302208f));
        Vector512<float> low = Add(Add(a, a, -h), C(-0.10294324f), Add(h, C(2.0161985e-09f), C(-2.5136697e-07f)));
        low += Add(h, C(-0.10294324f), C(-2.302208f) - w);
        n = Add(a, w, C(Magic)) - C(Magic);
        return Vector512<float>.One + Expm1Polynomial(Add(a, low, Add(a, w, -n)) * C(Ln2));
    }
}
