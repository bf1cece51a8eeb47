using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Working memory of kernels: one pinned buffer per thread and purpose, kept from call to call, since fresh memory costs more than the work on it.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]?[]? _buffers;

    /// <summary>What a buffer is used for; kernels that call one another must differ in it.</summary>
    public enum Purpose
    {
        /// <summary>Packed operands of a matrix multiplication.</summary>
        Packing,

        /// <summary>Panels of a matrix multiplication's second operand, packed by the thread that reads them.</summary>
        Panels,

        /// <summary>Operands that a convolution or another kernel prepares for matrix multiplications.</summary>
        Operand,

        /// <summary>Partial results of reductions.</summary>
        Partials,

        /// <summary>The order in which tasks are worked off.</summary>
        Order,
    }

    /// <summary>At least <paramref name="count"/> elements at a multiple of 64 bytes, with any content. The next call with the same purpose on this thread ends its life.</summary>
    public static T* Get<T>(Purpose purpose, nint count)
        where T : unmanaged
    {
        byte[]?[] buffers = _buffers ??= new byte[5][];
        nint bytes = checked(count * sizeof(T) + Alignment);
        byte[]? buffer = buffers[(int)purpose];
        if (buffer is null || buffer.Length < bytes)
        {
            nint size = (nint)System.Numerics.BitOperations.RoundUpToPowerOf2((nuint)bytes);
            buffer = GC.AllocateUninitializedArray<byte>(checked((int)Math.Max(size, 4096)), pinned: true);
            buffers[(int)purpose] = buffer;
        }

        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        return (T*)((address + Alignment - 1) & -Alignment);
    }
}
