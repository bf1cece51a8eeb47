using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>The whole numbers from 0 up to but not including end. PyTorch: torch.arange.</summary>
    /// <param name="end">One past the last number.</param>
    /// <returns>An Int64 tensor of shape [end].</returns>
    /// <exception cref="ArgumentOutOfRangeException">end is negative.</exception>
    public static Tensor Arange(long end) => Arange(0, end);

    /// <summary>The whole numbers from 0 up to but not including end, as another dtype. PyTorch: torch.arange.</summary>
    /// <param name="end">One past the last number.</param>
    /// <param name="dtype">Element type.</param>
    /// <returns>A tensor of shape [end].</returns>
    /// <exception cref="ArgumentOutOfRangeException">end is negative.</exception>
    public static Tensor Arange(long end, DType dtype) => Arange(0, end, 1, dtype);

    /// <summary>The whole numbers start, start + step, ... up to but not including end. PyTorch: torch.arange.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">The bound that is not reached.</param>
    /// <param name="step">The distance, not 0. Default 1.</param>
    /// <param name="dtype">Element type. Default Int64.</param>
    /// <returns>A tensor of shape [n] with n = ceil((end - start) / step).</returns>
    /// <exception cref="ArgumentOutOfRangeException">step is 0 or leads away from end.</exception>
    [OverloadResolutionPriority(1)] // the constant 0 converts to DType too, and Arange(-3, 0) means a range
    public static Tensor Arange(long start, long end, long step = 1, DType? dtype = null)
    {
        if (step == 0 || (step > 0 ? end < start : end > start))
        {
            throw Errors.RangeNeverEnds(start, end, step);
        }

        Int128 span = (Int128)end - start, count = (Int128.Abs(span) + Int128.Abs(step) - 1) / Int128.Abs(step);
        return Range(count > int.MaxValue ? throw Errors.RangeTooLong((double)count) : (int)count, dtype ?? DType.Int64, i => start + (i * step), i => start + ((double)i * step));
    }

    /// <summary>The numbers from 0 up to but not including end. PyTorch: torch.arange.</summary>
    /// <param name="end">The bound that is not reached.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A tensor of shape [ceil(end)].</returns>
    /// <exception cref="ArgumentOutOfRangeException">end is negative or not finite.</exception>
    public static Tensor Arange(double end, DType? dtype = null) => Arange(0.0, end, 1.0, dtype);

    /// <summary>The numbers start, start + step, ... up to but not including end. PyTorch: torch.arange.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">The bound that is not reached.</param>
    /// <param name="step">The distance, not 0. Default 1.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A tensor of shape [n] with n = ceil((end - start) / step); rounding may let the last number come near end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">step is 0 or leads away from end, or a bound is not finite.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Arange(double start, double end, double step = 1, DType? dtype = null)
    {
        double count = Math.Ceiling((end - start) / step);
        if (step == 0 || !(count >= 0) || !double.IsFinite(start) || !double.IsFinite(end))
        {
            throw Errors.RangeNeverEnds(start, end, step);
        }

        return Range(count > int.MaxValue ? throw Errors.RangeTooLong(count) : (int)count, dtype ?? DType.Float32, i => (long)(start + (i * step)), i => start + (i * step));
    }

    /// <summary>Numbers at equal distances from start to end, both included. PyTorch: torch.linspace.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">The last number.</param>
    /// <param name="steps">How many, 0 or more.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A tensor of shape [steps].</returns>
    /// <exception cref="ShapeException">steps is negative.</exception>
    public static Tensor Linspace(double start, double end, int steps, DType dtype = DType.Float32)
    {
        Shape shape = [steps];
        double step = steps > 1 ? (end - start) / (steps - 1) : 0;

        // From both ends to the middle, so that both ends are exact and the numbers symmetric.
        double At(int i) => i < steps / 2 || steps == 1 ? start + (i * step) : end - ((steps - 1 - i) * step);
        return Range(shape.NumEl, dtype, i => (long)At(i), At);
    }

    /// <summary>Ones on the diagonal, zeros elsewhere. PyTorch: torch.eye.</summary>
    /// <param name="n">Rows and columns.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A tensor of shape [n, n].</returns>
    /// <exception cref="ShapeException">n is negative.</exception>
    public static Tensor Eye(int n, DType dtype = DType.Float32) => Eye(n, n, dtype);

    /// <summary>Ones on the diagonal, zeros elsewhere. PyTorch: torch.eye.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="m">Columns.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A tensor of shape [n, m].</returns>
    /// <exception cref="ShapeException">A size is negative.</exception>
    public static Tensor Eye(int n, int m, DType dtype = DType.Float32)
    {
        Tensor eye = Zeros([n, m], dtype);
        Tensor diagonal = eye.ViewOf([Math.Min(n, m)], [m + 1], 0);
        diagonal.Backend.Execute(new Fill(1), default, [diagonal], WriteMode.Write);
        return eye;
    }

    private static Tensor Range(int count, DType dtype, Func<int, long> whole, Func<int, double> real)
    {
        Tensor t = Empty([count], dtype);
        switch (dtype)
        {
            case DType.Float32:
                Write(t.KernelSpan<float>(), real);
                break;
            case DType.Float64:
                Write(t.KernelSpan<double>(), real);
                break;
            case DType.Int64:
                Write(t.KernelSpan<long>(), whole);
                break;
            case DType.Int32:
                Write(t.KernelSpan<int>(), whole);
                break;
            case DType.UInt8:
                Write(t.KernelSpan<byte>(), whole);
                break;
            default:
                Write(t.KernelSpan<byte>(), i => real(i) != 0 ? 1L : 0L);
                break;
        }

        return t;
    }

    private static void Write<T, TFrom>(Span<T> target, Func<int, TFrom> value)
        where T : unmanaged, INumber<T>
        where TFrom : INumber<TFrom>
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = T.CreateTruncating(value(i));
        }
    }
}
