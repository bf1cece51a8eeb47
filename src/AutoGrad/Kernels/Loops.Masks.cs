using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Loops from and to Bool, whose elements are bytes 0 and 1.</summary>
internal static unsafe partial class Loops
{
    /// <summary>y = a predicate of (a, b), one byte each.</summary>
    [MethodImpl(Hot)]
    internal static void Compare<TKernel, T>(byte** p, nint n, void* state) where TKernel : unmanaged, ICompareKernel where T : unmanaged, INumber<T>
    {
        TKernel kernel = *(TKernel*)state;
        byte* y = p[0];
        T* a = (T*)p[1];
        T* b = (T*)p[2];
        int lanes = Vector<T>.Count;
        nint i = 0;
        for (; i <= n - lanes; i += lanes)
        {
            StoreBits(kernel.Apply(Vector.Load(a + i), Vector.Load(b + i)), y + i);
        }

        if (i < n)
        {
            byte* rest = stackalloc byte[Vector<byte>.Count];
            StoreBits(kernel.Apply(LoadPart(a + i, n - i), LoadPart(b + i, n - i)), rest);
            Buffer.MemoryCopy(rest, y + i, n - i, n - i);
        }
    }

    /// <summary>y = a predicate of x, one byte each.</summary>
    internal static void Test<TKernel, T>(byte** p, nint n, void* state) where TKernel : unmanaged, ITestKernel where T : unmanaged, INumber<T>
    {
        byte** twice = stackalloc byte*[3];
        twice[0] = p[0];
        twice[1] = p[1];
        twice[2] = p[1];
        Compare<FirstOnly<TKernel>, T>(twice, n, state);
    }

    /// <summary>y = c ? a : b, with c in bytes and the values moved as bits of T's size.</summary>
    [MethodImpl(Hot)]
    internal static void Select<T>(byte** p, nint n, void* state) where T : unmanaged, INumber<T>
    {
        T* y = (T*)p[0];
        byte* c = p[1];
        T* a = (T*)p[2];
        T* b = (T*)p[3];
        int lanes = Vector<T>.Count;
        nint i = 0;
        for (; i <= n - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector<byte> bits = Vector.Load(c + i);
            if (sizeof(T) == 1)
            {
                Choose(Vector.As<byte, T>(bits), a + i, b + i, y + i);
                continue;
            }

            Vector.Widen(bits, out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> w0, out Vector<uint> w1);
            Vector.Widen(high, out Vector<uint> w2, out Vector<uint> w3);
            if (sizeof(T) == 4)
            {
                Choose(Vector.As<uint, T>(w0), a + i, b + i, y + i);
                Choose(Vector.As<uint, T>(w1), a + i + lanes, b + i + lanes, y + i + lanes);
                Choose(Vector.As<uint, T>(w2), a + i + (2 * lanes), b + i + (2 * lanes), y + i + (2 * lanes));
                Choose(Vector.As<uint, T>(w3), a + i + (3 * lanes), b + i + (3 * lanes), y + i + (3 * lanes));
            }
            else
            {
                ChooseTwo(w0, a + i, b + i, y + i);
                ChooseTwo(w1, a + i + (2 * lanes), b + i + (2 * lanes), y + i + (2 * lanes));
                ChooseTwo(w2, a + i + (4 * lanes), b + i + (4 * lanes), y + i + (4 * lanes));
                ChooseTwo(w3, a + i + (6 * lanes), b + i + (6 * lanes), y + i + (6 * lanes));
            }
        }

        for (; i < n; i++)
        {
            y[i] = c[i] != 0 ? a[i] : b[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose<T>(Vector<T> nonzero, T* a, T* b, T* y) where T : unmanaged =>
        Vector.ConditionalSelect(Vector.Equals(nonzero, Vector<T>.Zero), Vector.Load(b), Vector.Load(a)).Store(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ChooseTwo<T>(Vector<uint> nonzero, T* a, T* b, T* y) where T : unmanaged
    {
        Vector.Widen(nonzero, out Vector<ulong> low, out Vector<ulong> high);
        Choose(Vector.As<ulong, T>(low), a, b, y);
        Choose(Vector.As<ulong, T>(high), a + Vector<T>.Count, b + Vector<T>.Count, y + Vector<T>.Count);
    }

    /// <summary>The top bit of each lane as a byte 0 or 1. Depositing eight bits at once is several times faster than narrowing masks lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreBits<T>(Vector<T> mask, byte* y) where T : unmanaged
    {
        const ulong LowBits = 0x0101010101010101;
        if (sizeof(T) == 1)
        {
            (Vector.AsVectorByte(mask) & Vector<byte>.One).Store(y);
        }
        else if (Bmi2.X64.IsSupported && Vector<byte>.Count == 32 && sizeof(T) == 4)
        {
            *(ulong*)y = Bmi2.X64.ParallelBitDeposit(mask.AsVector256().ExtractMostSignificantBits(), LowBits);
        }
        else if (Bmi2.X64.IsSupported && Vector<byte>.Count == 32)
        {
            *(uint*)y = (uint)Bmi2.X64.ParallelBitDeposit(mask.AsVector256().ExtractMostSignificantBits(), LowBits);
        }
        else
        {
            byte* bytes = (byte*)&mask;
            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                y[lane] = (byte)(bytes[lane * sizeof(T)] & 1);
            }
        }
    }

    /// <summary>A test of one vector as a comparison that ignores its second.</summary>
    private readonly struct FirstOnly<TKernel> : ICompareKernel where TKernel : unmanaged, ITestKernel
    {
        public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => default(TKernel).Apply(a);
    }
}
