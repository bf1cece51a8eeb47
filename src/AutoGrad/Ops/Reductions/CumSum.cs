using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record CumSum(int Dim, bool Reverse) : LinearOp<CumSum>, IOp<CumSum>
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            inputs[0].Shape.Dim(Dim, Name);
            return inputs[0].DType == DType.Bool ? throw Errors.BoolArithmetic(Name) : inputs[0];
        }

        protected internal override void Forward(in KernelContext context) =>
            RowWise.Run(new CumSumRows(Reverse), context.In(0).Shape.Dim(Dim, Name), context.Out(), context.In(0));

        protected override Variable Pullback(Variable dy, Shape xShape) => new CumSum(Dim, !Reverse).Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            yield return new Sample(new CumSum(-1, false), s.Uniform(shape));
            yield return new Sample(new CumSum(0, true), s.Uniform(shape));
            yield return new Sample(new CumSum(0, false), s.Uniform([])) { Note = "scalar" };
            yield return new Sample(new CumSum(0, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).CumSum(2), typeof(ShapeException), "CumSum: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2]).CumSum(0, DType.Bool), typeof(DTypeException), "CumSum: is not defined on Bool."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Running sum along a dimension. PyTorch: torch.cumsum.</summary>
        /// <param name="dim">The dimension; negative counts from the end.</param>
        /// <param name="dtype">Converts the input first. Default: floats stay as they are, integers and Bool give Int64.</param>
        /// <returns>A variable of this shape.</returns>
        /// <remarks>Derivative: the running sum of dy from the end. Saves nothing. Float32 is added up in double.</remarks>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        /// <exception cref="DTypeException">dtype is Bool.</exception>
        public Variable CumSum(int dim, DType? dtype = null) => new Ops.CumSum(dim, Reverse: false).Apply(To(dtype ?? (DType.IsFloat() ? DType : DType.Int64)));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.CumSum(int, DType?)"/>
        public Tensor CumSum(int dim, DType? dtype = null) => new Ops.CumSum(dim, Reverse: false).Apply(To(dtype ?? (DType.IsFloat() ? DType : DType.Int64)));
    }
}
