using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    [MethodImpl(Loops.Hot)]
    private static void Convert<TFrom, TTo>(byte** p, nint n, void* state) where TFrom : unmanaged, INumber<TFrom> where TTo : unmanaged, INumber<TTo>
    {
        TTo* y = (TTo*)p[0];
        TFrom* x = (TFrom*)p[1];
        nint i = 0;
        if (typeof(TFrom) == typeof(float) && typeof(TTo) == typeof(double))
        {
            for (; i <= n - 8; i += 8)
            {
                (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load((float*)x + i));
                low.Store((double*)y + i);
                high.Store((double*)y + i + 4);
            }
        }
        else if (typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(float))
        {
            for (; i <= n - 8; i += 8)
            {
                Vector256.Narrow(Vector256.Load((double*)x + i), Vector256.Load((double*)x + i + 4)).Store((float*)y + i);
            }
        }
        else if (typeof(TFrom) == typeof(int) && typeof(TTo) == typeof(long))
        {
            for (; i <= n - 8; i += 8)
            {
                (Vector256<long> low, Vector256<long> high) = Vector256.Widen(Vector256.Load((int*)x + i));
                low.Store((long*)y + i);
                high.Store((long*)y + i + 4);
            }
        }
        else if (typeof(TFrom) == typeof(long) && typeof(TTo) == typeof(int))
        {
            for (; i <= n - 8; i += 8)
            {
                Vector256.Narrow(Vector256.Load((long*)x + i), Vector256.Load((long*)x + i + 4)).Store((int*)y + i);
            }
        }
        else if (typeof(TFrom) == typeof(int) && typeof(TTo) == typeof(float))
        {
            for (; i <= n - 8; i += 8)
            {
                Vector256.ConvertToSingle(Vector256.Load((int*)x + i)).Store((float*)y + i);
            }
        }
        else if (typeof(TFrom) == typeof(byte) && typeof(TTo) == typeof(float))
        {
            for (; i <= n - 16; i += 16)
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load((byte*)x + i));
                Vector256<ushort> all = Vector256.Create(low, high);
                (Vector256<uint> first, Vector256<uint> second) = Vector256.Widen(all);
                Vector256.ConvertToSingle(first.AsInt32()).Store((float*)y + i);
                Vector256.ConvertToSingle(second.AsInt32()).Store((float*)y + i + 8);
            }
        }

        for (; i < n; i++)
        {
            y[i] = TTo.CreateTruncating(x[i]);
        }
    }

    [MethodImpl(Loops.Hot)]
    private static void Truth<T>(byte** p, nint n, void* state) where T : unmanaged, INumber<T>
    {
        T* x = (T*)p[1];
        nint i = 0;
        if (sizeof(T) == 4)
        {
            // Equal to zero is -1 in a lane, so one more than it is the truth.
            int lanes = Vector256<int>.Count;
            for (; i <= n - (4 * lanes); i += 4 * lanes)
            {
                Vector256<short> low = Vector256.Narrow(IsZero(x + i), IsZero(x + i + lanes)), high = Vector256.Narrow(IsZero(x + i + (2 * lanes)), IsZero(x + i + (3 * lanes)));
                (Vector256.Narrow(low, high) + Vector256<sbyte>.One).Store((sbyte*)p[0] + i);
            }
        }

        for (; i < n; i++)
        {
            p[0][i] = x[i] == T.Zero ? (byte)0 : (byte)1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> IsZero<T>(T* x) where T : unmanaged, INumber<T> => Vector256.Equals(Vector256.Load(x), Vector256<T>.Zero).AsInt32();
}
