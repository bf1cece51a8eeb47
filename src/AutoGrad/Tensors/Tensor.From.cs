using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad;

// A single number gives a scalar (shape []), several a vector: From(3.0), From(1.0, 2.0). Whole literals are Int64, alone or listed, as in PyTorch; arrays and spans
// keep their element type, so an int[] gives Int32. The overloads with the higher priority are those for literals: without it From([0, 1]) would be Int32.
public sealed partial class Tensor
{
    /// <summary>A scalar tensor of dtype Int64. PyTorch: torch.tensor.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A new tensor of shape [].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(long value) => Copied([value], Shape.Scalar);

    /// <summary>A scalar tensor of dtype Float32. PyTorch: torch.tensor.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A new tensor of shape [].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(float value) => Copied([value], Shape.Scalar);

    /// <summary>A scalar tensor of dtype Float64. PyTorch: torch.tensor with dtype=torch.float64.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A new tensor of shape [].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(double value) => Copied([value], Shape.Scalar);

    /// <summary>A scalar tensor of dtype Bool. PyTorch: torch.tensor.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A new tensor of shape [].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(bool value) => Copied([value], Shape.Scalar);

    /// <summary>A vector of dtype Int64. PyTorch: torch.tensor.</summary>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of shape [n].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(params ReadOnlySpan<long> values) => Copied(values, [values.Length]);

    /// <summary>A vector of dtype Float32. PyTorch: torch.tensor.</summary>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of shape [n].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(params ReadOnlySpan<float> values) => Copied(values, [values.Length]);

    /// <summary>A vector of dtype Float64. PyTorch: torch.tensor with dtype=torch.float64.</summary>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of shape [n].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(params ReadOnlySpan<double> values) => Copied(values, [values.Length]);

    /// <summary>A vector of dtype Bool. PyTorch: torch.tensor.</summary>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of shape [n].</returns>
    [OverloadResolutionPriority(1)]
    public static Tensor From(params ReadOnlySpan<bool> values) => Copied(values, [values.Length]);

    /// <summary>A vector with the elements of an array or span. PyTorch: torch.from_numpy, copying.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of shape [n].</returns>
    /// <exception cref="DTypeException">T is another type.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values) where T : unmanaged => Copied(values, [values.Length]);

    /// <summary>A vector with the elements of a list or any other sequence. PyTorch: torch.tensor.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of shape [n].</returns>
    /// <exception cref="DTypeException">T is another type.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor From<T>(IEnumerable<T> values) where T : unmanaged => From<T>(Errors.Given(values).ToArray().AsSpan());

    /// <summary>A tensor of any shape with the elements of an array or span in row-major order. PyTorch: torch.tensor(...).reshape(shape).</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <param name="shape">The sizes.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ShapeException">The shape has another number of elements.</exception>
    /// <exception cref="DTypeException">T is another type.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged =>
        values.Length == shape.NumEl ? Copied(values, shape) : throw Errors.ValuesDoNotFill(values.Length, shape);

    /// <summary>A matrix: <c>Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } })</c>. PyTorch: torch.tensor.</summary>
    /// <remarks>Nested collection expressions such as <c>[[1, 2], [3, 4]]</c> have no type of their own in C#: write the array.</remarks>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of the array's shape.</returns>
    /// <exception cref="DTypeException">T is another type.</exception>
    public static Tensor From<T>(T[,] values) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Copied(Elements<T>(values), [values.GetLength(0), values.GetLength(1)]);
    }

    /// <summary>A tensor of rank 3. PyTorch: torch.tensor.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of the array's shape.</returns>
    /// <exception cref="DTypeException">T is another type.</exception>
    public static Tensor From<T>(T[,,] values) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Copied(Elements<T>(values), [values.GetLength(0), values.GetLength(1), values.GetLength(2)]);
    }

    /// <summary>A tensor of rank 4. PyTorch: torch.tensor.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values, copied.</param>
    /// <returns>A new tensor of the array's shape.</returns>
    /// <exception cref="DTypeException">T is another type.</exception>
    public static Tensor From<T>(T[,,,] values) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return Copied(Elements<T>(values), [values.GetLength(0), values.GetLength(1), values.GetLength(2), values.GetLength(3)]);
    }

    /// <summary>A matrix from rows. PyTorch: torch.tensor of a list of lists.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The rows, copied.</param>
    /// <returns>A new tensor of shape [rows, columns].</returns>
    /// <exception cref="ShapeException">The rows differ in length.</exception>
    /// <exception cref="DTypeException">T is another type.</exception>
    public static Tensor From<T>(T[][] values) where T : unmanaged
    {
        Errors.Given<T[]>(Errors.Given(values).AsSpan(), nameof(values));
        int columns = values.Length == 0 ? 0 : values[0].Length;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Length != columns)
            {
                throw Errors.UnevenRows(i, values[i].Length, columns);
            }
        }

        Tensor t = Empty([values.Length, columns], DTypes.Of<T>());
        for (int i = 0; i < values.Length; i++)
        {
            MemoryMarshal.AsBytes<T>(values[i]).CopyTo(t.Bytes()[(i * columns * t.DType.Size())..]);
        }

        return t;
    }

    private static Tensor Copied<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        Tensor t = Empty(shape, DTypes.Of<T>());
        MemoryMarshal.AsBytes(values).CopyTo(t.Bytes());
        return t;
    }

    /// <summary>The elements of a rectangular array of any rank, in row-major order.</summary>
    private static ReadOnlySpan<T> Elements<T>(Array values) where T : unmanaged => values.Length == 0
        ? default
        : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);
}
