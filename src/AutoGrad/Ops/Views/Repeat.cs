namespace AutoGrad.Ops
{
    /// <summary>The tensor side by side with itself, so many times in each dimension; a copy.</summary>
    /// <param name="Repeats">How often, for each dimension of the result.</param>
    internal sealed record Repeat(Shape Repeats) : LinearOp<Repeat>, IOp<Repeat>
    {
        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            int missing = Repeats.Rank - shape.Rank;
            if (missing < 0)
            {
                throw Errors.Shapes(Name, shape, Repeats, $"{Repeats.Rank} repeats are given for shape {shape} of rank {shape.Rank}. Give at least one for each dim.");
            }

            int[] sizes = Repeats.ToArray();
            for (int i = missing; i < sizes.Length; i++)
            {
                sizes[i] = Axes.Size(Name, shape, (long)sizes[i] * shape[i - missing]);
            }

            return new TensorSpec(Shape.Create(sizes), inputs[0].DType);
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0);
            Shape apart = Apart(x.Shape, Repeats);
            Elementwise.Copy(new Reshape(apart).View(context.Out()), new Reshape(Apart(x.Shape, default)).View(x), context.Accumulates);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) =>
            new Reshape(xShape).Apply(new SumTo(Apart(xShape, default)).Apply(new Reshape(Apart(xShape, Repeats)).Apply(dy)));

        /// <summary>The result's shape with each repeat and each size as dimensions of their own; 1 for each repeat if none are given.</summary>
        private Shape Apart(Shape shape, Shape repeats)
        {
            int[] sizes = new int[2 * Repeats.Rank];
            int missing = Repeats.Rank - shape.Rank;
            for (int i = 0; i < Repeats.Rank; i++)
            {
                sizes[2 * i] = repeats.Rank == 0 ? 1 : repeats[i];
                sizes[(2 * i) + 1] = i < missing ? 1 : shape[i - missing];
            }

            return Shape.Create(sizes);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(0, 2));
            yield return new Sample(new Repeat([2, 1, 3]), x);
            yield return new Sample(new Repeat([2, 3]), s.Uniform([s.Int(1, s.Size), 2]));
            yield return new Sample(new Repeat([0]), s.Uniform([2])) { Note = "to nothing" };
            yield return new Sample(new Repeat([]), s.Uniform([])) { Note = "scalar" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Repeat(2), typeof(ShapeException), "Repeat: 1 repeats are given for shape [2, 3] of rank 2. Give at least one for each dim."),
            new(() => Tensor.Zeros([2]).Repeat(-1), typeof(ShapeException), "[-1] has a negative size"),
        ];
    }

    /// <summary>Repeats for the last dimensions, with 1 for those in front.</summary>
    internal static class Tiling
    {
        internal static Repeat Of(Shape shape, ReadOnlySpan<int> dims)
        {
            int[] repeats = new int[Math.Max(shape.Rank, dims.Length)];
            Array.Fill(repeats, 1);
            dims.CopyTo(repeats.AsSpan(repeats.Length - dims.Length));
            return new Repeat(Shape.Create(repeats));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The tensor side by side with itself; a copy. PyTorch: Tensor.repeat.</summary>
        /// <param name="repeats">How often in each dimension, 0 or more; at least as many as there are dimensions, new ones lead.</param>
        /// <returns>A new variable whose sizes are the products.</returns>
        /// <remarks>Derivative: dy summed over the copies. Saves nothing.</remarks>
        /// <exception cref="ShapeException">There are fewer repeats than dimensions, or one is negative.</exception>
        public Variable Repeat(params ReadOnlySpan<int> repeats) => new Ops.Repeat(Shape.Create(repeats)).Apply(this);

        /// <summary>As <see cref="Repeat(ReadOnlySpan{int})"/>, with 1 for dimensions in front that are not listed. PyTorch: torch.tile.</summary>
        /// <param name="dims">How often in each of the last dimensions, 0 or more; new dimensions lead.</param>
        /// <returns>A new variable whose sizes are the products.</returns>
        /// <exception cref="ShapeException">A number is negative.</exception>
        public Variable Tile(params ReadOnlySpan<int> dims) => Ops.Tiling.Of(Shape, dims).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Repeat(ReadOnlySpan{int})"/>
        public Tensor Repeat(params ReadOnlySpan<int> repeats) => new Ops.Repeat(Shape.Create(repeats)).Apply(this);

        /// <inheritdoc cref="Variable.Tile(ReadOnlySpan{int})"/>
        public Tensor Tile(params ReadOnlySpan<int> dims) => Ops.Tiling.Of(Shape, dims).Apply(this);
    }
}
