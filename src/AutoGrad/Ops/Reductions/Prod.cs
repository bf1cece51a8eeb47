using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>Product over dimensions. Its gradient is the product of all others, found without a division, so zeros are no exception at any order.</summary>
    internal sealed record Prod(Dims Dims, bool KeepDim) : FusedOp<Prod>, IOp<Prod>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            new(ReducedShape.Of(inputs[0].Shape, Dims, KeepDim, Name), inputs[0].DType.IsFloat() ? inputs[0].DType : DType.Int64);

        protected internal override void Forward(in KernelContext context) =>
            Reductions.Accumulate<ProductLanes>(context.In(0), Dims.Mask(context.In(0).Shape, Name), context.Out());

        protected internal override void PullbackKernel(in PullbackContext context)
        {
            Tensor x = context.X(0).Data, dy = context.Dy().Data;
            int[] order = ReducedLast(x.Shape, out int reduced);
            Tensor lines = x.Permute(order).Reshape(x.NumEl / Math.Max(reduced, 1), reduced).Contiguous();
            Tensor dx = new ProdGrad().Run(lines, dy);
            int[] inverse = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
            {
                inverse[order[i]] = i;
            }

            context.Add(0, new Variable(dx.Reshape(x.Permute(order).Shape).Permute(inverse), node: null));
        }

        /// <summary>Halves multiplied with each other until one element is left.</summary>
        public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
        {
            Variable x = inputs[0];
            Shape shape = Infer([x.Data.Spec]).Shape;
            int[] order = ReducedLast(x.Shape, out int n);
            if (n == 0)
            {
                return [x.Sum(Dims, KeepDim) + 1];
            }

            Variable lines = x.Permute(order).Reshape(x.NumEl / n, n);
            Variable? odd = null;
            for (; n > 1; n /= 2)
            {
                if (n % 2 == 1)
                {
                    Variable last = lines.Slice(1, n - 1, n);
                    odd = odd is null ? last : odd * last;
                }

                lines = lines.Slice(1, 0, n / 2) * lines.Slice(1, n / 2, n / 2 * 2);
            }

            return [(odd is null ? lines : lines * odd).Reshape(shape)];
        }

        /// <summary>The kept dims, then the reduced ones.</summary>
        private int[] ReducedLast(Shape shape, out int reduced)
        {
            ulong mask = Dims.Mask(shape, Name);
            reduced = ReducedShape.Count(shape, mask);
            return [.. Enumerable.Range(0, shape.Rank).OrderBy(i => mask >> i & 1)];
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Prod(default, false), s.Uniform(s.Shape(0, 2)));
            Shape shape = s.Shape(1, 4);
            yield return new Sample(new Prod(s.Int(0, shape.Rank - 1), true), s.Uniform(shape));
            yield return new Sample(new Prod([0, -1], false), s.Uniform(s.Shape(2, 3)));
            yield return new Sample(new Prod(-1, false), Tensor.From([2.0, 0, 3, 0, 1, 2, 0, 0, 5]).Reshape(3, 3).To(s.DType)) { Note = "zeros" };
            yield return new Sample(new Prod(0, false), s.Uniform([0, s.Size])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Prod(2), typeof(ShapeException), "Prod: dim 2 is outside [-2, 1] for shape [2, 3]."),
        ];
    }

    /// <summary>The products of all others along lines [m, n], times the cotangents [m].</summary>
    internal sealed record ProdGrad : Primitive
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected internal override unsafe void Forward(in KernelContext context)
        {
            fixed (byte* dy = &context.In(1).FirstByte())
            {
                RowWise.Run(new ProdGradRows(dy), 1, context.Out(), context.In(0));
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Product over dimensions. PyTorch: torch.prod.</summary>
        /// <param name="dim">Dimensions to multiply over. Default all.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <param name="dtype">Converts the input first. Default: floats stay as they are, integers and Bool give Int64.</param>
        /// <returns>A variable of the remaining shape; the product of nothing is 1.</returns>
        /// <remarks>Derivative: dx = dy · product of all others, right at zeros at every order. Saves x. Kinks: none.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
        public Variable Prod(Dims dim = default, bool keepDim = false, DType? dtype = null) => new Ops.Prod(dim, keepDim).Apply(dtype is { } to ? To(to) : this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Prod(Dims, bool, DType?)"/>
        public Tensor Prod(Dims dim = default, bool keepDim = false, DType? dtype = null) => new Ops.Prod(dim, keepDim).Run(dtype is { } to ? To(to) : this);
    }
}
