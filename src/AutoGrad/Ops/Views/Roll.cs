namespace AutoGrad.Ops
{
    /// <summary>One dimension shifted round: what leaves at the end comes in at the start.</summary>
    /// <param name="Shift">Places to move towards higher indices; negative moves back.</param>
    /// <param name="Dim">The dimension, in [0, rank).</param>
    internal sealed unsafe record Roll(int Shift, int Dim) : LinearOp<Roll>, IOp<Roll>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            _ = Axes.Of(inputs[0].Shape, Dim, Name);
            return inputs[0];
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0), y = context.Out();
            int size = x.Shape[x.Shape.Dim(Dim, Name)];
            if (x.NumEl == 0)
            {
                return;
            }

            int start = (int)((((long)Shift % size) + size) % size);
            Move(x, 0, y, start, size - start, context.Accumulates);
            Move(x, size - start, y, 0, start, context.Accumulates);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => new Roll(-(Shift % Math.Max(xShape[Dim], 1)), Dim).Apply(dy);

        /// <summary>A run of indices of x to a place in y.</summary>
        private void Move(Tensor x, int from, Tensor y, int to, int length, bool accumulate)
        {
            int dim = x.Shape.Dim(Dim, Name);
            if (accumulate || !x.IsContiguous || !y.IsContiguous)
            {
                Elementwise.Copy(new Slice(dim, to, to + length, 1).View(y), new Slice(dim, from, from + length, 1).View(x), accumulate);
                return;
            }

            int outer = Axes.Product(x.Shape.AsSpan()[..dim]);
            long inner = (long)Axes.Product(x.Shape.AsSpan()[(dim + 1)..]) * x.DType.Size(), pitch = inner * x.Shape[dim];
            fixed (byte* source = &x.FirstByte(), target = &y.FirstByte())
            {
                Kernels.Blocks.Copy(source + (from * inner), pitch, target + (to * inner), pitch, outer, length * inner);
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            yield return new Sample(new Roll(s.Int(-4, 4), s.Int(0, x.Rank - 1)), x);
            yield return new Sample(new Roll(1, 0), s.Uniform([0, 2])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Roll(1, 2), typeof(ShapeException), "Roll: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).Roll([1, 2], 1), typeof(ShapeException), "Roll: 2 shifts are given for 1 dims. Give one for each."),
            new(() => Tensor.Zeros([2, 3]).Roll([1, 2]), typeof(ShapeException), "Roll: 2 shifts are given without dims."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Shifts dimensions round: what leaves at one end comes in at the other. PyTorch: torch.roll.</summary>
        /// <param name="shifts">Places to move towards higher indices, one for each dim; negative moves back.</param>
        /// <param name="dims">The dimensions; negative counts from the end. Default none: the tensor is shifted as if it were flat.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy shifted back. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range, or the lists differ in length.</exception>
        public Variable Roll(Dims shifts, Dims dims = default)
        {
            if (dims.IsAll)
            {
                return shifts.Count == 1
                    ? new Ops.Roll(shifts[0], 0).Apply(Reshape(NumEl)).Reshape(Shape)
                    : throw Errors.Shape("Roll", Shape, $"{shifts.Count} shifts are given without dims. Name a dim for each, or give one shift for the flat tensor.");
            }

            if (shifts.Count != dims.Count)
            {
                throw Errors.Shape("Roll", Shape, $"{shifts.Count} shifts are given for {dims.Count} dims. Give one for each.");
            }

            Variable y = this;
            for (int i = 0; i < dims.Count; i++)
            {
                y = new Ops.Roll(shifts[i], Ops.Axes.Of(Shape, dims[i], "Roll")).Apply(y);
            }

            return y;
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Roll(Dims, Dims)"/>
        public Tensor Roll(Dims shifts, Dims dims = default) => new Variable(this).Roll(shifts, dims).Data;
    }
}
