using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Copies rows of bytes from one pitch to another. For rows of up to a few hundred bytes a call of the system's copy would cost more than the move.</summary>
internal static unsafe class RowCopy
{
    /// <summary>From here on the system's copy is as fast; rows of 4 KB take it a fifth longer than the loop below.</summary>
    internal const long Long = 1 << 15;

    /// <summary>Copies; pitches in bytes, source and target do not overlap.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Run(byte* target, long targetPitch, byte* source, long sourcePitch, long rowBytes, long rows)
    {
        byte* end = target + (rows * targetPitch);
        if (rowBytes >= Long)
        {
            for (; target != end; target += targetPitch, source += sourcePitch)
            {
                Buffer.MemoryCopy(source, target, rowBytes, rowBytes);
            }
        }
        else if (rowBytes >= Vector512<byte>.Count)
        {
            for (; target != end; target += targetPitch, source += sourcePitch)
            {
                Vectors(target, source, rowBytes);
            }
        }
        else if (rowBytes >= Vector128<byte>.Count)
        {
            long last = rowBytes - Vector128<byte>.Count;
            for (; target != end; target += targetPitch, source += sourcePitch)
            {
                for (long i = 0; i < last; i += Vector128<byte>.Count)
                {
                    Vector128.Load(source + i).Store(target + i);
                }

                Vector128.Load(source + last).Store(target + last);
            }
        }
        else if (rowBytes == sizeof(long))
        {
            for (; target != end; target += targetPitch, source += sourcePitch)
            {
                *(long*)target = *(long*)source;
            }
        }
        else if (rowBytes == sizeof(int))
        {
            for (; target != end; target += targetPitch, source += sourcePitch)
            {
                *(int*)target = *(int*)source;
            }
        }
        else
        {
            for (; target != end; target += targetPitch, source += sourcePitch)
            {
                for (long i = 0; i < rowBytes; i++)
                {
                    target[i] = source[i];
                }
            }
        }
    }

    /// <summary>Copies one row of at least 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Vectors(byte* target, byte* source, long bytes)
    {
        int size = Vector512<byte>.Count;
        byte* end = target + bytes;
        for (; target <= end - (4 * size); target += 4 * size, source += 4 * size)
        {
            Vector512<byte> a = Vector512.Load(source), b = Vector512.Load(source + size), c = Vector512.Load(source + (2 * size)), d = Vector512.Load(source + (3 * size));
            a.Store(target);
            b.Store(target + size);
            c.Store(target + (2 * size));
            d.Store(target + (3 * size));
        }

        for (; target <= end - size; target += size, source += size)
        {
            Vector512.Load(source).Store(target);
        }

        if (target < end)
        {
            // The last vector overlaps the one before it: the same bytes once more cost less than a loop over what is left.
            Vector512.Load(source + (end - target) - size).Store(end - size);
        }
    }
}
