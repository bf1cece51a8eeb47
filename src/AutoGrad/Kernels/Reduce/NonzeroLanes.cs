using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>How many elements are not 0; NaN is not.</summary>
internal readonly struct NonzeroLanes : ILaneKernel
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Map<T>(T x) where T : unmanaged, INumber<T> => x == T.Zero ? T.Zero : T.One;

    public static Vector256<T> Map<T>(Vector256<T> x) where T : unmanaged, INumber<T> => Vector256.AndNot(Vector256<T>.One, Vector256.Equals(x, Vector256<T>.Zero));

    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => a + b;

    public static Vector256<T> Combine<T>(Vector256<T> a, Vector256<T> b) where T : unmanaged, INumber<T> => a + b;
}
