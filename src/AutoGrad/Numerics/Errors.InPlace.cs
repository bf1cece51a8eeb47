namespace AutoGrad;

internal static partial class Errors
{
    internal static DTypeException InPlaceDType(string op, DType target, DType result) =>
        DType(op, result, target, $"the result is {result} and cannot be stored in {target}. Convert the other side with To(DType.{target}), or compute a new tensor.");
}
