using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

internal static unsafe partial class VectorMath
{
    // |x|^y = 2^(y log2 |x|) in Float64, whose 53 bits leave enough behind the exponent of the result. Zeros, subnormal and infinite numbers go lane by lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowSingle(Vector<float> x, Vector<float> y)
    {
        Vector<float> a = Vector.Abs(x);
        Vector.Widen(a, out Vector<double> lowX, out Vector<double> highX);
        Vector.Widen(y, out Vector<double> lowY, out Vector<double> highY);
        Vector<float> power = Vector.Narrow(QuickPow(lowX, lowY), QuickPow(highX, highY));

        // Below 0 an odd y keeps the sign, and a fractional one has no value.
        Vector<float> negative = Vector.LessThan(x, Vector<float>.Zero).As<int, float>();
        Vector<float> half = y * C(0.5f);
        Vector<float> fraction = Vector.AndNot(Vector.Equals(y, y), Vector.Equals(Vector.Round(y), y)).As<int, float>();
        Vector<float> odd = Vector.AndNot(C(-0f), Vector.Equals(Vector.Round(half), half).As<int, float>());
        power = (power ^ (odd & negative)) | (fraction & negative);
        return Vector.EqualsAll(IsPlain(a, y), new Vector<int>(-1)) ? power : FixPow(x, y, power);
    }

    /// <summary>x^y for positive normal x, to about 40 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> QuickPow(Vector<double> x, Vector<double> y)
    {
        Vector<double> m = Split(x, out Vector<double> e);
        Vector<double> f = m - Vector<double>.One;
        Vector<double> s = f / (C(2.0) + f);
        Vector<double> z = s * s;
        Vector<double> p = Add(z, C(0.19598771319040686), C(0.22175238887076165));
        p = Add(p, z, C(0.2857213017318437));
        p = Add(p, z, C(0.39999995441389063));
        p = Add(p, z, C(0.6666666667627296));
        Vector<double> log = Add(e, C(0.6931471805599453), Add(s * z, p, s + s));

        Vector<double> t = Vector.MaxNative(C(-200.0), Vector.MinNative(C(200.0), log * y));
        Vector<double> n = Add(t, C(Log2E64), C(Magic64)) - C(Magic64);
        Vector<double> r = Add(n, C(-Ln2Low64), Add(n, C(-Ln2High64), t));
        Vector<double> q = Add(r, C(0.00019841269504753355), C(0.0013888888943921075));
        q = Add(q, r, C(0.008333333333495625));
        q = Add(q, r, C(0.0416666666665292));
        q = Add(q, r, C(0.1666666666666641));
        q = Add(q, r, C(0.5));
        return Add(r * r, q, r + Vector<double>.One) * PowerOfTwo(n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> IsPlain(Vector<float> size, Vector<float> y) =>
        Vector.GreaterThanOrEqual(size, C(1.17549435e-38f)) & Vector.LessThan(size, C(float.PositiveInfinity)) & Vector.LessThan(Vector.Abs(y), C(1e30f));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> FixPow(Vector<float> x, Vector<float> y, Vector<float> power) =>
        Vector.ConditionalSelect(IsPlain(Vector.Abs(x), y), power, Map(x, y, &Math.Pow));
}
