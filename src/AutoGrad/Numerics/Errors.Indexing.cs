namespace AutoGrad;

internal static partial class Errors
{
    internal static DTypeException IndexDType(string op, DType given) =>
        DType(op, given, AutoGrad.DType.Int64, $"indices of dtype {given} are not integers. Convert them with To(DType.Int64).");

    internal static DTypeException MaskDType(string op, DType given) =>
        DType(op, given, AutoGrad.DType.Bool, $"a mask of dtype {given} is not Bool. Compare, or convert it with To(DType.Bool).");

    internal static DTypeException SameDType(string op, string argument, DType given, DType expected) =>
        DType(op, given, expected, $"{argument} is {given} and the tensor {expected}. Convert {argument} with To(DType.{expected}).");

    internal static ShapeException IndexOutOfRange(string op, long value, long position, Shape indexShape, int size, bool negative)
    {
        string range = size == 0 ? "and the dimension is empty" : $"outside [{(negative ? -size : 0)}, {size - 1}] for a dimension of size {size}";
        return Shape(op, indexShape, $"{Place("index", position, indexShape)} is {value}, {range}. Nothing was written; correct the indices.");
    }

    internal static ShapeException IndexRank(string op, Shape index) =>
        Shape(op, index, $"indices of shape {index} are not a vector. Flatten them.");

    internal static ShapeException IndexTooLarge(string op, Shape index, Shape other, int dim, string argument, bool exceptDim) => Shapes(
        op, index, other, $"indices of shape {index} reach beyond {argument} of shape {other} in dim {dim}. Every size of the indices{(exceptDim ? " but that of the indexed dim" : "")} is at most the other's.");

    internal static ShapeException IndexedRanks(string op, Shape index, Shape other, string argument) => Shapes(
        op, index, other, $"indices of shape {index} and {argument} of shape {other} differ in rank. Reshape one side.");

    /// <summary>An element by its indices, such as <c>index[1, 0]</c>; a scalar has none.</summary>
    private static string Place(string what, long position, Shape shape)
    {
        int[] place = new int[shape.Rank];
        for (int i = place.Length - 1; i >= 0; i--)
        {
            (position, long at) = Math.DivRem(position, shape[i]);
            place[i] = (int)at;
        }

        return place.Length == 0 ? $"the {what}" : $"{what}[{string.Join(", ", place)}]";
    }
}
