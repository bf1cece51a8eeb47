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
        return Empty([count > int.MaxValue ? throw Errors.RangeTooLong((double)count) : (int)count], dtype ?? DType.Int64).Count(start, step);
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

        Tensor range = Empty([count > int.MaxValue ? throw Errors.RangeTooLong(count) : (int)count], dtype ?? DType.Float32);
        return range.Count(start, step, end, range.NumEl);
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
        Tensor range = Empty([steps], dtype);
        return range.Count(start, steps > 1 ? (end - start) / (steps - 1) : 0, end, steps == 1 ? 1 : steps / 2);
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

    /// <summary>Fills a fresh vector with start + i · step.</summary>
    private Tensor Count(long start, long step)
    {
        switch (DType)
        {
            case DType.Float32:
                Count(KernelSpan<float>(), start, step);
                break;
            case DType.Float64:
                Count(KernelSpan<double>(), start, step);
                break;
            case DType.Int64:
                Count(KernelSpan<long>(), start, step);
                break;
            case DType.Int32:
                Count(KernelSpan<int>(), start, step);
                break;
            case DType.UInt8:
                Count(KernelSpan<byte>(), start, step);
                break;
            default:
                Tensor whole = Empty(_shape, DType.Int64).Count(start, step);
                TensorCopy.Convert(whole, DType.Bool).Bytes().CopyTo(Bytes());
                break;
        }

        return this;
    }

    /// <summary>Fills a fresh vector with start + i · step, and from the middle on with end - (n - 1 - i) · step, so that both ends are exact and the numbers symmetric.</summary>
    private Tensor Count(double start, double step, double end, int middle)
    {
        switch (DType)
        {
            case DType.Float32:
                Count(KernelSpan<float>(), start, step, end, middle);
                break;
            case DType.Float64:
                Count(KernelSpan<double>(), start, step, end, middle);
                break;
            case DType.Int64:
                Count(KernelSpan<long>(), start, step, end, middle);
                break;
            case DType.Int32:
                Count(KernelSpan<int>(), start, step, end, middle);
                break;
            case DType.UInt8:
                Count(KernelSpan<byte>(), start, step, end, middle);
                break;
            default:
                Tensor reals = Empty(_shape, DType.Float64).Count(start, step, end, middle);
                TensorCopy.Convert(reals, DType.Bool).Bytes().CopyTo(Bytes());
                break;
        }

        return this;
    }

    private static void Count<T>(Span<T> target, long start, long step) where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < target.Length; i++, start = unchecked(start + step))
        {
            target[i] = T.CreateTruncating(start);
        }
    }

    private static void Count<T>(Span<T> target, double start, double step, double end, int middle) where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < middle; i++)
        {
            target[i] = T.CreateTruncating(start + (i * step));
        }

        for (int i = middle; i < target.Length; i++)
        {
            target[i] = T.CreateTruncating(end - ((target.Length - 1 - i) * step));
        }
    }
}
