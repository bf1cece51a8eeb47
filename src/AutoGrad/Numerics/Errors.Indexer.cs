namespace AutoGrad;

internal static partial class Errors
{
    internal static ShapeException SelectOutOfRange(string op, int index, int dim, Shape shape) => Shape(op, shape, shape[dim] == 0
        ? $"index {index} was given for dim {dim} of shape {shape}, which is empty. Take a slice, or check for emptiness first."
        : $"index {(index == int.MaxValue ? "^0" : index)} is outside [{-shape[dim]}, {shape[dim] - 1}] for dim {dim} of shape {shape}. Pass an index the dimension has.");

    internal static ShapeException TooManyIndices(Shape shape, int count) =>
        Shape("Index", shape, $"{count} dims are indexed of shape {shape}, which has {shape.Rank}. Pass fewer entries; NewAxis and Ellipsis do not count.");

    internal static ShapeException TwoEllipses(Shape shape) =>
        Shape("Index", shape, "Ellipsis stands twice, so the dims between are not known. Write .. for single dims.");

    internal static ShapeException MaskDoesNotFit(Shape mask, Shape shape, int dim) =>
        Shapes("Index", mask, shape, $"a mask of shape {mask} does not fit shape {shape} from dim {dim} on. Its sizes must be equal to those of the dims it stands for.");

    internal static DTypeException NotAnIndex(DType given) =>
        DType("Index", given, AutoGrad.DType.Int64, $"a tensor of {given} is neither a list of places nor a mask. Convert it with To(DType.Int64) or To(DType.Bool).");

    internal static ShapeException ValueDoesNotFit(Shape value, Shape place) =>
        Shapes("Index", value, place, $"a value of shape {value} does not broadcast to {place}, the shape of the indexed place. Reshape or reduce it.");

    internal static ShapeException IndexedTooMuch(Shape shape) =>
        Shape("Index", shape, $"the indexed dims of shape {shape} have more than {int.MaxValue} places together. Index one after the other.");

    internal static ArgumentNullException NullIndex() => new("indices", "Index: the index is null. Write TensorIndex.NewAxis for a new dimension.");
}
