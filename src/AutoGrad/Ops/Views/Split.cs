namespace AutoGrad.Ops
{
    /// <summary>One dimension cut into consecutive parts; the cotangents are joined by one <see cref="Cat"/>.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    /// <param name="Sizes">Size of each part.</param>
    internal sealed record Split(int Dim, Dims Sizes) : ViewsOp<Split>, IOp<Split>
    {
        public override int OutputCount => Sizes.Count;

        protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
        {
            Shape shape = inputs[0].Shape;
            int size = shape[Axes.Of(shape, Dim, Name)];
            long sum = 0;
            for (int k = 0; k < Sizes.Count; k++)
            {
                sum += Sizes[k] >= 0 ? Sizes[k] : throw Errors.NotPositive(Name, $"size {k}", Sizes[k], shape, 0);
            }

            if (sum != size)
            {
                throw Errors.SizesDoNotAdd(Name, Sizes.AsSpan(), size, Dim, shape);
            }

            for (int k = 0; k < Sizes.Count; k++)
            {
                bool asBefore = k > 0 && Sizes[k] == Sizes[k - 1];
                outputs[k] = asBefore ? outputs[k - 1] : new TensorSpec(Axes.With(shape, Dim, Sizes[k]), inputs[0].DType);
            }
        }

        protected override Tensor[] Views(Tensor x)
        {
            TensorSpec spec = x.Spec;
            var specs = new TensorSpec[Sizes.Count];
            InferAll(new ReadOnlySpan<TensorSpec>(in spec), specs);
            int stride = x.Stride(Dim), at = 0;
            Span<int> strides = stackalloc int[x.Rank];
            x.CopyStrides(strides);
            var parts = new Tensor[specs.Length];
            for (int k = 0; k < parts.Length; k++)
            {
                parts[k] = x.ViewOf(specs[k].Shape, strides, specs[k].Shape.NumEl == 0 ? x.Offset : x.Offset + (at * stride));
                at += Sizes[k];
            }

            return parts;
        }

        protected override Variable Join(Variable[] dys) => new Cat(Dim).Apply(dys);

        /// <summary>Parts of one size, the last one smaller if need be.</summary>
        internal static Split ByPiece(Shape shape, int piece, int dim)
        {
            int at = Axes.Of(shape, dim, "Split"), size = shape[at];
            if (piece < 0 || (piece == 0 && size > 0))
            {
                throw Errors.NotPositive("Split", "splitSize", piece, shape, 1);
            }

            int count = piece == 0 ? 1 : Math.Max(1, (int)(((long)size + piece - 1) / piece));
            int[] sizes = new int[count];
            Array.Fill(sizes, piece);
            sizes[^1] = size - (piece * (count - 1));
            return new Split(at, Dims.Create(sizes));
        }

        /// <summary>Parts of given sizes; an empty list stands for no part of an empty dimension.</summary>
        internal static Split BySizes(Shape shape, ReadOnlySpan<int> sizes, int dim)
        {
            int at = Axes.Of(shape, dim, "Split");
            return !sizes.IsEmpty ? new Split(at, Dims.Create(sizes)) : throw Errors.SizesDoNotAdd("Split", sizes, shape[at], dim, shape);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1), first = s.Int(0, x.Shape[dim]);
            yield return new Sample(new Split(dim, [first, x.Shape[dim] - first]), x);
            yield return new Sample(new Split(0, [x.Shape[0]]), x) { Note = "one part" };
            yield return new Sample(new Split(1, [1, 0, 2]), s.Uniform([0, 3])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([5, 2]).Split([1, 3]), typeof(ShapeException), "Split: sizes [1, 3] do not add up to 5, the size of dim 0 of shape [5, 2]."),
            new(() => Tensor.Zeros([5, 2]).Split([6, -1]), typeof(ShapeException), "size 1 is -1; it must be 0 or more."),
            new(() => Tensor.Zeros([5, 2]).Split(0), typeof(ShapeException), "splitSize is 0; it must be 1 or more."),
            new(() => Tensor.Zeros([5, 2]).Split(1, 2), typeof(ShapeException), "dim 2 is outside [-2, 1] for shape [5, 2]."),
            new(() => Tensor.Zeros([]).Split(1), typeof(ShapeException), "dim 0 was given for a scalar"),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Cuts one dimension into parts of one size, without copying. PyTorch: torch.split.</summary>
        /// <param name="splitSize">Size of each part, at least 1; the last part is smaller if the size is not a multiple.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <returns>Views, in order.</returns>
        /// <remarks>Derivative: dx = the cotangents joined, once for all parts. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or splitSize is below 1.</exception>
        public Variable[] Split(int splitSize, int dim = 0) => Ops.Split.ByPiece(Shape, splitSize, dim).ApplyAll(this);

        /// <summary>Cuts one dimension into parts of the given sizes, without copying. PyTorch: torch.split with a list.</summary>
        /// <param name="splitSizes">Size of each part; they add up to the dimension's size.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <returns>Views, in order.</returns>
        /// <remarks>Derivative: dx = the cotangents joined, once for all parts. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or the sizes do not add up.</exception>
        public Variable[] Split(ReadOnlySpan<int> splitSizes, int dim = 0) => Ops.Split.BySizes(Shape, splitSizes, dim).ApplyAll(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Split(int, int)"/>
        public Tensor[] Split(int splitSize, int dim = 0) => Ops.Split.ByPiece(Shape, splitSize, dim).RunAll(this);

        /// <inheritdoc cref="Variable.Split(ReadOnlySpan{int}, int)"/>
        public Tensor[] Split(ReadOnlySpan<int> splitSizes, int dim = 0) => Ops.Split.BySizes(Shape, splitSizes, dim).RunAll(this);
    }
}
