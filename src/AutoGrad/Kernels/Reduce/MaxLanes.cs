using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The largest element; NaN if there is one.</summary>
internal readonly struct MaxLanes : ILaneKernel
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateSaturating(double.NegativeInfinity) : T.MinValue;

    public static T Map<T>(T x) where T : unmanaged, INumber<T> => x;

    public static Vector256<T> Map<T>(Vector256<T> x) where T : unmanaged, INumber<T> => x;

    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => T.Max(a, b);

    public static Vector256<T> Combine<T>(Vector256<T> a, Vector256<T> b) where T : unmanaged, INumber<T> => Vector256.Max(a, b);
}
