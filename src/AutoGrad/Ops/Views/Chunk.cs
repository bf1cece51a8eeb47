namespace AutoGrad.Ops
{
    /// <summary>How <c>Chunk</c> and <c>TensorSplit</c> cut a dimension.</summary>
    internal static class Chunking
    {
        /// <summary>Parts of equal size but for the last; there may be fewer than asked for.</summary>
        internal static Split Chunks(Shape shape, int chunks, int dim)
        {
            int at = Axes.Of(shape, dim, "Chunk"), size = shape[at];
            if (chunks < 1)
            {
                throw Errors.NotPositive("Chunk", "chunks", chunks, shape, 1);
            }

            RequireParts("Chunk", "chunks", size == 0 ? chunks : 1, shape, size);
            return size == 0
                ? new Split(at, Dims.Create(new int[chunks])) // as many empty parts as asked for
                : Split.ByPiece(shape, (int)(((long)size + chunks - 1) / chunks), at);
        }

        /// <summary>Exactly so many parts, the first ones larger by one where the size is not a multiple.</summary>
        internal static Split Sections(Shape shape, int sections, int dim)
        {
            int at = Axes.Of(shape, dim, "TensorSplit"), size = shape[at];
            if (sections < 1)
            {
                throw Errors.NotPositive("TensorSplit", "sections", sections, shape, 1);
            }

            RequireParts("TensorSplit", "sections", sections, shape, size);
            int[] sizes = new int[sections];
            for (int k = 0; k < sections; k++)
            {
                sizes[k] = (size / sections) + (k < size % sections ? 1 : 0);
            }

            return new Split(at, Dims.Create(sizes));
        }

        // Parts beyond the size are empty: a few are a convenience, millions are a mistake.
        private static void RequireParts(string op, string argument, int parts, Shape shape, int size)
        {
            const int MostEmpty = 1 << 16;
            if (parts > Math.Max(size, MostEmpty))
            {
                throw Errors.TooManyParts(op, argument, parts, shape, Math.Max(size, MostEmpty));
            }
        }

        /// <summary>Where to cut, as Python's slices read bounds; null if they overlap, so that the parts are slices of their own.</summary>
        internal static (Slice[] Slices, Split? Split) AtIndices(Shape shape, ReadOnlySpan<int> indices, int dim)
        {
            int at = Axes.Of(shape, dim, "TensorSplit"), size = shape[at], start = 0, sum = 0;
            var slices = new Slice[indices.Length + 1];
            for (int k = 0; k < slices.Length; k++)
            {
                int end = k < indices.Length ? indices[k] : size;
                slices[k] = Ops.Slice.Of(shape, at, start, end, 1);
                sum += slices[k].End - slices[k].Start;
                start = end;
            }

            bool isPartition = sum == size;
            for (int k = 1; k < slices.Length; k++)
            {
                isPartition &= slices[k].Start == slices[k - 1].End;
            }

            return (slices, isPartition ? new Split(at, Dims.Create(Array.ConvertAll(slices, s => s.End - s.Start))) : null);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Cuts one dimension into at most the given number of parts of equal size, without copying. PyTorch: torch.chunk.</summary>
        /// <param name="chunks">How many parts, at least 1; fewer come back where the rounded-up part size fills the dimension sooner.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <returns>Views, in order; the last may be smaller.</returns>
        /// <remarks>Derivative: dx = the cotangents joined, once for all parts. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or chunks is below 1.</exception>
        public Variable[] Chunk(int chunks, int dim = 0) => Ops.Chunking.Chunks(Shape, chunks, dim).ApplyAll(this);

        /// <summary>Cuts one dimension into exactly the given number of parts, without copying. PyTorch: torch.tensor_split.</summary>
        /// <param name="sections">How many parts, at least 1; the first ones are larger by one where the size is not a multiple.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <returns>Views, in order.</returns>
        /// <remarks>Derivative: dx = the cotangents joined, once for all parts. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or sections is below 1.</exception>
        public Variable[] TensorSplit(int sections, int dim = 0) => Ops.Chunking.Sections(Shape, sections, dim).ApplyAll(this);

        /// <summary>Cuts one dimension before the given indices, without copying. PyTorch: torch.tensor_split with a list.</summary>
        /// <param name="indices">Where to cut; negative counts from the end, and bounds are clamped as Python's slices clamp them.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <returns>Views, one more than there are indices.</returns>
        /// <remarks>Derivative: dy in the places of each part. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public Variable[] TensorSplit(ReadOnlySpan<int> indices, int dim = 0)
        {
            (Ops.Slice[] slices, Ops.Split? split) = Ops.Chunking.AtIndices(Shape, indices, dim);
            return split is not null ? split.ApplyAll(this) : Array.ConvertAll(slices, slice => slice.Apply(this));
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Chunk(int, int)"/>
        public Tensor[] Chunk(int chunks, int dim = 0) => Ops.Chunking.Chunks(Shape, chunks, dim).RunAll(this);

        /// <inheritdoc cref="Variable.TensorSplit(int, int)"/>
        public Tensor[] TensorSplit(int sections, int dim = 0) => Ops.Chunking.Sections(Shape, sections, dim).RunAll(this);

        /// <inheritdoc cref="Variable.TensorSplit(ReadOnlySpan{int}, int)"/>
        public Tensor[] TensorSplit(ReadOnlySpan<int> indices, int dim = 0) =>
            Array.ConvertAll(Ops.Chunking.AtIndices(Shape, indices, dim).Slices, slice => slice.View(this));
    }
}
