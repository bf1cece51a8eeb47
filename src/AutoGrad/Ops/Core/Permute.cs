namespace AutoGrad.Ops
{
    /// <summary>Dimensions in another order.</summary>
    internal sealed record Permute(Dims Order) : ViewOp<Permute>, IOp<Permute>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            new(Shape.Create(Picked(inputs[0].Shape.AsSpan(), Resolve(inputs[0].Shape, stackalloc int[Order.Count]), stackalloc int[Order.Count])), inputs[0].DType);

        protected internal override Tensor View(Tensor x)
        {
            int rank = x.Rank;
            Span<int> memory = stackalloc int[(3 * rank) + Order.Count];
            ReadOnlySpan<int> order = Resolve(x.Shape, memory[(3 * rank)..]);
            Span<int> strides = memory[..rank];
            x.CopyStrides(strides);
            Shape shape = Shape.Create(Picked(x.Shape.AsSpan(), order, memory[rank..]));
            return x.ViewOf(shape, Picked(strides, order, memory[(2 * rank)..]), x.Offset);
        }

        protected override Variable Pullback(Variable dy, Shape xShape)
        {
            ReadOnlySpan<int> order = Resolve(xShape, stackalloc int[Order.Count]);
            Span<int> inverse = stackalloc int[order.Length];
            for (int i = 0; i < order.Length; i++)
            {
                inverse[order[i]] = i;
            }

            return new Permute(Dims.Create(inverse)).Apply(dy);
        }

        private static ReadOnlySpan<int> Picked(ReadOnlySpan<int> values, ReadOnlySpan<int> order, Span<int> picked)
        {
            for (int i = 0; i < order.Length; i++)
            {
                picked[i] = values[order[i]];
            }

            return picked[..order.Length];
        }

        /// <summary>The order without negative numbers, in the given memory where there are some.</summary>
        private ReadOnlySpan<int> Resolve(Shape shape, Span<int> order)
        {
            if (Order.Count != shape.Rank)
            {
                throw Errors.Shape(Name, shape, $"{Order.Count} dims are listed for shape {shape} of rank {shape.Rank}. List each dim once.");
            }

            Order.Mask(shape, Name);
            if (!Order.AsSpan().ContainsAnyInRange(int.MinValue, -1))
            {
                return Order.AsSpan();
            }

            for (int i = 0; i < order.Length; i++)
            {
                order[i] = shape.Dim(Order[i], Name);
            }

            return order;
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(2, 3));
            yield return new Sample(new Permute(x.Rank == 2 ? [1, 0] : [2, 0, -2]), x);
            yield return new Sample(new Permute([1, 0]), s.Uniform([0, 2])) { Note = "empty" };
            yield return new Sample(new Permute([]), s.Uniform([])) { Note = "scalar" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Permute(0), typeof(ShapeException), "1 dims are listed for shape [2, 3] of rank 2"),
            new(() => Tensor.Zeros([2, 3]).Permute(0, 0), typeof(ShapeException), "dim 0 is listed twice"),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The dimensions in another order, without copying. PyTorch: torch.permute.</summary>
        /// <param name="dims">Each dimension once; negative counts from the end.</param>
        /// <returns>A view.</returns>
        /// <remarks>Derivative: the inverse permutation. Saves nothing.</remarks>
        /// <exception cref="ShapeException">The dims are not a permutation.</exception>
        public Variable Permute(params ReadOnlySpan<int> dims) => new Ops.Permute(Dims.Create(dims)).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Permute(ReadOnlySpan{int})"/>
        public Tensor Permute(params ReadOnlySpan<int> dims) => new Ops.Permute(Dims.Create(dims)).Apply(this);
    }
}
