using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Rounded division and remainders, for floats and integers alike.</summary>
internal static unsafe partial class Simd
{
    /// <summary>The remainder with the divisor's sign, as Python's %.</summary>
    [MethodImpl(Loops.Hot)]
    internal static Vector<T> Remainder<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Correct(Modulus(a, b), b);

    /// <summary>The remainder with the dividend's sign; exact.</summary>
    /// <remarks>
    /// a - q b is a number of T when q is the rounded quotient, so a fused step yields it exactly while q itself is exact; a quotient rounded up to the next integer shows
    /// in the sign. Large quotients, infinities, NaN and divisions by zero go lane by lane. Integers of less than 50 bits are divided as doubles.
    /// </remarks>
    [MethodImpl(Loops.Hot)]
    internal static Vector<T> Modulus<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
    {
        if (IsFloat<T>())
        {
            return TryModulus(a, b, out Vector<T> rest) ? rest : Map<Modulus, T>(a, b);
        }

        return typeof(T) == typeof(long) && TryDivide(a.As<T, long>(), b.As<T, long>(), out Vector<double> remainder, out _)
            ? Vector.ConvertToInt64(remainder).As<long, T>()
            : Map<Modulus, T>(a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryModulus<T>(Vector<T> a, Vector<T> b, out Vector<T> rest) where T : unmanaged, INumber<T>
    {
        Vector<T> limit = Of<T>(typeof(T) == typeof(float) ? 1 << 22 : 1L << 51), largest = Of<T>(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue);
        Vector<T> quotient = Truncate(a / b), divisor = Vector.Abs(b);
        if (!Vector.LessThanAll(Vector.Abs(quotient), limit) || !Vector.LessThanOrEqualAll(divisor, largest))
        {
            rest = default;
            return false;
        }

        rest = Fused(-quotient, b, a);
        Vector<T> overshot = Vector.LessThan(rest ^ (a & Of<T>(-0.0)), Vector<T>.Zero);
        rest = CopySign(Vector.ConditionalSelect(overshot, divisor - Vector.Abs(rest), rest), a);
        return true;
    }

    /// <summary>The remainder with the dividend's sign and the quotient rounded towards zero, as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDivide(Vector<long> a, Vector<long> b, out Vector<double> rest, out Vector<double> quotient)
    {
        Vector<long> limit = new(1L << 50);
        (rest, quotient) = (default, default);
        if (!Vector.LessThanAll(Vector.Max(a, -a), limit) || !Vector.LessThanAll(Vector.Max(b, -b), limit) || Vector.LessThanAny(a, -limit) || Vector.LessThanAny(b, -limit))
        {
            return false;
        }

        Vector<double> x = Vector.ConvertToDouble(a), y = Vector.ConvertToDouble(b);
        if (!TryModulus(x, y, out rest))
        {
            return false;
        }

        quotient = (x - rest) / y;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Fused<T>(Vector<T> x, Vector<T> y, Vector<T> z) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector.FusedMultiplyAdd(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>()
            : Vector.FusedMultiplyAdd(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();

    /// <summary>The quotient rounded down. For floats it is made from the exact remainder, as Python does, so that a / b rounding up to an integer does not mislead it.</summary>
    [MethodImpl(Loops.Hot)]
    internal static Vector<T> FloorDivide<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
    {
        if (!IsFloat<T>())
        {
            if (typeof(T) == typeof(long) && TryDivide(a.As<T, long>(), b.As<T, long>(), out Vector<double> left, out Vector<double> whole))
            {
                Vector<long> differ = Vector.LessThan(left, Vector<double>.Zero) ^ Vector.LessThan(b.As<T, long>(), Vector<long>.Zero);
                Vector<long> below = Vector.AndNot(differ, Vector.Equals(left, Vector<double>.Zero));
                return Vector.ConvertToInt64(Vector.ConditionalSelect(below, whole - Vector<double>.One, whole)).As<long, T>();
            }

            return Map<FloorQuotient, T>(a, b);
        }

        Vector<T> rest = Modulus(a, b), zero = Vector<T>.Zero, one = Vector<T>.One;
        Vector<T> quotient = (a - rest) / b;
        Vector<T> signsDiffer = Vector.LessThan(b, zero) ^ Vector.LessThan(rest, zero);
        quotient = Vector.ConditionalSelect(Vector.AndNot(signsDiffer, Vector.Equals(rest, zero)), quotient - one, quotient);
        Vector<T> floor = Floor(quotient);
        floor = Vector.ConditionalSelect(Vector.GreaterThan(quotient - floor, Of<T>(0.5)), floor + one, floor);
        Vector<T> plain = a / b;
        floor = Vector.ConditionalSelect(Vector.Equals(quotient, zero), CopySign(zero, plain), floor);
        return Vector.ConditionalSelect(Vector.Equals(b, zero), plain, floor);
    }

    /// <summary>The magnitude of one and the sign of the other, for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> CopySign<T>(Vector<T> magnitude, Vector<T> sign) where T : unmanaged, INumber<T>
    {
        Vector<T> bit = Of<T>(-0.0);
        return Vector.ConditionalSelect(bit, sign, magnitude);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Correct<T>(Vector<T> rest, Vector<T> b) where T : unmanaged, INumber<T>
    {
        Vector<T> zero = Vector<T>.Zero;
        Vector<T> signsDiffer = Vector.LessThan(b, zero) ^ Vector.LessThan(rest, zero);
        return Vector.ConditionalSelect(Vector.AndNot(signsDiffer, Vector.Equals(rest, zero)), rest + b, rest);
    }
}

/// <summary>The remainder with the dividend's sign; exact for floats.</summary>
internal readonly struct Modulus : IFormula2
{
    /// <summary>Every integer is divisible by -1, which is asked first because the smallest one divided by it traps.</summary>
    public static T Apply<T>(T a, T b) where T : unmanaged, INumber<T> => !Simd.IsFloat<T>() && b + T.One == T.Zero && T.IsNegative(b) ? T.Zero : a % b;
}

/// <summary>The integer quotient, rounded towards zero; the smallest integer divided by -1 wraps around to itself.</summary>
internal readonly struct Quotient : IFormula2
{
    public static T Apply<T>(T a, T b) where T : unmanaged, INumber<T> => b + T.One == T.Zero && T.IsNegative(b) ? T.Zero - a : a / b;
}

/// <summary>The integer quotient, rounded down.</summary>
internal readonly struct FloorQuotient : IFormula2
{
    public static T Apply<T>(T a, T b) where T : unmanaged, INumber<T>
    {
        T quotient = Quotient.Apply(a, b), rest = Modulus.Apply(a, b);
        return rest != T.Zero && T.IsNegative(rest) != T.IsNegative(b) ? quotient - T.One : quotient;
    }
}
