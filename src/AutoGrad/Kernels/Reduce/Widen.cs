using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Loads elements as accumulators: the same type, float as double, or an integer as long. The type tests are constants to the JIT.</summary>
internal static unsafe class Widen
{
    /// <summary>As many elements as a vector of accumulators has lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<TAcc> Load<T, TAcc>(T* x) where T : unmanaged, INumber<T> where TAcc : unmanaged, INumber<TAcc>
    {
        if (typeof(T) == typeof(TAcc))
        {
            return Vector256.Load((TAcc*)x);
        }

        if (typeof(T) == typeof(float) && typeof(TAcc) == typeof(double))
        {
            return Vector256.WidenLower(Vector128.Load((float*)x).ToVector256Unsafe()).As<double, TAcc>();
        }

        if (typeof(T) == typeof(int) && typeof(TAcc) == typeof(long))
        {
            return Vector256.WidenLower(Vector128.Load((int*)x).ToVector256Unsafe()).As<long, TAcc>();
        }

        Vector256<TAcc> result = default;
        for (int i = 0; i < Vector256<TAcc>.Count; i++)
        {
            result = result.WithElement(i, TAcc.CreateTruncating(x[i]));
        }

        return result;
    }

    /// <summary>One element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TAcc Load<T, TAcc>(T x) where T : unmanaged, INumber<T> where TAcc : unmanaged, INumber<TAcc> => TAcc.CreateTruncating(x);
}
