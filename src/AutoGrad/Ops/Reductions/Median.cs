namespace AutoGrad.Ops
{
    /// <summary>The lower median along a dimension, picked from the dimension's order; NaN if there is one.</summary>
    internal sealed record Median(int Dim, bool KeepDim) : PickOneOp<Median>(Dim, KeepDim), IOp<Median>
    {
        public override string Subgradient => "dy to the element whose index is returned";

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0);
            if (x.NumEl == 0)
            {
                return;
            }

            int dim = x.Shape.Dim(Dim, Name), n = x.Rank == 0 ? 1 : x.Shape[dim];
            Tensor order = new ArgSort(dim, Descending: false).Run(x);
            Tensor middle = n == 1 ? order : order.Slice(dim, (n - 1) / 2, ((n - 1) / 2) + 1);

            // NaN is sorted last, so a line has one if its last element is NaN; the first of them is the answer.
            Tensor last = n == 1 ? order : order.Slice(dim, n - 1, n);
            Tensor picked = middle.Contiguous();
            if (x.DType.IsFloat())
            {
                Tensor count = x.IsNaN().Sum(dim, keepDim: true);
                Tensor firstNaN = order.Gather(dim, last.Mul(0).Add(n - 1) - (count - 1).Clamp(0));
                picked = Tensor.Where(count.Gt(0), firstNaN, picked);
            }

            Elementwise.Copy(context.Out(1), picked.Reshape(context.Out(1).Shape), accumulate: false);
            Elementwise.Copy(context.Out(0), x.Gather(dim, picked).Reshape(context.Out(0).Shape), accumulate: false);
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            yield return new Sample(new Median(s.Int(0, shape.Rank - 1), true), s.Distinct(shape));
            yield return new Sample(new Median(-1, false), s.Distinct(shape));
            yield return new Sample(new Median(0, false), s.Distinct([])) { Note = "scalar" };
            yield return new Sample(new Median(1, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Median(2), typeof(ShapeException), "Median: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([0, 3]).Median(0), typeof(ShapeException), "Median: shape [0, 3] has no elements to choose from."),
        ];
    }

    /// <summary>The lower median of all elements; equal ones share its cotangent.</summary>
    internal sealed record MedianOfAll() : ReductionOp<MedianOfAll>(Dims.All, KeepDim: false), IOp<MedianOfAll>
    {
        public override string Name => "Median";

        protected internal override Saved Saves => Saved.X | Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "dy split evenly among elements equal to the median";

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Extrema.DemandElements(Name, inputs[0].Shape, Mask(inputs[0].Shape));
            return new TensorSpec(Shape.Scalar, inputs[0].DType);
        }

        protected internal override void Forward(in KernelContext context) =>
            Elementwise.Copy(context.Out(), new Median(0, KeepDim: false).Run(context.In(0).Reshape(context.In(0).NumEl)), accumulate: false);

        protected override Variable Pullback(Variable dy, Variable x, Variable? y) => dy * Extrema.Shares(x, y!, Dims, matchNaN: true);

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
            Extrema.Pieces(Name, inputs[0], output, Dims, recorder);

        public static IEnumerable<Sample> Samples(Sampler s) => [new(new MedianOfAll(), s.Distinct(s.Shape()))];

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([0, 3]).Median(), typeof(ShapeException), "Median: shape [0, 3] has no elements to choose from."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The median of all elements, the lower of two. PyTorch: torch.median(input).</summary>
        /// <returns>A scalar of this dtype; NaN if there is one.</returns>
        /// <remarks>Derivative: dy goes to the median, in equal parts where several elements equal it. Saves x and y. Kinks: ties.</remarks>
        /// <exception cref="ShapeException">There are no elements.</exception>
        public Variable Median() => new Ops.MedianOfAll().Apply(this);

        /// <summary>The median along a dimension, the lower of two, and its index. PyTorch: torch.median(input, dim).</summary>
        /// <param name="dim">The dimension; negative counts from the end. Default the last.</param>
        /// <param name="keepDim">Whether it stays, with size 1. Default false.</param>
        /// <returns>Values of this dtype and Int64 indices; NaN where there is a NaN.</returns>
        /// <remarks>Derivative: dy goes to the index. Saves the indices. Kinks: ties.</remarks>
        /// <exception cref="ShapeException">dim is out of range, or there are no elements.</exception>
        public (Variable Values, Tensor Indices) Median(int dim, bool keepDim = false) => Ops.Median.Of(new Ops.Median(dim, keepDim), this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Median()"/>
        public Tensor Median() => new Ops.MedianOfAll().Run(this);

        /// <inheritdoc cref="Variable.Median(int, bool)"/>
        public (Tensor Values, Tensor Indices) Median(int dim, bool keepDim = false) => Ops.Median.Of(new Ops.Median(dim, keepDim), this);
    }
}
