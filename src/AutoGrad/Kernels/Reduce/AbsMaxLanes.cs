using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The largest |x|; NaN if there is one.</summary>
internal readonly struct AbsMaxLanes : ILaneKernel
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Map<T>(T x) where T : unmanaged, INumber<T> => T.Abs(x);

    public static Vector256<T> Map<T>(Vector256<T> x) where T : unmanaged, INumber<T> => Vector256.Abs(x);

    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => T.Max(a, b);

    public static Vector256<T> Combine<T>(Vector256<T> a, Vector256<T> b) where T : unmanaged, INumber<T> => Vector256.Max(a, b);
}
