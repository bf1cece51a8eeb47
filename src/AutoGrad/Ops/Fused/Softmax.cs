using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Softmax(int Dim) : Op, IOp<Softmax>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.Output;

        protected internal override bool HasPullbackKernel => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            inputs[0].Shape.Dim(Dim, Name);
            return inputs[0];
        }

        protected internal override void Forward(in KernelContext context) =>
            RowWise.Run(default(SoftmaxRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0));

        protected internal override void Pullback(in PullbackContext context) => context.Add(0, Along(context.Dy(), context.Y()));

        /// <summary>Float64 is asked for digits and takes the rule, which centres twice; Float32 for speed.</summary>
        protected internal override void PullbackKernel(in PullbackContext context)
        {
            Tensor dy = context.Dy().Data, y = context.Y().Data;
            context.Add(0, y.DType == DType.Float64 ? Along(dy, y) : new Variable(new SoftmaxGrad(Dim).Run(dy, y), node: null));
        }

        protected internal override Variable?[]? Tangent(in TangentContext context) => [context.Tx(0) is { } tx ? Along(tx, context.Y()) : null];

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 5L * inputs[0].Shape.NumEl;

        /// <summary>The Jacobian is symmetric, so one product serves both modes. Centred twice, as the first mean is rounded, which is all there is where one element has nearly all the weight.</summary>
        private Variable Along(Variable v, Variable y) => Centred(Centred(v, y), y) * y;

        private Variable Centred(Variable v, Variable y) => v - (v * y).Sum(Dim, keepDim: true);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            yield return new Sample(new Softmax(-1), s.Uniform(shape));
            yield return new Sample(new Softmax(0), s.Uniform(shape));
            yield return new Sample(new Softmax(0), s.Uniform([])) { Note = "scalar" };
            yield return new Sample(new Softmax(1), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Softmax(2), typeof(ShapeException), "Softmax: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }

    /// <summary>dx = y (dy - Σ dy y) in one pass.</summary>
    internal sealed record SoftmaxGrad(int Dim) : Primitive
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

        protected internal override void Forward(in KernelContext context) =>
            RowWise.Run(default(SoftmaxGradRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0), context.In(1));
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Softmax along a dimension, y = eˣ / Σ eˣ. PyTorch: torch.softmax.</summary>
        /// <param name="dim">The dimension whose elements sum to 1; negative counts from the end.</param>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = y (dy - Σ dy y). Saves y. Kinks: none. A line of -inf alone gives NaN, as in PyTorch.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public Variable Softmax(int dim) => new Ops.Softmax(dim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Softmax(int)"/>
        public Tensor Softmax(int dim) => new Ops.Softmax(dim).Apply(this);
    }
}
