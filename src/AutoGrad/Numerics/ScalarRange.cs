namespace AutoGrad;

/// <summary>Whether a number can be stored in a dtype.</summary>
internal static class ScalarRange
{
    /// <summary>Refuses values the dtype cannot hold; infinities and NaN fit floats and Bool only. Fractions are cut off, as everywhere.</summary>
    internal static void MustFit(this Scalar value, string op, DType dtype)
    {
        double real = value.ToDouble();
        bool fits = dtype switch
        {
            DType.Float32 => !double.IsFinite(real) || float.IsFinite((float)real),
            DType.Int64 => value.IsInteger || real is >= long.MinValue and < 9223372036854775808.0,
            DType.Int32 => real is > int.MinValue - 1.0 and < int.MaxValue + 1.0,
            DType.UInt8 => real is > -1 and < 256,
            _ => true,
        };
        if (!fits)
        {
            throw Errors.Value(op, "value", real, $"{value} does not fit {dtype}. Pass a number in its range, or another dtype.");
        }
    }
}
