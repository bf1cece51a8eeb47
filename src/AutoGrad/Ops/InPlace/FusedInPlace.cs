using AutoGrad.Ops;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>this += value · tensor1 · tensor2 in one pass. PyTorch: Tensor.addcmul_.</summary>
    /// <param name="tensor1">First factor; broadcasts to this shape.</param>
    /// <param name="tensor2">Second factor; broadcasts to this shape.</param>
    /// <param name="value">Factor of the product; a whole number for integers.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">A factor does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">The result is a float and this tensor holds integers, or this holds Bool.</exception>
    public Tensor AddcmulInPlace(Tensor tensor1, Tensor tensor2, Scalar value)
    {
        Tensor a = InPlaceSource.Of(nameof(AddcmulInPlace), this, tensor1), b = InPlaceSource.Of(nameof(AddcmulInPlace), this, tensor2);
        var kernel = new AddcmulKernel(InPlaceSource.Factor(nameof(AddcmulInPlace), this, value));
        new InPlaceTernary<AddcmulKernel>(nameof(AddcmulInPlace), kernel).RunInto(this, WriteMode.Write, this, a, b);
        return this;
    }

    /// <summary>this += tensor1 · tensor2 in one pass. PyTorch: Tensor.addcmul_.</summary>
    /// <inheritdoc cref="AddcmulInPlace(Tensor, Tensor, Scalar)"/>
    public Tensor AddcmulInPlace(Tensor tensor1, Tensor tensor2) => AddcmulInPlace(tensor1, tensor2, 1);

    /// <summary>this += value · tensor1 / tensor2 in one pass. PyTorch: Tensor.addcdiv_.</summary>
    /// <param name="tensor1">Dividend; broadcasts to this shape.</param>
    /// <param name="tensor2">Divisor; broadcasts to this shape.</param>
    /// <param name="value">Factor of the quotient.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">An operand does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">This tensor is not a float: the quotient is one.</exception>
    public Tensor AddcdivInPlace(Tensor tensor1, Tensor tensor2, Scalar value)
    {
        if (!DType.IsFloat())
        {
            throw Errors.InPlaceDType(nameof(AddcdivInPlace), DType, DType.Float32);
        }

        Tensor a = InPlaceSource.Of(nameof(AddcdivInPlace), this, tensor1), b = InPlaceSource.Of(nameof(AddcdivInPlace), this, tensor2);
        new InPlaceTernary<AddcdivKernel>(nameof(AddcdivInPlace), new AddcdivKernel(value)).RunInto(this, WriteMode.Write, this, a, b);
        return this;
    }

    /// <summary>this += tensor1 / tensor2 in one pass. PyTorch: Tensor.addcdiv_.</summary>
    /// <inheritdoc cref="AddcdivInPlace(Tensor, Tensor, Scalar)"/>
    public Tensor AddcdivInPlace(Tensor tensor1, Tensor tensor2) => AddcdivInPlace(tensor1, tensor2, 1);

    /// <summary>Moves towards another tensor, this += weight · (end - this); a moving average. PyTorch: Tensor.lerp_.</summary>
    /// <param name="end">Where a weight of 1 leads; broadcasts to this shape, of this dtype.</param>
    /// <param name="weight">How far to move.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">end does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">This tensor is not a float.</exception>
    public Tensor LerpInPlace(Tensor end, double weight)
    {
        if (!DType.IsFloat())
        {
            throw Errors.FloatExpected(nameof(LerpInPlace), DType);
        }

        Tensor source = InPlaceSource.Of(nameof(LerpInPlace), this, end);
        new InPlaceBinary<LerpKernel>(nameof(LerpInPlace), new LerpKernel(weight)).RunInto(this, WriteMode.Write, this, source);
        return this;
    }
}
