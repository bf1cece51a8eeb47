namespace AutoGrad.Ops
{
    /// <summary>The slices along one dimension, each without it; the cotangents are joined by one <see cref="Stack"/>.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    /// <param name="Count">Its size, at least 1.</param>
    internal sealed record Unbind(int Dim, int Count) : ViewsOp<Unbind>, IOp<Unbind>
    {
        public override int OutputCount => Count;

        protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
        {
            Shape shape = inputs[0].Shape;
            if (shape[Axes.Of(shape, Dim, Name)] != Count)
            {
                throw Errors.Shape(Name, shape, $"dim {Dim} of shape {shape} has size {shape[Dim]}, not {Count}. Unbind into {shape[Dim]}.");
            }

            outputs.Fill(new TensorSpec(Axes.Removed(shape, Dim), inputs[0].DType));
        }

        protected override Tensor[] Views(Tensor x)
        {
            TensorSpec spec = x.Spec;
            var specs = new TensorSpec[Count];
            InferAll(new ReadOnlySpan<TensorSpec>(in spec), specs);
            Shape shape = specs[0].Shape;
            int stride = x.Stride(Dim);
            Span<int> all = stackalloc int[x.Rank];
            x.CopyStrides(all);
            ReadOnlySpan<int> strides = [.. all[..Dim], .. all[(Dim + 1)..]];
            bool empty = shape.NumEl == 0;
            var parts = new Tensor[Count];
            for (int k = 0; k < parts.Length; k++)
            {
                parts[k] = x.ViewOf(shape, strides, empty ? x.Offset : x.Offset + (k * stride));
            }

            return parts;
        }

        protected override Variable Join(Variable[] dys) => new Stack(Dim).Apply(dys);

        /// <summary>The op for a dimension, or null if it is empty and there is nothing to return.</summary>
        internal static Unbind? Of(Shape shape, int dim)
        {
            int at = Axes.Of(shape, dim, "Unbind");
            return shape[at] == 0 ? null : new Unbind(at, shape[at]);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            int dim = s.Int(0, x.Rank - 1);
            yield return new Sample(new Unbind(dim, x.Shape[dim]), x);
            yield return new Sample(new Unbind(0, 2), s.Uniform([2, 0])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([5, 2]).Unbind(-3), typeof(ShapeException), "dim -3 is outside [-2, 1] for shape [5, 2]."),
            new(() => Tensor.Zeros([]).Unbind(), typeof(ShapeException), "dim 0 was given for a scalar"),
            new(() => new Unbind(0, 3).Apply(Tensor.Zeros([5, 2])), typeof(ShapeException), "dim 0 of shape [5, 2] has size 5, not 3."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The slices along one dimension, each without it, without copying. PyTorch: torch.unbind.</summary>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <returns>As many views as the dimension is long; none if it is empty.</returns>
        /// <remarks>Derivative: dx = the cotangents stacked, once for all slices. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public Variable[] Unbind(int dim = 0) => Ops.Unbind.Of(Shape, dim)?.ApplyAll(this) ?? [];
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Unbind(int)"/>
        public Tensor[] Unbind(int dim = 0) => Ops.Unbind.Of(Shape, dim)?.RunAll(this) ?? [];
    }
}
