using System.Numerics;

namespace AutoGrad;

/// <summary>A number as the user wrote it: a whole one keeps all 64 bits, and adapts to any dtype without widening it.</summary>
internal readonly record struct Number
{
    private readonly double _real;
    private readonly long _whole;

    internal Number(double value) => _real = value;

    internal Number(long value)
    {
        _whole = value;
        IsWhole = true;
    }

    /// <summary>Whether it was given as an integer.</summary>
    internal bool IsWhole { get; }

    internal double AsDouble => IsWhole ? _whole : _real;

    internal long AsLong => IsWhole ? _whole : (long)_real;

    public static implicit operator Number(double value) => new(value);

    public static implicit operator Number(long value) => new(value);

    /// <summary>The value as T, truncated towards zero for integers.</summary>
    internal T As<T>() where T : unmanaged, INumberBase<T> => IsWhole ? T.CreateTruncating(_whole) : T.CreateTruncating(_real);

    /// <summary>The dtype of a result of this number and a tensor of the given dtype: only a higher category (Bool, integer, float) changes it.</summary>
    internal DType With(DType dtype) => IsWhole ? (dtype == DType.Bool ? DType.Int64 : dtype) : dtype.IsFloat() ? dtype : DType.Float32;

    /// <summary>Refuses values the dtype cannot hold; infinities and NaN fit floats only. Fractions are cut off, as everywhere.</summary>
    internal void MustFit(string op, DType dtype)
    {
        bool fits = dtype switch
        {
            DType.Float64 => true,
            DType.Float32 => IsWhole || !double.IsFinite(_real) || float.IsFinite((float)_real),
            DType.Int64 => IsWhole || _real is >= long.MinValue and < 9223372036854775808.0,
            DType.Int32 => AsDouble is > int.MinValue - 1.0 and < int.MaxValue + 1.0,
            DType.UInt8 => AsDouble is > -1 and < 256,
            _ => true,
        };
        if (!fits)
        {
            throw Errors.Value(op, "value", AsDouble, $"{this} does not fit {dtype}. Pass a number in its range, or another dtype.");
        }
    }

    public override string ToString() => IsWhole
        ? _whole.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : _real.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
