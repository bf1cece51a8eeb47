using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Rounded division and remainders, for floats and integers alike.</summary>
internal static unsafe partial class Simd
{
    /// <summary>The remainder with the divisor's sign, as Python's %.</summary>
    internal static Vector<T> Remainder<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Correct(Map<Modulus, T>(a, b), b);

    /// <summary>The quotient rounded down. For floats it is made from the exact remainder, as Python does, so that a / b rounding up to an integer does not mislead it.</summary>
    internal static Vector<T> FloorDivide<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>
    {
        if (!IsFloat<T>())
        {
            return Map<FloorQuotient, T>(a, b);
        }

        Vector<T> rest = Map<Modulus, T>(a, b), zero = Vector<T>.Zero, one = Vector<T>.One;
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
