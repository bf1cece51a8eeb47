namespace AutoGrad.Ops
{
    /// <summary>Indices for the first dimensions as one index of their flat product.</summary>
    internal static class FlatIndex
    {
        /// <summary>The flat indices, of the shape all broadcast to, and how many dimensions they cover.</summary>
        internal static (Tensor Index, int Covered) Of(Shape shape, ReadOnlySpan<Tensor> indices)
        {
            var plain = new List<Tensor>();
            foreach (Tensor index in Errors.Given(indices))
            {
                if (index.DType != DType.Bool)
                {
                    plain.Add(index);
                    continue;
                }

                for (int d = 0; d < index.Rank; d++)
                {
                    if (plain.Count + d >= shape.Rank || index.Shape[d] != shape[plain.Count + d])
                    {
                        throw Errors.Shapes("IndexPut", index.Shape, shape, $"a mask of shape {index.Shape} does not fit dims {plain.Count} and on of shape {shape}. Their sizes must be equal.");
                    }
                }

                plain.AddRange(index.NonZero().Unbind(1));
            }

            if (plain.Count == 0 || plain.Count > shape.Rank)
            {
                throw Errors.Shape("IndexPut", shape, $"{plain.Count} indices are given for shape {shape} of rank {shape.Rank}. Give one for each of the first dims, at least one.");
            }

            Shape common = plain[0].Shape;
            foreach (Tensor index in plain)
            {
                common = Shape.Broadcast(common, index.Shape, "IndexPut");
            }

            Tensor? flat = null;
            for (int i = 0; i < plain.Count; i++)
            {
                Tensor at = new WrapIndex("IndexPut", shape[i]).Apply(plain[i]);
                flat = flat is null ? at : flat.Mul(Tensor.Full([], shape[i], DType.Int64)).Add(at);
            }

            return (flat!.Expand(common), plain.Count);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy in which indexed places hold other values, as x[i, j] = values. PyTorch: torch.index_put.</summary>
        /// <param name="indices">Int64 or Int32 tensors for the first dimensions, broadcast with one another, negative values counting from the end; a Bool mask stands for the indices of its true places.</param>
        /// <param name="values">Broadcast to the indices' shape followed by the other dimensions; of this dtype.</param>
        /// <param name="accumulate">Whether values are added to what is there, also where places repeat. Default false: the last wins.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy, with zeros at the places unless they accumulate; dvalues = dy there. Saves the places.</remarks>
        /// <exception cref="ShapeException">There are no or too many indices, shapes do not broadcast, or a value is out of range.</exception>
        /// <exception cref="DTypeException">Indices are not Int64, Int32 or Bool, or values have another dtype.</exception>
        public Variable IndexPut(ReadOnlySpan<Tensor> indices, Variable values, bool accumulate = false)
        {
            ArgumentNullException.ThrowIfNull(values);
            (Tensor index, int covered) = Ops.FlatIndex.Of(Shape, indices);
            ReadOnlySpan<int> rest = Shape.AsSpan()[covered..];
            Variable rows = values.Expand([.. index.Shape.AsSpan(), .. rest]).Reshape([index.NumEl, .. rest]);
            Variable flat = Reshape([Ops.Axes.Product(Shape.AsSpan()[..covered]), .. rest]);
            Tensor list = index.Reshape(index.NumEl);
            return (accumulate ? flat.IndexAdd(0, list, rows) : flat.IndexCopy(0, list, rows)).Reshape(Shape);
        }

        /// <summary>A copy in which places of the flat tensor hold other values. PyTorch: torch.put.</summary>
        /// <param name="index">Int64 or Int32 of any shape; values in [-NumEl, NumEl), negative ones count from the end.</param>
        /// <param name="source">As many elements as index; of this dtype.</param>
        /// <param name="accumulate">Whether they are added to what is there, also where places repeat. Default false: the last wins.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy, with zeros at the places unless they accumulate; dsource = dy there. Saves index.</remarks>
        /// <exception cref="ShapeException">source has another number of elements, or a value is out of range.</exception>
        /// <exception cref="DTypeException">index is not Int64 or Int32, or source has another dtype.</exception>
        public Variable Put(Variable index, Variable source, bool accumulate = false)
        {
            ArgumentNullException.ThrowIfNull(index);
            ArgumentNullException.ThrowIfNull(source);
            Tensor list = new Ops.WrapIndex("Put", NumEl).Apply(index.Data).Reshape(index.NumEl);
            Variable flat = Reshape(NumEl), values = source.Reshape(source.NumEl);
            return (accumulate ? flat.IndexAdd(0, list, values) : flat.IndexCopy(0, list, values)).Reshape(Shape);
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IndexPut(ReadOnlySpan{Tensor}, Variable, bool)"/>
        public Tensor IndexPut(ReadOnlySpan<Tensor> indices, Tensor values, bool accumulate = false) => new Variable(this).IndexPut(indices, values, accumulate).Data;

        /// <inheritdoc cref="Variable.Put(Variable, Variable, bool)"/>
        public Tensor Put(Tensor index, Tensor source, bool accumulate = false) => new Variable(this).Put(index, source, accumulate).Data;
    }
}
