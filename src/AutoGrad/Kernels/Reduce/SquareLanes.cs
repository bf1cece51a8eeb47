using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The root of x1² + x2² + ...</summary>
internal readonly struct SquareLanes : ILaneKernel
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.Zero;

    public static T Map<T>(T x) where T : unmanaged, INumber<T> => x * x;

    public static Vector256<T> Map<T>(Vector256<T> x) where T : unmanaged, INumber<T> => x * x;

    public static T Combine<T>(T a, T b) where T : unmanaged, INumber<T> => a + b;

    public static Vector256<T> Combine<T>(Vector256<T> a, Vector256<T> b) where T : unmanaged, INumber<T> => a + b;

    public static T Finish<T>(T acc, double parameter) where T : unmanaged, INumber<T> => T.CreateTruncating(Math.Sqrt(double.CreateTruncating(acc)));
}
