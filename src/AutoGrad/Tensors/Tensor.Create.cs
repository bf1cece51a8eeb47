using System.Runtime.CompilerServices;

namespace AutoGrad;

// The overloads that take sizes as arguments have the lower priority: without it Zeros([2, 3]), which fits both forms, would be ambiguous.
public sealed partial class Tensor
{
    /// <summary>A tensor of zeros. PyTorch: torch.zeros.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Empty(shape, dtype).FilledWith(0);

    /// <summary>Zeros, as many as another tensor has elements. PyTorch: torch.zeros_like.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="dtype">Element type. Default the input's.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor ZerosLike(Tensor input, DType? dtype = null) => EmptyLike(input, dtype).FilledWith(0);

    /// <summary>A tensor of zeros, of dtype Float32, with the sizes as arguments: <c>Tensor.Zeros(2, 3)</c>. PyTorch: torch.zeros(2, 3).</summary>
    /// <param name="shape">The sizes; none makes a scalar.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ShapeException">A size is negative, or there are too many elements.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor Zeros(params ReadOnlySpan<int> shape) => Zeros(Shape.Create(shape));

    /// <summary>A tensor of ones, of dtype Float32, with the sizes as arguments: <c>Tensor.Ones(2, 3)</c>. PyTorch: torch.ones(2, 3).</summary>
    /// <param name="shape">The sizes; none makes a scalar.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ShapeException">A size is negative, or there are too many elements.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor Ones(params ReadOnlySpan<int> shape) => Ones(Shape.Create(shape));

    /// <summary>A tensor of ones. PyTorch: torch.ones.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Empty(shape, dtype).FilledWith(1);

    /// <summary>Ones, as many as another tensor has elements. PyTorch: torch.ones_like.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="dtype">Element type. Default the input's.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor OnesLike(Tensor input, DType? dtype = null) => EmptyLike(input, dtype).FilledWith(1);

    /// <summary>A tensor filled with one value. PyTorch: torch.full.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="fillValue">The value, converted to dtype; whole numbers are exact to 64 bits.</param>
    /// <param name="dtype">Element type. Default Float32; PyTorch takes the value's.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">dtype cannot hold the value.</exception>
    public static Tensor Full(Shape shape, Scalar fillValue, DType dtype = DType.Float32)
    {
        fillValue.MustFit(nameof(Full), dtype);
        return Empty(shape, dtype).FilledWith(fillValue);
    }

    /// <summary>One value, as often as another tensor has elements. PyTorch: torch.full_like.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="fillValue">The value, converted to the dtype.</param>
    /// <param name="dtype">Element type. Default the input's.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The dtype cannot hold the value.</exception>
    public static Tensor FullLike(Tensor input, Scalar fillValue, DType? dtype = null)
    {
        fillValue.MustFit(nameof(FullLike), SpecLike(input, dtype).DType);
        return EmptyLike(input, dtype).FilledWith(fillValue);
    }

    /// <summary>A tensor with unspecified contents. PyTorch: torch.empty.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Float32.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor Empty(Shape shape, DType dtype = DType.Float32) => Backend.Cpu.Allocate(new TensorSpec(shape, dtype));

    /// <summary>Unspecified contents, as many as another tensor has elements. PyTorch: torch.empty_like.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="dtype">Element type. Default the input's.</param>
    /// <returns>A new contiguous tensor.</returns>
    public static Tensor EmptyLike(Tensor input, DType? dtype = null)
    {
        TensorSpec spec = SpecLike(input, dtype);
        return input.Backend.Allocate(spec);
    }

    /// <summary>Fills fresh memory; not a change that anybody could have seen.</summary>
    private Tensor FilledWith(Scalar value)
    {
        Backend.Execute(new Fill(value), default, [this], WriteMode.Write);
        return this;
    }

    private static TensorSpec SpecLike(Tensor input, DType? dtype)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new TensorSpec(input.Shape, dtype ?? input.DType);
    }
}
