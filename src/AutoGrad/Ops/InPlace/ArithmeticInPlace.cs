using AutoGrad.Ops;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>Adds another tensor, this += alpha · other. PyTorch: Tensor.add_.</summary>
    /// <param name="other">Broadcasts to this shape; it may share memory with this tensor.</param>
    /// <param name="alpha">Its factor; a whole number for integers.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">other does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">The result is a float and this tensor holds integers, or an integer and this holds Bool.</exception>
    public Tensor AddInPlace(Tensor other, Scalar alpha)
    {
        Tensor source = InPlaceSource.Of(nameof(AddInPlace), this, other);
        new InPlaceBinary<AddScaledKernel>(nameof(AddInPlace), new AddScaledKernel(InPlaceSource.Factor(nameof(AddInPlace), this, alpha))).RunInto(this, WriteMode.Write, this, source);
        return this;
    }

    /// <summary>Adds another tensor, this += other. PyTorch: Tensor.add_.</summary>
    /// <inheritdoc cref="AddInPlace(Tensor, Scalar)"/>
    public Tensor AddInPlace(Tensor other) => Change(Ops.Add.Instance, InPlaceSource.Of(nameof(AddInPlace), this, other));

    /// <summary>Adds a number to each element. PyTorch: Tensor.add_.</summary>
    /// <param name="other">The number; a whole one for integers.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">This tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">A real number meets integers, or any number Bool.</exception>
    public Tensor AddInPlace(Scalar other) => Change(Ops.Add.Instance, InPlaceSource.Of(nameof(AddInPlace), this, other));

    /// <summary>Subtracts another tensor, this -= alpha · other. PyTorch: Tensor.sub_.</summary>
    /// <param name="other">Broadcasts to this shape; it may share memory with this tensor.</param>
    /// <param name="alpha">Its factor; a whole number for integers.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">other does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">The result is a float and this tensor holds integers, or this holds Bool.</exception>
    public Tensor SubInPlace(Tensor other, Scalar alpha)
    {
        Tensor source = InPlaceSource.Of(nameof(SubInPlace), this, other);
        Scalar factor = InPlaceSource.Factor(nameof(SubInPlace), this, alpha).Negated;
        new InPlaceBinary<AddScaledKernel>(nameof(SubInPlace), new AddScaledKernel(factor)).RunInto(this, WriteMode.Write, this, source);
        return this;
    }

    /// <summary>Subtracts another tensor, this -= other. PyTorch: Tensor.sub_.</summary>
    /// <inheritdoc cref="SubInPlace(Tensor, Scalar)"/>
    public Tensor SubInPlace(Tensor other) => Change(Ops.Sub.Instance, InPlaceSource.Of(nameof(SubInPlace), this, other));

    /// <summary>Subtracts a number from each element. PyTorch: Tensor.sub_.</summary>
    /// <param name="other">The number; a whole one for integers.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">This tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">A real number meets integers, or any number Bool.</exception>
    public Tensor SubInPlace(Scalar other) => Change(Ops.Sub.Instance, InPlaceSource.Of(nameof(SubInPlace), this, other));

    /// <summary>Multiplies by another tensor, this *= other. PyTorch: Tensor.mul_.</summary>
    /// <param name="other">Broadcasts to this shape; it may share memory with this tensor.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">other does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">The result is a float and this tensor holds integers, or an integer and this holds Bool.</exception>
    public Tensor MulInPlace(Tensor other) => Change(Ops.Mul.Instance, InPlaceSource.Of(nameof(MulInPlace), this, other));

    /// <summary>Multiplies each element by a number. PyTorch: Tensor.mul_.</summary>
    /// <param name="other">The number; a whole one for integers.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">This tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">A real number meets integers, or any number Bool.</exception>
    public Tensor MulInPlace(Scalar other) => Change(Ops.Mul.Instance, InPlaceSource.Of(nameof(MulInPlace), this, other));

    /// <summary>Divides by another tensor, this /= other. PyTorch: Tensor.div_.</summary>
    /// <param name="other">Broadcasts to this shape; it may share memory with this tensor.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">other does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">This tensor is not a float: the quotient is one.</exception>
    public Tensor DivInPlace(Tensor other) => Change(Ops.Div.Instance, InPlaceSource.Of(nameof(DivInPlace), Quotient(), other));

    /// <summary>Divides each element by a number. PyTorch: Tensor.div_.</summary>
    /// <param name="other">The number.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">This tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">This tensor is not a float: the quotient is one.</exception>
    public Tensor DivInPlace(Scalar other) => Change(Ops.Div.Instance, InPlaceSource.Of(nameof(DivInPlace), Quotient(), other));

    /// <summary>Changes the sign of each element. PyTorch: Tensor.neg_.</summary>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">This tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">This tensor holds Bool.</exception>
    public Tensor NegInPlace()
    {
        Writable(nameof(NegInPlace));
        return Change(Ops.Neg.Instance);
    }

    /// <summary>Limits each element to [min, max]; max wins where min is above it. PyTorch: Tensor.clamp_.</summary>
    /// <param name="min">Lower bound; null for none.</param>
    /// <param name="max">Upper bound; null for none.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ArgumentException">Neither bound is given.</exception>
    /// <exception cref="ShapeException">This tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">A real bound meets integers, or this tensor holds Bool.</exception>
    public Tensor ClampInPlace(Scalar? min = null, Scalar? max = null)
    {
        Writable(nameof(ClampInPlace));
        DType result = (max ?? 0).Beside((min ?? 0).Beside(DType));
        return result == DType ? Change(new Ops.Clamp(min, max)) : throw Errors.InPlaceDType(nameof(ClampInPlace), DType, result);
    }

    private Tensor Quotient() => DType.IsFloat() ? this : throw Errors.InPlaceDType(nameof(DivInPlace), DType, DType.Float32);

    private Tensor Change(Op op)
    {
        op.Infer([Spec]);
        op.RunInto(this, WriteMode.Write, this);
        return this;
    }

    private Tensor Change(Op op, Tensor source)
    {
        op.Infer([Spec, source.Spec]);
        op.RunInto(this, WriteMode.Write, this, source);
        return this;
    }
}
