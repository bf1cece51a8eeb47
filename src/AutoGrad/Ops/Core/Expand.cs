namespace AutoGrad.Ops
{
    /// <summary>Repeats size-1 dimensions by stride 0, without copying; new dimensions may lead.</summary>
    internal sealed record Expand(Shape To) : ViewOp<Expand>, IOp<Expand>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape from = inputs[0].Shape;
            int missing = To.Rank - from.Rank;
            for (int i = 0; missing >= 0 && i < from.Rank; i++)
            {
                if (from[i] != To[i + missing] && from[i] != 1)
                {
                    missing = -1;
                }
            }

            return missing >= 0 ? new TensorSpec(To, inputs[0].DType)
                : throw Errors.Shapes(Name, from, To, $"{from} does not expand to {To}. Only sizes of 1 can grow, and new dimensions lead.");
        }

        protected internal override Tensor View(Tensor x)
        {
            if (x.Shape == To)
            {
                return x.ViewOf(To);
            }

            TensorSpec spec = x.Spec;
            Infer(new ReadOnlySpan<TensorSpec>(in spec));
            int missing = To.Rank - x.Rank;
            Span<int> strides = stackalloc int[To.Rank];
            strides[..missing].Clear();
            for (int i = missing; i < strides.Length; i++)
            {
                strides[i] = x.Shape[i - missing] == To[i] ? x.Stride(i - missing) : 0;
            }

            return x.ViewOf(To, strides, x.Offset);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new SumTo(xShape).Apply(dy);

        /// <summary>The requested sizes with each -1 replaced by the size that is kept.</summary>
        internal static Shape Kept(Shape from, ReadOnlySpan<int> sizes)
        {
            if (!sizes.Contains(-1))
            {
                return Shape.Create(sizes);
            }

            Span<int> kept = stackalloc int[sizes.Length];
            sizes.CopyTo(kept);
            int missing = kept.Length - from.Rank;
            for (int i = 0; i < kept.Length; i++)
            {
                kept[i] = kept[i] != -1 ? kept[i]
                    : i >= missing && missing >= 0 ? from[i - missing]
                    : throw Errors.Shape("Expand", from, $"-1 keeps a size, and dim {i} of [{string.Join(", ", sizes.ToArray())}] is not in {from}. Give its size.");
            }

            return Shape.Create(kept);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape to = s.Shape(1, 3);
            yield return new Sample(new Expand(to), s.Uniform(s.Broadcastable(to)));
            yield return new Sample(new Expand([2, 0]), s.Uniform([2, 1])) { Note = "to nothing" };
            yield return new Sample(new Expand([2, 2]), s.Uniform([])) { Note = "from a scalar" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Expand([2, 4]), typeof(ShapeException), "Expand: [2, 3] does not expand to [2, 4]."),
            new(() => Tensor.Zeros([2, 3]).Expand(-1, 2, 3), typeof(ShapeException), "-1 keeps a size, and dim 0 of [-1, 2, 3] is not in [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).Expand(3), typeof(ShapeException), "Expand: [2, 3] does not expand to [3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Repeats dimensions of size 1 to the given sizes, without copying. PyTorch: Tensor.expand.</summary>
        /// <param name="sizes">The target, listed or as a Shape; new dimensions lead, and -1 keeps a size.</param>
        /// <returns>A view of the target shape.</returns>
        /// <remarks>Derivative: dx = dy summed over the repeated dimensions. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A size other than 1 would have to grow, or a new dimension is -1.</exception>
        public Variable Expand(params ReadOnlySpan<int> sizes) => new Ops.Expand(Ops.Expand.Kept(Shape, sizes)).Apply(this);

        /// <summary>Repeats dimensions of size 1 to the shape of another variable, without copying. PyTorch: Tensor.expand_as.</summary>
        /// <param name="other">Gives the shape.</param>
        /// <returns>A view of the other's shape.</returns>
        /// <exception cref="ShapeException">A size other than 1 would have to grow.</exception>
        public Variable ExpandAs(Variable other) => new Ops.Expand(Errors.Given(other).Shape).Apply(this);

        /// <summary>The same as <see cref="Expand(ReadOnlySpan{int})"/>. PyTorch: torch.broadcast_to.</summary>
        /// <param name="size">The target, listed or as a Shape; new dimensions lead, and -1 keeps a size.</param>
        /// <returns>A view of the target shape.</returns>
        /// <exception cref="ShapeException">A size other than 1 would have to grow, or a new dimension is -1.</exception>
        public Variable BroadcastTo(params ReadOnlySpan<int> size) => Expand(size);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Expand(ReadOnlySpan{int})"/>
        public Tensor Expand(params ReadOnlySpan<int> sizes) => new Ops.Expand(Ops.Expand.Kept(Shape, sizes)).Apply(this);

        /// <inheritdoc cref="Variable.ExpandAs(Variable)"/>
        public Tensor ExpandAs(Tensor other) => new Ops.Expand(Errors.Given(other).Shape).Apply(this);

        /// <inheritdoc cref="Variable.BroadcastTo(ReadOnlySpan{int})"/>
        public Tensor BroadcastTo(params ReadOnlySpan<int> size) => Expand(size);
    }
}
