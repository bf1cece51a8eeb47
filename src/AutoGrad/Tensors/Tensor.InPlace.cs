namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>Sets every element to one value. PyTorch: Tensor.fill_.</summary>
    /// <param name="value">The value, converted to this dtype.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">The tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dtype cannot hold the value.</exception>
    public Tensor FillInPlace(Scalar value)
    {
        value.MustFit(nameof(FillInPlace), Writable(nameof(FillInPlace)).DType);
        new Fill(value).RunInto(this, WriteMode.Write);
        return this;
    }

    /// <summary>Sets every element to zero. PyTorch: Tensor.zero_.</summary>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">The tensor was expanded, so that elements share memory.</exception>
    public Tensor ZeroInPlace() => FillInPlace(0);

    /// <summary>The spec of a tensor that may be written to: no two elements share memory.</summary>
    internal TensorSpec Writable(string op)
    {
        for (int i = 0; !IsContiguous && i < Rank; i++)
        {
            if (Stride(i) == 0 && _shape[i] > 1)
            {
                throw Errors.Shape(op, _shape, $"dim {i} of shape {_shape} was expanded, so several elements share one place in memory. Write to a Clone() of it.");
            }
        }

        return Spec;
    }
}
