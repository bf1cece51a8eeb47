namespace AutoGrad.Ops
{
    /// <summary>Tensors side by side along one dimension. Empty vectors are left out whatever the others' rank, as PyTorch does.</summary>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    internal sealed record Cat(int Dim) : Op, IOp<Cat>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            int first = FirstJoined(inputs);
            Shape shape = inputs[first].Shape;
            _ = Axes.Of(shape, Dim, Name);
            long size = 0;
            for (int i = 0; i < inputs.Length; i++)
            {
                Shape other = inputs[i].Shape;
                if (IsLeftOut(other))
                {
                    continue;
                }

                if (other.Rank != shape.Rank || !DifferAt(Dim, other, shape))
                {
                    throw Errors.DoesNotJoin(Name, shape, other, i, Dim);
                }

                size += other[Dim];
            }

            return new TensorSpec(Axes.With(shape, Dim, Axes.Size(Name, shape, size)), inputs[first].DType);
        }

        protected internal override void Forward(in KernelContext context) =>
            Joining.Run(context, Axes.Product(context.OutputSpec().Shape.AsSpan()[..Dim]), Dim, stacks: false);

        protected internal override void Pullback(in PullbackContext context)
        {
            Variable dy = context.Dy();
            int rank = dy.Rank;
            int[] sizes = new int[context.InputCount];
            for (int i = 0; i < sizes.Length; i++)
            {
                Shape shape = context.ShapeOf(i);
                sizes[i] = shape.Rank == rank ? shape[Dim] : 0;
            }

            Variable[] parts = new Split(Dim, Dims.Create(sizes)).ApplyAll(dy);
            for (int i = 0; i < sizes.Length; i++)
            {
                if (context.Needs(i))
                {
                    context.Add(i, context.ShapeOf(i).Rank == rank ? parts[i] : Tensor.Zeros([0], dy.DType));
                }
            }
        }

        protected internal override Variable?[]? Tangent(in TangentContext context)
        {
            var tangents = new Variable[context.InputCount];
            for (int i = 0; i < tangents.Length; i++)
            {
                tangents[i] = context.TxOrZeros(i);
            }

            return [Apply(tangents)];
        }

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 0;

        /// <summary>The op for these shapes, with a negative dimension resolved.</summary>
        internal static Cat Of<T>(ReadOnlySpan<T> tensors, int dim, Func<T, Shape> shapeOf)
        {
            foreach (T tensor in tensors)
            {
                Shape shape = shapeOf(tensor);
                if (!IsLeftOut(shape))
                {
                    return new Cat(Axes.Of(shape, dim, "Cat"));
                }
            }

            return tensors.IsEmpty ? throw Errors.NothingToJoin("Cat") : new Cat(shapeOf(tensors[0]).Dim(dim, "Cat"));
        }

        private static bool IsLeftOut(Shape shape) => shape.Rank == 1 && shape[0] == 0;

        /// <summary>Whether two shapes of one rank differ in one dimension at most.</summary>
        private static bool DifferAt(int dim, Shape a, Shape b) =>
            a.AsSpan()[..dim].SequenceEqual(b.AsSpan()[..dim]) && a.AsSpan()[(dim + 1)..].SequenceEqual(b.AsSpan()[(dim + 1)..]);

        private int FirstJoined(ReadOnlySpan<TensorSpec> inputs)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (!IsLeftOut(inputs[i].Shape))
                {
                    return i;
                }
            }

            return inputs.IsEmpty ? throw Errors.NothingToJoin(Name) : 0;
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            int dim = s.Int(0, shape.Rank - 1);
            Tensor Part() => s.Uniform(Axes.With(shape, dim, s.Int(1, s.Size)));
            yield return new Sample(new Cat(dim), Part(), Part(), Part());
            yield return new Sample(new Cat(dim), Part(), s.Uniform(Axes.With(shape, dim, 0))) { Note = "empty part" };
            yield return new Sample(new Cat(dim), Part());
            yield return new Sample(new Cat(0), s.Uniform([0]), s.Uniform([2, 2])) { Note = "an empty vector is left out" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Cat([Tensor.Zeros([2, 3]), Tensor.Zeros([3, 3])], 1), typeof(ShapeException), "Cat: tensor 1 of shape [3, 3] does not fit tensor 0 of shape [2, 3]: they may differ in dim 1 only."),
            new(() => Tensor.Cat([Tensor.Zeros([2, 3]), Tensor.Zeros([2])], 0), typeof(ShapeException), "Cat: tensor 1 of shape [2] does not fit tensor 0 of shape [2, 3]"),
            new(() => Tensor.Cat([], 0), typeof(ShapeException), "Cat: the list of tensors is empty."),
            new(() => Tensor.Cat([Tensor.Zeros([])], 0), typeof(ShapeException), "dim 0 was given for a scalar"),
            new(() => Tensor.Cat([Tensor.Zeros([2])], 1), typeof(ShapeException), "dim 1 is outside [-1, 0] for shape [2]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Joins tensors side by side along one dimension. PyTorch: torch.cat.</summary>
        /// <param name="tensors">At least one; equal shapes but for the joined dimension. Dtypes are promoted; vectors of shape [0] are left out.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default 0.</param>
        /// <returns>A new variable whose size along dim is the sum of the sizes.</returns>
        /// <remarks>Derivative: each input gets its part of dy, without copying. Saves nothing.</remarks>
        /// <exception cref="ShapeException">The list is empty, the shapes do not fit, or dim is out of range.</exception>
        public static Variable Cat(ReadOnlySpan<Variable> tensors, int dim = 0) => Ops.Cat.Of(Errors.Given(tensors), dim, static v => v.Shape).Apply(tensors);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Cat(ReadOnlySpan{Variable}, int)"/>
        public static Tensor Cat(ReadOnlySpan<Tensor> tensors, int dim = 0) => Ops.Cat.Of(Errors.Given(tensors), dim, static t => t.Shape).Apply(tensors);
    }
}
