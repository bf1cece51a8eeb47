using System.Runtime.InteropServices;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>A tensor of zeros. PyTorch: torch.zeros.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32)
    {
        Tensor t = Empty(shape, dtype);
        t.Bytes().Clear();
        return t;
    }

    /// <summary>A tensor of ones. PyTorch: torch.ones.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>A tensor filled with one value. PyTorch: torch.full.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="value">The value, converted to dtype.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32)
    {
        Tensor t = Empty(shape, dtype);
        t.FillDense(value);
        return t;
    }

    /// <summary>A tensor with unspecified contents. PyTorch: torch.empty.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor Empty(Shape shape, DType dtype = DType.Float32) => Backend.Cpu.Allocate(new TensorSpec(shape, dtype));

    /// <summary>A vector of the given values, copied; a scalar tensor is made from a single number. PyTorch: torch.tensor.</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool; decides the dtype.</typeparam>
    /// <param name="values">The values.</param>
    /// <returns>A new tensor of shape [n].</returns>
    public static Tensor From<T>(params ReadOnlySpan<T> values) where T : unmanaged
    {
        Tensor t = Empty([values.Length], DTypes.Of<T>());
        MemoryMarshal.AsBytes(values).CopyTo(t.Bytes());
        return t;
    }

    /// <summary>The single element as a double. PyTorch: Tensor.item().</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public double Item()
    {
        if (NumEl != 1)
        {
            throw Errors.Shape("Item", Shape, $"a tensor of {NumEl} elements is not a single number. Use ToArray<T>(), or reduce it first.");
        }

        Tensor cpu = Backend.ToCpu(this);
        return DType switch
        {
            DType.Float32 => cpu.First<float>(),
            DType.Float64 => cpu.First<double>(),
            DType.Int64 => cpu.First<long>(),
            DType.Int32 => cpu.First<int>(),
            _ => cpu.FirstByte(),
        };
    }

    /// <summary>All elements in row-major order as doubles; a copy.</summary>
    /// <returns>A new array.</returns>
    internal double[] ToDoubles()
    {
        Tensor t = Backend.ToCpu(this).To(DType.Float64).Contiguous();
        double[] values = t.KernelSpan<double>().ToArray();
        GC.KeepAlive(t);
        return values;
    }

    /// <summary>Memory of a contiguous tensor as bytes.</summary>
    internal Span<byte> Bytes() => MemoryMarshal.CreateSpan(ref FirstByte(), NumEl * DType.Size());

    internal void FillDense(double value)
    {
        switch (DType)
        {
            case DType.Float32:
                KernelSpan<float>().Fill((float)value);
                break;
            case DType.Float64:
                KernelSpan<double>().Fill(value);
                break;
            case DType.Int64:
                KernelSpan<long>().Fill((long)value);
                break;
            case DType.Int32:
                KernelSpan<int>().Fill((int)value);
                break;
            case DType.UInt8:
                KernelSpan<byte>().Fill((byte)value);
                break;
            default:
                KernelSpan<byte>().Fill(value != 0 ? (byte)1 : (byte)0);
                break;
        }
    }
}
