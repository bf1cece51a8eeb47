using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <content>Float32 functions as formulas in Float64, whose error is far below half a unit in the last place of the float they are rounded to.</content>
internal static unsafe partial class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exp2Single(Vector<float> x)
    {
        // The integer part becomes the exponent without rounding; 2^r = e^(r log 2).
        x = Vector.MaxNative(C(-152f), Vector.MinNative(C(129f), x));
        Vector<float> n = (x + C(Magic)) - C(Magic);
        Vector<float> r = (x - n) * C(0.693147182f);
        Vector<float> p = Add(r, C(0.00138145115f), C(0.00836877991f));
        p = Add(p, r, C(0.0416683927f));
        p = Add(p, r, C(0.166665196f));
        p = Add(p, r, C(0.49999994f));
        return Scale(Add(r * r, p, r) + Vector<float>.One, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LogScaledSingle(Vector<float> x, double scale)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(LogDouble(low) * C(scale), LogDouble(high) * C(scale));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> SinhSingle(Vector<float> x)
    {
        // With e = e^|x| - 1: sinh |x| = (e + e / (e + 1)) / 2.
        Vector.Widen(Vector.Abs(x), out Vector<double> low, out Vector<double> high);
        Vector<double> a = Expm1Double(Vector.MinNative(C(100.0), low)), b = Expm1Double(Vector.MinNative(C(100.0), high));
        a = C(0.5) * (a + a / (a + Vector<double>.One));
        b = C(0.5) * (b + b / (b + Vector<double>.One));
        return Vector.Narrow(a, b) | SignBit(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> CoshSingle(Vector<float> x)
    {
        Vector.Widen(Vector.Abs(x), out Vector<double> low, out Vector<double> high);
        Vector<double> a = ExpDouble(Vector.MinNative(C(100.0), low)), b = ExpDouble(Vector.MinNative(C(100.0), high));
        return Vector.Narrow(C(0.5) * (a + Vector<double>.One / a), C(0.5) * (b + Vector<double>.One / b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> AsinhSingle(Vector<float> x)
    {
        // asinh a = log(1 + (a + a^2 / (1 + sqrt(1 + a^2)))); squares of floats do not overflow a double.
        Vector.Widen(Vector.Abs(x), out Vector<double> low, out Vector<double> high);
        Vector<double> a = low + low * low / (Vector<double>.One + Vector.SquareRoot(Vector<double>.One + low * low));
        Vector<double> b = high + high * high / (Vector<double>.One + Vector.SquareRoot(Vector<double>.One + high * high));
        Vector<float> y = Vector.Narrow(Log1pDouble(a), Log1pDouble(b));

        // For infinity the formula is infinity / infinity.
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), C(float.PositiveInfinity)), y, x) | SignBit(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> AcoshSingle(Vector<float> x)
    {
        // acosh x = log(1 + (t + sqrt(t (t + 2)))) with t = x - 1, which is exact in Float64.
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        Vector<double> s = low - Vector<double>.One, t = high - Vector<double>.One;
        Vector<float> y = Vector.Narrow(Log1pDouble(s + Vector.SquareRoot(s * (s + C(2.0)))), Log1pDouble(t + Vector.SquareRoot(t * (t + C(2.0)))));
        return y | Vector.LessThan(x, Vector<float>.One).As<int, float>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> AtanhSingle(Vector<float> x)
    {
        // atanh a = log(1 + 2 a / (1 - a)) / 2.
        Vector.Widen(Vector.Abs(x), out Vector<double> low, out Vector<double> high);
        Vector<double> a = Log1pDouble((low + low) / (Vector<double>.One - low)), b = Log1pDouble((high + high) / (Vector<double>.One - high));
        return Vector.Narrow(C(0.5) * a, C(0.5) * b) | SignBit(x);
    }
}
