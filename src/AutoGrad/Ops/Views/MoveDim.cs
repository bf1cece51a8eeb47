namespace AutoGrad.Ops
{
    /// <summary>The order in which some dimensions stand at new places and the rest keep theirs.</summary>
    internal static class Moved
    {
        internal static Permute Of(Shape shape, Dims source, Dims destination)
        {
            if (source.Count != destination.Count)
            {
                throw Errors.Shape("MoveDim", shape, $"source lists {source.Count} dims and destination {destination.Count}. List as many.");
            }

            ulong from = source.Count == 0 ? 0 : source.Mask(shape, "MoveDim"), to = source.Count == 0 ? 0 : destination.Mask(shape, "MoveDim");
            int[] order = new int[shape.Rank];
            for (int i = 0; i < source.Count && shape.Rank > 0; i++)
            {
                order[shape.Dim(destination[i], "MoveDim")] = shape.Dim(source[i], "MoveDim");
            }

            for (int i = 0, rest = 0; i < order.Length; i++)
            {
                if ((to >> i & 1) == 0)
                {
                    while ((from >> rest & 1) != 0)
                    {
                        rest++;
                    }

                    order[i] = rest++;
                }
            }

            return new Permute(Dims.Create(order));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Dimensions at new places, the others in their old order, without copying. PyTorch: torch.movedim.</summary>
        /// <param name="source">The dimensions to move, one or a list; negative counts from the end.</param>
        /// <param name="destination">Where each of them stands in the result.</param>
        /// <returns>A view.</returns>
        /// <remarks>Derivative: the inverse move. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range or listed twice, or the lists differ in length.</exception>
        public Variable MoveDim(Dims source, Dims destination) => Ops.Moved.Of(Shape, source, destination).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.MoveDim(Dims, Dims)"/>
        public Tensor MoveDim(Dims source, Dims destination) => Ops.Moved.Of(Shape, source, destination).Apply(this);
    }
}
