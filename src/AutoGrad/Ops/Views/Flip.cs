namespace AutoGrad.Ops
{
    /// <summary>Dimensions in reversed order; its own adjoint.</summary>
    /// <param name="Reversed">The dimensions; an empty list reverses none.</param>
    internal sealed record Flip(Dims Reversed) : LinearOp<Flip>, IOp<Flip>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            _ = Reversed.Mask(inputs[0].Shape, Name);
            return inputs[0];
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0);
            int[] strides = x.Strides();
            int offset = x.Offset;
            if (x.NumEl > 0 && x.Rank > 0)
            {
                foreach (int given in Reversed.AsSpan())
                {
                    int dim = x.Shape.Dim(given, Name);
                    offset += (x.Shape[dim] - 1) * strides[dim];
                    strides[dim] = -strides[dim]; // a view of this kind never leaves this method: elsewhere strides count upwards
                }
            }

            Elementwise.Copy(context.Out(), x.ViewOf(x.Shape, strides, offset), context.Accumulates);
        }

        protected override Variable Pullback(Variable dy, Shape xShape) => Apply(dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Tensor x = s.Uniform(s.Shape(1, 3));
            yield return new Sample(new Flip([0]), x);
            yield return new Sample(new Flip(x.Rank == 1 ? [-1] : [-1, 0]), x);
            yield return new Sample(new Flip([0]), s.Uniform([0, 2])) { Note = "empty" };
            yield return new Sample(new Flip([]), x) { Note = "nothing reversed" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Flip(0, -2), typeof(ShapeException), "Flip: dim -2 is listed twice for shape [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).Flip(2), typeof(ShapeException), "Flip: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Dimensions in reversed order; a copy. PyTorch: torch.flip.</summary>
        /// <param name="dims">Which dimensions; negative counts from the end. None given: nothing is reversed.</param>
        /// <returns>A new variable of this shape.</returns>
        /// <remarks>Derivative: dx = dy reversed in the same dimensions. Saves nothing.</remarks>
        /// <exception cref="ShapeException">A dim is out of range or listed twice.</exception>
        public Variable Flip(params ReadOnlySpan<int> dims) => new Ops.Flip(Dims.Create(dims)).Apply(this);

        /// <summary>The matrices of two dimensions turned by a multiple of 90 degrees; a copy. PyTorch: torch.rot90.</summary>
        /// <param name="k">How many quarter turns, from the first towards the second dimension; negative turns back. Default 1.</param>
        /// <param name="dim0">First dimension of the plane. Default 0.</param>
        /// <param name="dim1">Second dimension of the plane. Default 1.</param>
        /// <returns>A new variable; the two sizes are exchanged for odd k.</returns>
        /// <exception cref="ShapeException">A dim is out of range, or both are the same.</exception>
        public Variable Rot90(int k = 1, int dim0 = 0, int dim1 = 1)
        {
            _ = Dims.Create([dim0, dim1]).Mask(Shape, "Rot90");
            return (((k % 4) + 4) % 4) switch
            {
                0 => Clone(),
                1 => Flip(dim1).Transpose(dim0, dim1),
                2 => Flip(dim0, dim1),
                _ => Flip(dim0).Transpose(dim0, dim1),
            };
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Flip(ReadOnlySpan{int})"/>
        public Tensor Flip(params ReadOnlySpan<int> dims) => new Ops.Flip(Dims.Create(dims)).Apply(this);

        /// <inheritdoc cref="Variable.Rot90(int, int, int)"/>
        public Tensor Rot90(int k = 1, int dim0 = 0, int dim1 = 1) => new Variable(this).Rot90(k, dim0, dim1).Data;
    }
}
