using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>The single element as a double. PyTorch: Tensor.item().</summary>
    /// <returns>The value; a Bool gives 0 or 1, an Int64 beyond 2^53 is rounded.</returns>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public double Item()
    {
        Tensor cpu = Single();
        return DType switch
        {
            DType.Float32 => cpu.First<float>(),
            DType.Float64 => cpu.First<double>(),
            DType.Int64 => cpu.First<long>(),
            DType.Int32 => cpu.First<int>(),
            _ => cpu.FirstByte(),
        };
    }

    /// <summary>The single element. PyTorch: Tensor.item().</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool.</typeparam>
    /// <returns>The value, converted to T.</returns>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    /// <exception cref="DTypeException">T is another type.</exception>
    public T Item<T>() where T : unmanaged
    {
        Tensor t = TensorCopy.Convert(Single(), DTypes.Of<T>());
        T value = t.First<T>();
        GC.KeepAlive(t);
        return value;
    }

    /// <summary>All elements in row-major order; a copy. PyTorch: Tensor.numpy().ravel().</summary>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <returns>A new array of <see cref="NumEl"/> elements.</returns>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        Tensor t = Dense<T>(nameof(ToArray));
        T[] values = t.KernelSpan<T>().ToArray();
        GC.KeepAlive(t);
        return values;
    }

    /// <summary>The elements of a matrix; a copy. PyTorch: Tensor.tolist().</summary>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <returns>A new array of this shape.</returns>
    /// <exception cref="ShapeException">The rank is not 2.</exception>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public T[,] ToArray2D<T>() where T : unmanaged
    {
        Tensor t = Dense<T>(nameof(ToArray2D), rank: 2);
        var values = new T[_shape[0], _shape[1]];
        t.CopyOut<T>(values);
        return values;
    }

    /// <summary>The elements of a tensor of rank 3; a copy. PyTorch: Tensor.tolist().</summary>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <returns>A new array of this shape.</returns>
    /// <exception cref="ShapeException">The rank is not 3.</exception>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public T[,,] ToArray3D<T>() where T : unmanaged
    {
        Tensor t = Dense<T>(nameof(ToArray3D), rank: 3);
        var values = new T[_shape[0], _shape[1], _shape[2]];
        t.CopyOut<T>(values);
        return values;
    }

    /// <summary>Copies all elements, in row-major order, to memory of the caller's.</summary>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <param name="destination">At least <see cref="NumEl"/> elements.</param>
    /// <exception cref="ShapeException">The destination is too short.</exception>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public void CopyTo<T>(Span<T> destination) where T : unmanaged
    {
        if (destination.Length < NumEl)
        {
            throw Errors.Shape(nameof(CopyTo), _shape, $"{NumEl} elements of shape {_shape} do not fit {destination.Length} places. Pass a longer span.");
        }

        Tensor t = Dense<T>(nameof(CopyTo));
        t.KernelSpan<T>().CopyTo(destination);
        GC.KeepAlive(t);
    }

    /// <summary>The memory itself, to read and write in place; it stays valid as long as the span lives.</summary>
    /// <remarks>Writes through a span are not counted in <see cref="Version"/>, so Backward cannot notice them. The memory leaves the pool for good: prefer <see cref="CopyTo"/> in loops.</remarks>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <returns>All elements in row-major order.</returns>
    /// <exception cref="ShapeException">The tensor is not contiguous.</exception>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged
    {
        MustHold<T>(nameof(AsSpan));
        if (!IsContiguous)
        {
            throw Errors.Shape(nameof(AsSpan), _shape, $"a view of shape {_shape} with strides [{string.Join(", ", Strides())}] has gaps or another order. Call Contiguous() first, or CopyTo().");
        }

        LeavePool();
        return KernelSpan<T>();
    }

    /// <summary>The memory itself, to read; it stays valid as long as the span lives.</summary>
    /// <remarks>The memory leaves the pool for good: prefer <see cref="CopyTo"/> in loops.</remarks>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <returns>All elements in row-major order.</returns>
    /// <exception cref="ShapeException">The tensor is not contiguous.</exception>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public ReadOnlySpan<T> AsReadOnlySpan<T>() where T : unmanaged => AsSpan<T>();

    /// <summary>All elements in row-major order as doubles; a copy.</summary>
    internal double[] ToDoubles()
    {
        Tensor t = TensorCopy.Convert(Backend.ToCpu(this), DType.Float64);
        double[] values = t.KernelSpan<double>().ToArray();
        GC.KeepAlive(t);
        return values;
    }

    private Tensor Single() => NumEl == 1
        ? Backend.ToCpu(this)
        : throw Errors.Shape("Item", Shape, $"a tensor of {NumEl} elements is not a single number. Use ToArray<T>(), or reduce it first.");

    private Tensor Dense<T>(string op, int rank = -1) where T : unmanaged
    {
        MustHold<T>(op);
        return rank < 0 || rank == Rank
            ? TensorCopy.Convert(Backend.ToCpu(this), DType)
            : throw Errors.Shape(op, _shape, $"shape {_shape} has rank {Rank}, not {rank}. Use ToArray<T>() for all elements in order, or reshape it.");
    }

    private void MustHold<T>(string op) where T : unmanaged
    {
        if (!DType.Holds<T>())
        {
            throw Errors.DType(op, DType, DTypes.Of<T>(), $"elements of {DType} cannot be read as {typeof(T).Name}. Convert with To(DType.{DTypes.Of<T>()}) first.");
        }
    }

    private void CopyOut<T>(Array target) where T : unmanaged
    {
        if (target.Length > 0)
        {
            KernelSpan<T>().CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(target)), target.Length));
        }

        GC.KeepAlive(this);
    }
}
