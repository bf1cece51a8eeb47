namespace AutoGrad.Ops
{
    /// <summary>The upper triangle: elements at or above a diagonal; zeros elsewhere. Its own adjoint.</summary>
    /// <param name="Diagonal">0 for the main diagonal, positive above it, negative below.</param>
    internal sealed record Triu(int Diagonal) : LinearOp<Triu>, IOp<Triu>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[0].Shape.Rank >= 2 ? inputs[0] : throw Errors.RankOutOfRange(Name, inputs[0].Shape, 2, int.MaxValue);

        protected internal override void Forward(in KernelContext context) => Triangle.Copy(context.In(0), context.Out(), Diagonal, upper: true);

        protected override Variable Pullback(Variable dy, Shape xShape) => Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Triu(s.Int(-2, 2)), s.Uniform(s.Shape(2, 3)));
            yield return new Sample(new Triu(0), s.Uniform([2, 0])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([3]).Triu(), typeof(ShapeException), "Triu: shape [3] has 1 dimensions; at least 2 are needed."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The upper triangle: elements at or above a diagonal, zeros elsewhere; of each matrix of the last two dimensions. PyTorch: torch.triu.</summary>
        /// <param name="diagonal">0 for the main diagonal, positive above it, negative below. Default 0.</param>
        /// <returns>A new variable of this shape; any dtype, so a Bool matrix of ones gives a mask.</returns>
        /// <remarks>Derivative: dy in the triangle, zero elsewhere. Saves nothing.</remarks>
        /// <exception cref="ShapeException">There are fewer than two dimensions.</exception>
        public Variable Triu(int diagonal = 0) => new Ops.Triu(diagonal).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Triu(int)"/>
        public Tensor Triu(int diagonal = 0) => new Ops.Triu(diagonal).Apply(this);
    }
}
