namespace AutoGrad.Ops
{
    /// <summary>The lower triangle: elements at or below a diagonal; zeros elsewhere. Its own adjoint.</summary>
    /// <param name="Diagonal">0 for the main diagonal, positive above it, negative below.</param>
    internal sealed record Tril(int Diagonal) : LinearOp<Tril>, IOp<Tril>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[0].Shape.Rank >= 2 ? inputs[0] : throw Errors.RankOutOfRange(Name, inputs[0].Shape, 2, int.MaxValue);

        protected internal override void Forward(in KernelContext context) => Triangle.Copy(context.In(0), context.Out(), Diagonal, upper: false);

        protected override Variable Pullback(Variable dy, Shape xShape) => Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Tril(s.Int(-2, 2)), s.Uniform(s.Shape(2, 3)));
            yield return new Sample(new Tril(0), s.Uniform([2, 0])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([3]).Tril(), typeof(ShapeException), "Tril: shape [3] has 1 dimensions; at least 2 are needed."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The lower triangle: elements at or below a diagonal, zeros elsewhere; of each matrix of the last two dimensions. PyTorch: torch.tril.</summary>
        /// <param name="diagonal">0 for the main diagonal, positive above it, negative below. Default 0.</param>
        /// <returns>A new variable of this shape; any dtype, so a Bool matrix of ones gives a mask.</returns>
        /// <remarks>Derivative: dy in the triangle, zero elsewhere. Saves nothing.</remarks>
        /// <exception cref="ShapeException">There are fewer than two dimensions.</exception>
        public Variable Tril(int diagonal = 0) => new Ops.Tril(diagonal).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Tril(int)"/>
        public Tensor Tril(int diagonal = 0) => new Ops.Tril(diagonal).Apply(this);
    }
}
