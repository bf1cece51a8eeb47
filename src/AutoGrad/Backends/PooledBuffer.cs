using System.Runtime.InteropServices;

namespace AutoGrad;

/// <summary>One pinned, 64-byte aligned array of the pool, with the weak handle that tells whether its present owner still lives. Made once, lent many times.</summary>
internal sealed class PooledBuffer
{
    private GCHandle _owner = GCHandle.Alloc(null, GCHandleType.Weak);

    internal PooledBuffer(int sizeClass, int capacity)
    {
        SizeClass = sizeClass;
        Capacity = capacity;
        // Pinned object heap: kernels keep raw pointers across worker threads. 63 spare bytes allow the aligned start.
        Array = GC.AllocateUninitializedArray<byte>(capacity + 63, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(Array, 0);
        Start = (int)(-address & 63);
        Address = address + Start;
    }

    /// <summary>The memory.</summary>
    internal byte[] Array { get; }

    /// <summary>First aligned byte.</summary>
    internal int Start { get; }

    internal int SizeClass { get; }

    internal int Capacity { get; }

    /// <summary>Position in the pool's list of lent buffers.</summary>
    internal int LentIndex { get; set; }

    /// <summary>A span over the memory is in user hands: when the owner dies the array is left to the garbage collector, which sees the span.</summary>
    internal bool Escaped { get; set; }

    /// <summary>Where the memory begins; a hint to the caches reads it without the array.</summary>
    internal nint Address { get; }

    /// <summary>The tensor that owns the memory now, or null once it died.</summary>
    internal Tensor? Owner
    {
        get => (Tensor?)_owner.Target;
        set => _owner.Target = value;
    }

    /// <summary>Frees the weak handle of a buffer that leaves the pool.</summary>
    internal void Forget() => _owner.Free();
}
