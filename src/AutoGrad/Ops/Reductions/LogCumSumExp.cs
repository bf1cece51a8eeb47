using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record LogCumSumExp(int Dim) : FusedOp<LogCumSumExp>, IOp<LogCumSumExp>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.X | Saved.Output;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            inputs[0].Shape.Dim(Dim, Name);
            return inputs[0];
        }

        protected internal override void Forward(in KernelContext context) =>
            RowWise.Run(default(LogCumSumExpRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0));

        protected internal override void PullbackKernel(in PullbackContext context) =>
            context.Add(0, new Variable(new LogCumSumExpGrad(Dim).Run(context.Dy().Data, context.X(0).Data, context.Y().Data), node: null));

        /// <summary>Each element takes in those 1, 2, 4, ... before it. All weights are at most 1, where e^x against the largest of the line would be 0 for some, and its logarithm infinite.</summary>
        public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
        {
            Variable y = inputs[0];
            int n = y.Rank == 0 ? 1 : y.Shape[y.Shape.Dim(Dim, Name)];
            for (int reach = 1; reach < n; reach *= 2)
            {
                y = Variable.Cat([y.Narrow(Dim, 0, reach), y.Narrow(Dim, reach, n - reach).LogAddExp(y.Narrow(Dim, 0, n - reach))], Dim);
            }

            return [y];
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            yield return new Sample(new LogCumSumExp(-1), s.Uniform(shape));
            yield return new Sample(new LogCumSumExp(0), s.Uniform(shape));
            yield return new Sample(new LogCumSumExp(0), s.Uniform([])) { Note = "scalar" };
            yield return new Sample(new LogCumSumExp(0), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).LogCumSumExp(2), typeof(ShapeException), "LogCumSumExp: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }

    /// <summary>The gradient of <see cref="LogCumSumExp"/> from dy, x and y.</summary>
    internal sealed record LogCumSumExpGrad(int Dim) : Primitive
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

        protected internal override void Forward(in KernelContext context) => RowWise.Run(
            default(LogCumSumExpGradRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0), context.In(1), context.In(2));
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Running log Σ eˣ along a dimension, without overflow. PyTorch: torch.logcumsumexp.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx[i] = Σ over k ≥ i of dy[k] e^(x[i] - y[k]). Saves x and y. Kinks: none.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public Variable LogCumSumExp(int dim) => new Ops.LogCumSumExp(dim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.LogCumSumExp(int)"/>
        public Tensor LogCumSumExp(int dim) => new Ops.LogCumSumExp(dim).Apply(this);
    }
}
