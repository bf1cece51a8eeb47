using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A plain number beside a tensor, as in <c>x.Clamp(0, 1)</c> or <c>x + 0.5</c>. Integers and real numbers convert to it by themselves. PyTorch: Scalar.</summary>
/// <remarks>It never widens a tensor of its own kind: Float32 and Float64 stay what they are, and so do integers beside a whole number;
/// a real number makes integers and Bool Float32, a whole number makes Bool Int64.</remarks>
public readonly partial struct Scalar : IEquatable<Scalar>
{
    private readonly double _real;
    private readonly long _integer;

    private Scalar(double real, long integer, bool isInteger)
    {
        _real = real;
        _integer = integer;
        IsInteger = isInteger;
    }

    /// <summary>Whether it was written as a whole number: 2, not 2.0.</summary>
    public bool IsInteger { get; }

    /// <summary>The number as a double.</summary>
    /// <returns>The value; whole numbers above 2^53 are rounded.</returns>
    public double ToDouble() => _real;

    /// <summary>The number as a long.</summary>
    /// <returns>The value; real numbers are truncated.</returns>
    public long ToInt64() => _integer;

    /// <summary>A real number.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(double value) => new(value, long.CreateSaturating(value), isInteger: false);

    /// <summary>A whole number.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(long value) => new(value, value, isInteger: true);

    /// <summary>Compares kind and value.</summary>
    /// <param name="other">The other number.</param>
    /// <returns>Whether both are the same number, written alike.</returns>
    public bool Equals(Scalar other) => IsInteger == other.IsInteger && (IsInteger ? _integer == other._integer : _real.Equals(other._real));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsInteger, _real);

    /// <summary>The number as C# writes it.</summary>
    /// <returns>Its digits.</returns>
    public override string ToString() => IsInteger ? _integer.ToString(CultureInfo.InvariantCulture) : _real.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Compares kind and value.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other number.</param>
    /// <returns>Whether both are the same.</returns>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Compares kind and value.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other number.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    /// <summary>The number with the other sign.</summary>
    internal Scalar Negated => new(-_real, unchecked(-_integer), IsInteger);

    /// <summary>The number as T: the real value for floats, the whole one for integers, without a branch at run time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T As<T>() where T : INumberBase<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(_real) : T.CreateTruncating(_integer);

    /// <summary>The dtype of an operation of this number and a tensor.</summary>
    internal DType Beside(DType tensor) =>
        tensor.IsFloat() ? tensor
        : !IsInteger ? DType.Float32
        : tensor == DType.Bool ? DType.Int64 : tensor;
}
