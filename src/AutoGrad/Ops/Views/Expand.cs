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
                return x.ViewOf(To, x.IsContiguous ? null : x.Strides(), x.Offset);
            }

            TensorSpec spec = x.Spec;
            Infer(new ReadOnlySpan<TensorSpec>(in spec));
            int missing = To.Rank - x.Rank;
            int[] strides = new int[To.Rank];
            for (int i = missing; i < strides.Length; i++)
            {
                strides[i] = x.Shape[i - missing] == To[i] ? x.Stride(i - missing) : 0;
            }

            return x.ViewOf(To, strides, x.Offset);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new SumTo(xShape).Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape to = s.Shape(1, 3);
            yield return new Sample(new Expand(to), s.Uniform(s.Broadcastable(to)));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Expand([2, 4]), typeof(ShapeException), "Expand: [2, 3] does not expand to [2, 4]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Repeats dimensions of size 1 to the given shape, without copying. PyTorch: Tensor.expand.</summary>
        /// <param name="shape">The target; new dimensions lead.</param>
        /// <returns>A view of the target shape.</returns>
        /// <remarks>Derivative: dx = dy summed over the repeated dimensions. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A size other than 1 would have to grow.</exception>
        public Variable Expand(Shape shape) => new Ops.Expand(shape).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Expand(Shape)"/>
        public Tensor Expand(Shape shape) => new Ops.Expand(shape).Apply(this);
    }
}
