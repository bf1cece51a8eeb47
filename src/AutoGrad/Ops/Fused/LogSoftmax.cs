using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record LogSoftmax(int Dim) : Op, IOp<LogSoftmax>
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
            RowWise.Run(default(LogSoftmaxRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0));

        protected internal override void Pullback(in PullbackContext context) =>
            context.Add(0, context.Dy() - (context.Y().Exp() * context.Dy().Sum(Dim, keepDim: true)));

        protected internal override void PullbackKernel(in PullbackContext context) =>
            context.Add(0, new Variable(new LogSoftmaxGrad(Dim).Run(context.Dy().Data, context.Y().Data), node: null));

        protected internal override Variable?[]? Tangent(in TangentContext context) =>
            [context.Tx(0) is { } tx ? tx - (tx * context.Y().Exp()).Sum(Dim, keepDim: true) : null];

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 5L * inputs[0].Shape.NumEl;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            yield return new Sample(new LogSoftmax(-1), s.Uniform(shape));
            yield return new Sample(new LogSoftmax(0), s.Uniform(shape));
            yield return new Sample(new LogSoftmax(0), s.Uniform([])) { Note = "scalar" };
            yield return new Sample(new LogSoftmax(1), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).LogSoftmax(2), typeof(ShapeException), "LogSoftmax: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }

    /// <summary>dx = dy - eʸ Σ dy in one pass.</summary>
    internal sealed record LogSoftmaxGrad(int Dim) : Primitive
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

        protected internal override void Forward(in KernelContext context) =>
            RowWise.Run(default(LogSoftmaxGradRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0), context.In(1));
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Logarithm of the softmax along a dimension, y = x - log Σ eˣ. PyTorch: torch.log_softmax.</summary>
        /// <param name="dim">The dimension whose probabilities sum to 1; negative counts from the end.</param>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy - eʸ Σ dy. Saves y. Kinks: none. A line of -inf alone gives NaN, as in PyTorch.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public Variable LogSoftmax(int dim) => new Ops.LogSoftmax(dim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.LogSoftmax(int)"/>
        public Tensor LogSoftmax(int dim) => new Ops.LogSoftmax(dim).Apply(this);
    }
}
