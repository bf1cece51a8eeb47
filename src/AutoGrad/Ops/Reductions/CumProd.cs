using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record CumProd(int Dim) : FusedOp<CumProd>, IOp<CumProd>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            inputs[0].Shape.Dim(Dim, Name);
            return inputs[0].DType == DType.Bool ? throw Errors.BoolArithmetic(Name) : inputs[0];
        }

        protected internal override void Forward(in KernelContext context) =>
            RowWise.Run(default(CumProdRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0));

        protected internal override void PullbackKernel(in PullbackContext context) =>
            context.Add(0, new Variable(new CumProdGrad(Dim).Run(context.Dy().Data, context.X(0).Data), node: null));

        /// <summary>Each element times the product of those a step before it, the step doubling each time.</summary>
        public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
        {
            Variable y = inputs[0];
            int dim = y.Shape.Dim(Dim, Name), n = y.Rank == 0 ? 1 : y.Shape[dim];
            for (int step = 1; step < n; step *= 2)
            {
                y = Joined(y.Slice(dim, 0, step), y.Slice(dim, step, n) * y.Slice(dim, 0, n - step), dim);
            }

            return [y];
        }

        private static Variable Joined(Variable first, Variable second, int dim) => Variable.Cat([first, second], dim);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            yield return new Sample(new CumProd(-1), s.Uniform(shape));
            yield return new Sample(new CumProd(0), s.Uniform(shape));
            yield return new Sample(new CumProd(-1), Tensor.From([2.0, 0, 3, 0, 1, 2, 0, 0, 5]).Reshape(3, 3).To(s.DType)) { Note = "zeros" };
            yield return new Sample(new CumProd(0), s.Uniform([])) { Note = "scalar" };
            yield return new Sample(new CumProd(0), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).CumProd(2), typeof(ShapeException), "CumProd: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2]).CumProd(0, DType.Bool), typeof(DTypeException), "CumProd: is not defined on Bool."),
        ];
    }

    /// <summary>The gradient of <see cref="CumProd"/> from dy and x, in linear time and without a division.</summary>
    internal sealed record CumProdGrad(int Dim) : Primitive
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1];

        protected internal override void Forward(in KernelContext context) =>
            RowWise.Run(default(CumProdGradRows), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0), context.In(1));
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Running product along a dimension. PyTorch: torch.cumprod.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="dtype">Converts the input first. Default: floats stay as they are, integers and Bool give Int64.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: the sum over later elements of dy times the product of all others, right at zeros at every order. Saves x.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        /// <exception cref="DTypeException">dtype is Bool.</exception>
        public Variable CumProd(int dim, DType? dtype = null) => new Ops.CumProd(dim).Apply(To(dtype ?? (DType.IsFloat() ? DType : DType.Int64)));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.CumProd(int, DType?)"/>
        public Tensor CumProd(int dim, DType? dtype = null) => new Ops.CumProd(dim).Apply(To(dtype ?? (DType.IsFloat() ? DType : DType.Int64)));
    }
}
