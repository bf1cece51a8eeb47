namespace AutoGrad;

/// <summary>Refusals of elementwise operations.</summary>
internal static partial class Errors
{
    internal static ArgumentException Argument(string op, string problem) => new($"{op}: {problem}{Where()}");

    internal static DivideByZeroException IntegerDivisorIsZero(string op, DType dtype, int position) => new(
        $"{op}: element {position} of the {dtype} divisor is 0. Integers have no infinity; mask zeros out, or convert with To(DType.Float32).{Where()}");

    internal static DTypeException NegativeIntegerPower(string op, DType dtype, long exponent) => DType(
        op, dtype, AutoGrad.DType.Float32, $"{dtype} to the power {exponent}: integers have no negative powers. Convert with To(DType.Float32).");
}
