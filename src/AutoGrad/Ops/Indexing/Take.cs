namespace AutoGrad;

public partial class Variable
{
    /// <summary>Elements of the flat tensor; a copy. PyTorch: torch.take.</summary>
    /// <param name="index">Int64 or Int32 of any shape; values in [-NumEl, NumEl), negative ones count from the end.</param>
    /// <returns>A new variable of the index's shape.</returns>
    /// <remarks>Derivative: dy added at the chosen places. Saves index.</remarks>
    /// <exception cref="ShapeException">A value is out of range.</exception>
    /// <exception cref="DTypeException">index is not Int64 or Int32.</exception>
    public Variable Take(Variable index) =>
        Reshape(NumEl).IndexSelect(0, new Ops.WrapIndex("Take", NumEl).Apply(Errors.Given(index).Data).Reshape(index.NumEl)).Reshape(index.Shape);

    /// <summary>Elements chosen along one dimension; index and tensor are broadcast in the others. PyTorch: torch.take_along_dim.</summary>
    /// <param name="indices">Int64 or Int32, such as ArgSort gives; of this rank.</param>
    /// <param name="dim">The dimension; negative counts from the end. Default none: both are taken flat.</param>
    /// <returns>A new variable of the broadcast shape, as long in the dimension as the indices.</returns>
    /// <remarks>Derivative: dy added at the chosen places. Saves indices.</remarks>
    /// <exception cref="ShapeException">dim or a value is out of range, or the ranks differ.</exception>
    /// <exception cref="DTypeException">indices are not Int64 or Int32.</exception>
    public Variable TakeAlongDim(Variable indices, int? dim = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (dim is null)
        {
            return Reshape(NumEl).Gather(0, indices.Reshape(indices.NumEl));
        }

        int at = Ops.Axes.Of(Shape, dim.Value, "TakeAlongDim");
        if (indices.Rank != Rank)
        {
            throw Errors.IndexedRanks("TakeAlongDim", indices.Shape, Shape, "the tensor");
        }

        Shape rest = Shape.Broadcast(Ops.Axes.With(Shape, at, 1), Ops.Axes.With(indices.Shape, at, 1), "TakeAlongDim");
        return Expand(Ops.Axes.With(rest, at, Shape[at])).Gather(at, indices.Expand(Ops.Axes.With(rest, at, indices.Shape[at])));
    }
}

public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.Take(Variable)"/>
    public Tensor Take(Tensor index) => new Variable(this).Take(index).Data;

    /// <inheritdoc cref="Variable.TakeAlongDim(Variable, int?)"/>
    public Tensor TakeAlongDim(Tensor indices, int? dim = null) => new Variable(this).TakeAlongDim(indices, dim).Data;
}
