using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad;

/// <summary>A dense, strided n-dimensional array of one dtype: data without a tape. PyTorch: torch.Tensor without requires_grad.</summary>
/// <remarks>Views (transpose, slices, expand) share their base's memory. Memory belongs to the garbage collector; there is nothing to dispose. See docs/memory.md.</remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor
{
    /// <summary>The tensor that owns the memory; a view keeps its base alive, so one object decides when memory is free.</summary>
    internal readonly Tensor Base;

    private readonly Shape _shape;
    private readonly int _offset;          // in elements, from the start of the base's memory

    // A view's strides, int[], null if it is row-major contiguous. An owner's memory: up to 16 bytes live inline; larger ones in an array, from 1 KB up in a buffer of the pool.
    private object? _stridesOrMemory;

    // Owner only (Base == this).
    private long _inline0;
    // Second half of the 16 inline bytes, reached by reference arithmetic from the first.
#pragma warning disable IDE0051, CS0169, S1144
    private readonly long _inline1;
#pragma warning restore IDE0051, CS0169, S1144

    internal int VersionCount;

    /// <summary>Id of the backward pass that allocated this memory; 0 outside passes.</summary>
    internal int BornInPass;

    /// <summary>Cotangent slots that hold this memory; the engine's own count, see <see cref="Pass"/>. At <see cref="ManyClaims"/> it stops counting.</summary>
    internal byte Claims;

    private readonly DType _dtype;
    internal byte BackendId;
    internal bool IsInference;

    /// <summary>So many slots that nobody counts them: the memory is left to the garbage collector.</summary>
    private const byte ManyClaims = byte.MaxValue;

    /// <summary>An owner of fresh memory; only <see cref="Backend.Allocate"/> calls it.</summary>
    internal Tensor(Shape shape, DType dtype, byte backendId)
    {
        Base = this;
        _shape = shape;
        _dtype = dtype;
        BackendId = backendId;
    }

    /// <summary>A view: other metadata over the same memory.</summary>
    private Tensor(Tensor of, Shape shape, ReadOnlySpan<int> strides, int offset, DType dtype)
    {
        Base = of.Base;
        _shape = shape;
        _stridesOrMemory = strides.IsEmpty || IsRowMajor(shape.AsSpan(), strides) ? null : SharedSizes.Of(strides);
        _offset = offset;
        _dtype = dtype;
        BackendId = of.BackendId;
        IsInference = of.IsInference;
    }

    /// <summary>Sizes of the dimensions. PyTorch: Tensor.shape.</summary>
    public Shape Shape => _shape;

    /// <summary>Element type. PyTorch: Tensor.dtype.</summary>
    public DType DType => _dtype;

    /// <summary>Number of dimensions. PyTorch: Tensor.dim().</summary>
    public int Rank => _shape.Rank;

    /// <summary>Number of elements. PyTorch: Tensor.numel().</summary>
    public int NumEl => _shape.NumEl;

    /// <summary>How often the memory was changed in place; shared by all views. PyTorch: Tensor._version.</summary>
    public int Version => Base.VersionCount;

    /// <summary>Whether elements lie in row-major order without gaps. PyTorch: Tensor.is_contiguous().</summary>
    public bool IsContiguous => DeclaredStrides is null;

    /// <summary>Whether this tensor is a view of another one's memory.</summary>
    public bool IsView => !ReferenceEquals(Base, this);

    internal TensorSpec Spec => new(_shape, _dtype);

    internal int Offset => _offset;

    internal Backend Backend => Backend.Of(BackendId);

    /// <summary>Strides in elements, one per dimension. PyTorch: Tensor.stride().</summary>
    /// <returns>A new array.</returns>
    public int[] Strides()
    {
        int[] strides = new int[Rank];
        CopyStrides(strides);
        return strides;
    }

    /// <summary>Size of one dimension. PyTorch: Tensor.size(dim).</summary>
    /// <param name="dim">Dimension; negative counts from the end.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ShapeException">dim is out of range.</exception>
    public int Size(int dim) => Rank == 0 ? throw Errors.DimOutOfRange("Size", dim, _shape, 0) : _shape[_shape.Dim(dim, "Size")];

    /// <summary>Strides where they are not row-major; only views have any.</summary>
    private int[]? DeclaredStrides => IsView ? Unsafe.As<int[]?>(_stridesOrMemory) : null;

    internal int Stride(int dim)
    {
        if (DeclaredStrides is { } strides)
        {
            return strides[dim];
        }

        int stride = 1;
        ReadOnlySpan<int> sizes = _shape.AsSpan();
        for (int i = sizes.Length - 1; i > dim; i--)
        {
            stride *= sizes[i];
        }

        return stride;
    }

    internal void CopyStrides(Span<int> strides)
    {
        if (DeclaredStrides is { } declared)
        {
            declared.CopyTo(strides);
        }
        else
        {
            RowMajor(_shape.AsSpan(), strides);
        }
    }

    /// <summary>The first element as a reference; the memory follows at the tensor's strides. CPU kernels only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref byte FirstByte()
    {
        Tensor owner = Base;
        if (owner.BackendId != Backend.CpuId)
        {
            throw owner.Backend.NoCpuMemory();
        }

        ref byte first = ref owner._stridesOrMemory is null ? ref Unsafe.As<long, byte>(ref owner._inline0)
            : ref owner._stridesOrMemory is PooledBuffer pooled ? ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(pooled.Array), pooled.Start)
            : ref MemoryMarshal.GetArrayDataReference(Unsafe.As<byte[]>(owner._stridesOrMemory));
        return ref Unsafe.Add(ref first, _offset * _dtype.Size());
    }

    /// <summary>The first element as T. CPU kernels only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T First<T>() where T : unmanaged => ref Unsafe.As<byte, T>(ref FirstByte());

    /// <summary>All elements of a contiguous tensor for a kernel that keeps the tensor alive; users call AsSpan, which takes the memory out of the pool.</summary>
    internal Span<T> KernelSpan<T>() where T : unmanaged
    {
        Debug.Assert(IsContiguous && _dtype.Holds<T>(), "KernelSpan needs a contiguous tensor of this element type.");
        return MemoryMarshal.CreateSpan(ref First<T>(), NumEl);
    }

    /// <summary>Gives a fresh owner an array of its own.</summary>
    internal void Attach(byte[] array) => _stridesOrMemory = array;

    /// <summary>Gives a fresh owner memory of the pool.</summary>
    internal void Attach(PooledBuffer buffer) => _stridesOrMemory = buffer;

    /// <summary>Takes the memory out of the pool for good: somebody outside the engine holds a span over it.</summary>
    internal void LeavePool()
    {
        if (Pooled is { } pooled)
        {
            pooled.Escaped = true;
        }
    }

    /// <summary>The pool's entry of this memory, null when it is not pooled.</summary>
    internal PooledBuffer? Pooled => Base._stridesOrMemory as PooledBuffer;

    /// <summary>One more cotangent slot holds this memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Claim()
    {
        Tensor owner = Base;
        if (owner.Claims < ManyClaims)
        {
            owner.Claims++;
        }
    }

    /// <summary>One slot less holds this memory.</summary>
    /// <returns>Whether it was the last.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Unclaim()
    {
        Tensor owner = Base;
        return owner.Claims < ManyClaims && --owner.Claims == 0;
    }

    /// <summary>Counts an in-place change.</summary>
    internal void Bump() => Base.VersionCount++;

    /// <summary>The strides of elements that lie in row-major order without gaps.</summary>
    internal static void RowMajor(ReadOnlySpan<int> sizes, Span<int> strides)
    {
        int stride = 1;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= sizes[i];
        }
    }

    /// <summary>A view with the given metadata, row-major where no strides are given; the caller has validated that every element lies inside the base.</summary>
    internal Tensor ViewOf(Shape shape, ReadOnlySpan<int> strides, int offset) => new(this, shape, strides, offset, _dtype);

    /// <summary>A view of all elements as they are, under an equal shape.</summary>
    internal Tensor ViewOf(Shape shape) => new(this, shape, DeclaredStrides, _offset, _dtype);

    private static bool IsRowMajor(ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
    {
        int expected = 1;
        bool rowMajor = true;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 0)
            {
                return true;
            }

            rowMajor &= sizes[i] == 1 || strides[i] == expected;
            expected *= sizes[i];
        }

        return rowMajor;
    }

    /// <summary>Memory of a contiguous tensor as bytes.</summary>
    internal Span<byte> Bytes() => MemoryMarshal.CreateSpan(ref FirstByte(), NumEl * DType.Size());

    /// <summary>Sets every element of a contiguous CPU tensor.</summary>
    internal void FillDense(Scalar value)
    {
        switch (DType)
        {
            case DType.Float32:
                KernelSpan<float>().Fill(value.As<float>());
                break;
            case DType.Float64:
                KernelSpan<double>().Fill(value.As<double>());
                break;
            case DType.Int64:
                KernelSpan<long>().Fill(value.As<long>());
                break;
            case DType.Int32:
                KernelSpan<int>().Fill(value.As<int>());
                break;
            case DType.UInt8:
                KernelSpan<byte>().Fill(value.As<byte>());
                break;
            default:
                KernelSpan<byte>().Fill(value.ToDouble() != 0 ? (byte)1 : (byte)0);
                break;
        }
    }
}
