namespace AutoGrad;

public partial class Variable
{
    /// <summary>A copy in which elements chosen along one dimension are combined with those of a source. PyTorch: torch.scatter_reduce.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <param name="index">Int64 or Int32 of this rank; no larger than this tensor in every other dimension. Values in [0, size), repeats allowed.</param>
    /// <param name="src">At least as large as index in every dimension; of this dtype.</param>
    /// <param name="reduce">How elements that meet are combined; PyTorch's prod is not offered.</param>
    /// <param name="includeSelf">Whether what was there takes part. Default true.</param>
    /// <returns>A new variable of this shape; places that are not chosen keep their elements.</returns>
    /// <remarks>Derivative: of the sum and the mean, dy to every part; of extremes, dy to the extreme, shared evenly among equal ones. Saves index, for extremes all.</remarks>
    /// <exception cref="ShapeException">dim is out of range, index or src does not fit, or a value is out of range.</exception>
    /// <exception cref="DTypeException">index is not Int64 or Int32, src has another dtype, or the mean of integers is asked for.</exception>
    public Variable ScatterReduce(int dim, Variable index, Variable src, ScatterReduction reduce, bool includeSelf = true)
    {
        int at = Shape.Dim(dim, "ScatterReduce");
        if (reduce is ScatterReduction.AMax or ScatterReduction.AMin)
        {
            return new Ops.ScatterExtreme(at, reduce == ScatterReduction.AMax, includeSelf).Apply([this, index, src]);
        }

        if (reduce == ScatterReduction.Mean && !DType.IsFloat())
        {
            throw Errors.FloatExpected("ScatterReduce", DType);
        }

        Variable sum = (includeSelf ? this : Scatter(at, index, 0)).ScatterAdd(at, index, src);
        if (reduce == ScatterReduction.Sum)
        {
            return sum;
        }

        Tensor counts = Tensor.Full(Shape, includeSelf ? 1 : 0, DType).ScatterAdd(at, index.Data, Tensor.Ones(Shape.Scalar, DType).Expand(index.Shape));
        return sum / counts.MaskedFill(counts.Eq(0), 1);
    }
}

public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.ScatterReduce(int, Variable, Variable, ScatterReduction, bool)"/>
    public Tensor ScatterReduce(int dim, Tensor index, Tensor src, ScatterReduction reduce, bool includeSelf = true) =>
        new Variable(this).ScatterReduce(dim, index, src, reduce, includeSelf).Data;
}
