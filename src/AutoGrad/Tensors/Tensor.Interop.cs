using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AutoGrad;

// The one place where System.Numerics.Tensors shows in public: its Tensor would clash with ours elsewhere.
public sealed partial class Tensor
{
    /// <summary>A copy of a System.Numerics tensor.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="DTypeException">T is another type.</exception>
    /// <exception cref="ShapeException">It has more elements than one tensor holds.</exception>
    public static Tensor From<T>(Tensor<T> values) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return From(values.AsReadOnlyTensorSpan());
    }

    /// <summary>A copy of a System.Numerics tensor span.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="DTypeException">T is another type.</exception>
    /// <exception cref="ShapeException">It has more elements than one tensor holds.</exception>
    public static Tensor From<T>(ReadOnlyTensorSpan<T> values) where T : unmanaged
    {
        int[] sizes = new int[values.Rank];
        for (int i = 0; i < sizes.Length; i++)
        {
            nint length = values.Lengths[i];
            sizes[i] = length <= int.MaxValue ? (int)length : throw Errors.TooLong(length, i);
        }

        Tensor t = Empty(Shape.Create(sizes), DTypes.Of<T>());
        values.FlattenTo(MemoryMarshal.Cast<byte, T>(t.Bytes()));
        return t;
    }

    /// <summary>A copy as a System.Numerics tensor.</summary>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <returns>A new dense tensor of this shape; a scalar becomes a vector of one place, since it would be empty there.</returns>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public Tensor<T> ToSystemTensor<T>() where T : unmanaged =>
        System.Numerics.Tensors.Tensor.Create(ToArray<T>(), Lengths());

    /// <summary>The memory itself as a System.Numerics tensor span, of views too, to read and write in place; it stays valid as long as the span lives.</summary>
    /// <remarks>Writes through a span are not counted in <see cref="Version"/>, so Backward cannot notice them. The memory leaves the pool for good.</remarks>
    /// <typeparam name="T">The CLR type of the dtype: float, double, long, int, byte or bool.</typeparam>
    /// <returns>All elements, with this shape and these strides; a scalar becomes a vector of one place, since it would be empty there.</returns>
    /// <exception cref="DTypeException">T does not match the dtype.</exception>
    public TensorSpan<T> AsTensorSpan<T>() where T : unmanaged
    {
        MustHold<T>(nameof(AsTensorSpan));
        LeavePool();
        if (Rank == 0 || NumEl == 0)
        {
            return new TensorSpan<T>(MemoryMarshal.CreateSpan(ref First<T>(), NumEl), Lengths(), new nint[Math.Max(Rank, 1)]);
        }

        int reach = 1;
        var strides = new nint[Rank];
        for (int i = 0; i < strides.Length; i++)
        {
            // System.Numerics wants stride 0 where a dimension has one place.
            strides[i] = _shape[i] == 1 ? 0 : Stride(i);
            reach += (_shape[i] - 1) * Stride(i);
        }

        return new TensorSpan<T>(MemoryMarshal.CreateSpan(ref First<T>(), reach), Lengths(), strides);
    }

    /// <summary>The sizes; System.Numerics has no scalars with an element, so one is a vector of one place there.</summary>
    private nint[] Lengths() => Rank == 0 ? [1] : Array.ConvertAll(_shape.ToArray(), static size => (nint)size);
}
