using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Masks for the last vector of a matrix, and a run of zeros to start sums from.</summary>
internal static unsafe class GemmMask<T>
    where T : unmanaged
{
    // 16 elements of ones, then 16 of zeros: a mask is a window into it. Four vectors of zeros follow.
    private static readonly byte[] Memory = Create();

    /// <summary>Zeros for the widest tile.</summary>
    public static T* Zeros => Start + 32;

    private static T* Start => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Memory));

    /// <summary>Ones for the elements that the last of several vectors of so many lanes uses.</summary>
    public static T* For(int lanes, int elements)
    {
        int used = (elements - 1) % lanes + 1;
        return Start + 16 - used;
    }

    private static byte[] Create()
    {
        byte[] memory = GC.AllocateArray<byte>((32 + 64) * sizeof(T), pinned: true);
        memory.AsSpan(0, 16 * sizeof(T)).Fill(0xFF);
        return memory;
    }
}
