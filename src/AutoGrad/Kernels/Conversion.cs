using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Element conversions between dtypes: C's truncation towards zero, saturating at the ends; true is anything but zero.</summary>
internal static unsafe class Conversion
{
    internal static delegate*<byte**, nint, void*, void> Loop(DType from, DType to) => from switch
    {
        DType.Float32 => From<float>(to),
        DType.Float64 => From<double>(to),
        DType.Int64 => From<long>(to),
        DType.Int32 => From<int>(to),
        _ => From<byte>(to),
    };

    private static delegate*<byte**, nint, void*, void> From<T>(DType to) where T : unmanaged, INumber<T> => to switch
    {
        DType.Float32 => &Convert<T, float>,
        DType.Float64 => &Convert<T, double>,
        DType.Int64 => &Convert<T, long>,
        DType.Int32 => &Convert<T, int>,
        DType.UInt8 => &Convert<T, byte>,
        _ => &Truth<T>,
    };

    private static void Convert<TFrom, TTo>(byte** p, nint n, void* state) where TFrom : unmanaged, INumber<TFrom> where TTo : unmanaged, INumber<TTo>
    {
        TTo* y = (TTo*)p[0];
        TFrom* x = (TFrom*)p[1];
        for (nint i = 0; i < n; i++)
        {
            y[i] = TTo.CreateTruncating(x[i]);
        }
    }

    private static void Truth<T>(byte** p, nint n, void* state) where T : unmanaged, INumber<T>
    {
        T* x = (T*)p[1];
        for (nint i = 0; i < n; i++)
        {
            p[0][i] = x[i] == T.Zero ? (byte)0 : (byte)1;
        }
    }
}
