using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>What elementwise kernels need beside <see cref="Vector"/>: constants, rounding and functions without a vector form, for T known only to the JIT.</summary>
internal static unsafe partial class Simd
{
    /// <summary>A constant in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Of<T>(double value) where T : unmanaged, INumber<T> => Vector.Create(T.CreateTruncating(value));

    /// <summary>A parameter in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Of<T>(Scalar value) where T : unmanaged, INumber<T> => Vector.Create(value.As<T>());

    /// <summary>The lanes of value where the mask is set, 0 elsewhere; unlike a product, it lets no infinity or NaN through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Keep<T>(Vector<T> mask, Vector<T> value) => mask & value;

    /// <summary>x y + z of floats, in one step where the machine has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> z) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector.MultiplyAddEstimate(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>()
            : Vector.MultiplyAddEstimate(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();

    /// <summary>The largest integer not above x; integers are returned as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Floor<T>(Vector<T> x) =>
        typeof(T) == typeof(float) ? Vector.As<float, T>(Vector.Floor(Vector.AsVectorSingle(x)))
        : typeof(T) == typeof(double) ? Vector.As<double, T>(Vector.Floor(Vector.AsVectorDouble(x)))
        : x;

    /// <summary>The smallest integer not below x; integers are returned as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Ceiling<T>(Vector<T> x) =>
        typeof(T) == typeof(float) ? Vector.As<float, T>(Vector.Ceiling(Vector.AsVectorSingle(x)))
        : typeof(T) == typeof(double) ? Vector.As<double, T>(Vector.Ceiling(Vector.AsVectorDouble(x)))
        : x;

    /// <summary>x without its fraction; integers are returned as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Truncate<T>(Vector<T> x) =>
        typeof(T) == typeof(float) ? Vector.As<float, T>(Vector.Truncate(Vector.AsVectorSingle(x)))
        : typeof(T) == typeof(double) ? Vector.As<double, T>(Vector.Truncate(Vector.AsVectorDouble(x)))
        : x;

    /// <summary>The nearest integer, halves to even; integers are returned as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Round<T>(Vector<T> x) =>
        typeof(T) == typeof(float) ? Vector.As<float, T>(Vector.Round(Vector.AsVectorSingle(x)))
        : typeof(T) == typeof(double) ? Vector.As<double, T>(Vector.Round(Vector.AsVectorDouble(x)))
        : x;

    /// <summary>A function of one element without a vector form, lane by lane.</summary>
    [MethodImpl(Loops.Hot)]
    internal static Vector<T> Map<TFormula, T>(Vector<T> x) where TFormula : unmanaged, IFormula where T : unmanaged, INumber<T>
    {
        T* lanes = (T*)&x;
        for (int i = 0; i < Vector<T>.Count; i++)
        {
            lanes[i] = TFormula.Apply(lanes[i]);
        }

        return x;
    }

    /// <summary>A function of two elements without a vector form, lane by lane.</summary>
    [MethodImpl(Loops.Hot)]
    internal static Vector<T> Map<TFormula, T>(Vector<T> a, Vector<T> b) where TFormula : unmanaged, IFormula2 where T : unmanaged, INumber<T>
    {
        T* left = (T*)&a, right = (T*)&b;
        for (int i = 0; i < Vector<T>.Count; i++)
        {
            left[i] = TFormula.Apply(left[i], right[i]);
        }

        return a;
    }

    /// <summary>Whether T is a floating-point type; the JIT drops the branch not taken.</summary>
    internal static bool IsFloat<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);
}

/// <summary>A function of one element.</summary>
internal interface IFormula
{
    static abstract T Apply<T>(T x) where T : unmanaged, INumber<T>;
}

/// <summary>A function of two elements.</summary>
internal interface IFormula2
{
    static abstract T Apply<T>(T a, T b) where T : unmanaged, INumber<T>;
}
