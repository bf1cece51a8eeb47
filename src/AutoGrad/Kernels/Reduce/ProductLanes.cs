using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>x1 · x2 · ...</summary>
internal readonly struct ProductLanes : ILaneKernel
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.One;

    public static T Map<T>(T x) where T : unmanaged, INumber<T> => x;

    public static Vector256<T> Map<T>(Vector256<T> x) where T : unmanaged, INumber<T> => x;

    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => a * b;

    public static Vector256<T> Combine<T>(Vector256<T> a, Vector256<T> b) where T : unmanaged, INumber<T> => a * b;
}
