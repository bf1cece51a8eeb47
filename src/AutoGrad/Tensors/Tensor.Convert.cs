namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>The single element. PyTorch: Tensor.item().</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool.</typeparam>
    /// <returns>The value, converted to T.</returns>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public T Item<T>() where T : unmanaged
    {
        _ = Item();
        Tensor t = Backend.ToCpu(this).To(DTypes.Of<T>());
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
        if (!DType.Holds<T>())
        {
            throw Errors.DType("ToArray", DType, DTypes.Of<T>(), $"elements of {DType} cannot be read as {typeof(T).Name}. Convert with To(DType.{DTypes.Of<T>()}) first.");
        }

        Tensor t = Backend.ToCpu(this).Contiguous();
        T[] values = t.KernelSpan<T>().ToArray();
        GC.KeepAlive(t);
        return values;
    }
}
