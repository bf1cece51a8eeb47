using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Loops from and to Bool, whose elements are bytes 0 and 1: predicates write 32 of them at once, selections read 32 at once (with 256-bit vectors).</summary>
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
        for (; i <= n - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector<byte> bits;
            T* u = a + i, v = b + i;
            if (sizeof(T) == 1)
            {
                bits = Vector.AsVectorByte(kernel.Apply(Vector.Load(u), Vector.Load(v)));
            }
            else if (sizeof(T) == 4)
            {
                bits = Bytes(
                    Vector.AsVectorUInt32(kernel.Apply(Vector.Load(u), Vector.Load(v))),
                    Vector.AsVectorUInt32(kernel.Apply(Vector.Load(u + lanes), Vector.Load(v + lanes))),
                    Vector.AsVectorUInt32(kernel.Apply(Vector.Load(u + (2 * lanes)), Vector.Load(v + (2 * lanes)))),
                    Vector.AsVectorUInt32(kernel.Apply(Vector.Load(u + (3 * lanes)), Vector.Load(v + (3 * lanes)))));
            }
            else
            {
                bits = Bytes(
                    Halves(kernel.Apply(Vector.Load(u), Vector.Load(v)), kernel.Apply(Vector.Load(u + lanes), Vector.Load(v + lanes))),
                    Halves(kernel.Apply(Vector.Load(u + (2 * lanes)), Vector.Load(v + (2 * lanes))), kernel.Apply(Vector.Load(u + (3 * lanes)), Vector.Load(v + (3 * lanes)))),
                    Halves(kernel.Apply(Vector.Load(u + (4 * lanes)), Vector.Load(v + (4 * lanes))), kernel.Apply(Vector.Load(u + (5 * lanes)), Vector.Load(v + (5 * lanes)))),
                    Halves(kernel.Apply(Vector.Load(u + (6 * lanes)), Vector.Load(v + (6 * lanes))), kernel.Apply(Vector.Load(u + (7 * lanes)), Vector.Load(v + (7 * lanes)))));
            }

            (bits & Vector<byte>.One).Store(y + i);
        }

        for (; i < n; i += lanes)
        {
            int count = (int)Math.Min(lanes, n - i);
            Vector<T> mask = kernel.Apply(LoadPart(a + i, count), LoadPart(b + i, count));
            byte* bytes = (byte*)&mask;
            for (int k = 0; k < count; k++)
            {
                y[i + k] = (byte)(bytes[k * sizeof(T)] & 1);
            }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Bytes(Vector<uint> m0, Vector<uint> m1, Vector<uint> m2, Vector<uint> m3) =>
        Vector.Narrow(Vector.Narrow(m0, m1), Vector.Narrow(m2, m3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Halves<T>(Vector<T> m0, Vector<T> m1) => Vector.Narrow(Vector.AsVectorUInt64(m0), Vector.AsVectorUInt64(m1));

    /// <summary>A test of one vector as a comparison that ignores its second.</summary>
    private readonly struct FirstOnly<TKernel> : ICompareKernel where TKernel : unmanaged, ITestKernel
    {
        public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => default(TKernel).Apply(a);
    }
}
