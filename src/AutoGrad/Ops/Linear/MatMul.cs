namespace AutoGrad.Ops
{
    /// <summary>Products of vectors, matrices and batches of matrices that broadcast. Linear in each side: the tangent is the op applied to each.</summary>
    internal sealed record MatMul : Op, IOp<MatMul>
    {
        internal static readonly MatMul Instance = new();

        protected internal override int Arity => 2;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected internal override Saved SavesWhen(int needs) => ((needs & 1) != 0 ? Saved.B : Saved.None) | ((needs & 2) != 0 ? Saved.A : Saved.None);

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            (Shape a, Shape b) = (inputs[0].Shape, inputs[1].Shape);
            if (a.Rank == 0 || b.Rank == 0)
            {
                throw Errors.ScalarFactor(Name, a, b);
            }

            int innerA = a[^1], innerB = b.Rank == 1 ? b[0] : b[^2];
            if (innerA != innerB)
            {
                throw Errors.InnerSizes(Name, a, b, innerA, innerB);
            }

            DType dtype = inputs[0].DType != inputs[1].DType ? throw Errors.FactorTypes(Name, inputs[0].DType, inputs[1].DType)
                : inputs[0].DType == DType.Bool ? throw Errors.BoolArithmetic(Name) : inputs[0].DType;
            if (a.Rank == 2 && b.Rank == 2)
            {
                return new TensorSpec(Shape.Create([a[0], b[1]]), dtype);
            }

            ReadOnlySpan<int> batch = Shape.Broadcast(Batch(a), Batch(b), Name);
            Span<int> sizes = stackalloc int[batch.Length + 2];
            batch.CopyTo(sizes);
            int rank = batch.Length;
            if (a.Rank > 1)
            {
                sizes[rank++] = a[^2];
            }

            if (b.Rank > 1)
            {
                sizes[rank++] = b[^1];
            }

            return new TensorSpec(Shape.Create(sizes[..rank]), dtype);
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor a = AsRow(context.In(0)), b = AsColumn(context.In(1)), y = context.Out();
            bool isVectorA = context.In(0).Rank == 1, isVectorB = context.In(1).Rank == 1;
            int at = y.Rank - (isVectorB ? 0 : 1);
            y = isVectorA ? Insert(y, at) : y;
            y = isVectorB ? Insert(y, y.Rank) : y;
            MatrixProduct.Run(a, b, y, context.Accumulates);
        }

        protected internal override void Pullback(in PullbackContext context)
        {
            Variable dy = context.Dy();
            if (context.Needs(0))
            {
                context.Add(0, ForA(dy, context.X(1), context.ShapeOf(0)));
            }

            if (context.Needs(1))
            {
                context.Add(1, ForB(dy, context.X(0), context.ShapeOf(1)));
            }
        }

        protected internal override bool HasPullbackKernel => true;

        /// <summary>The same on tensors, where both sides are matrices or batches of them.</summary>
        protected internal override void PullbackKernel(in PullbackContext context)
        {
            Tensor dy = context.Dy().Data;
            Shape a = context.ShapeOf(0), b = context.ShapeOf(1);
            if (a.Rank < 2 || b.Rank < 2 || a.Rank > b.Rank)
            {
                Pullback(context);
                return;
            }

            if (context.Needs(0))
            {
                context.Add(0, Run(dy, Turned(context.X(1).Data)));
            }

            if (context.Needs(1))
            {
                context.Add(1, Run(Turned(context.X(0).Data), dy));
            }
        }

        /// <summary>A view with the last two dims exchanged.</summary>
        private static Tensor Turned(Tensor x)
        {
            int rank = x.Rank;
            Span<int> sizes = stackalloc int[rank], strides = stackalloc int[rank];
            x.Shape.AsSpan().CopyTo(sizes);
            x.CopyStrides(strides);
            (sizes[^2], sizes[^1]) = (sizes[^1], sizes[^2]);
            (strides[^2], strides[^1]) = (strides[^1], strides[^2]);
            return x.ViewOf(Shape.Create(sizes), strides, x.Offset);
        }

        protected internal override Variable?[]? Tangent(in TangentContext context) =>
        [
            TangentContext.Sum(
                context.Tx(0) is { } ta ? Apply(ta, context.X(1)) : null,
                context.Tx(1) is { } tb ? Apply(context.X(0), tb) : null),
        ];

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 2L * Infer(inputs).Shape.NumEl * inputs[0].Shape[^1];

        /// <summary>da = dy bᵀ.</summary>
        private Variable ForA(Variable dy, Variable b, Shape a)
        {
            if (b.Rank == 1)
            {
                // y = a · b row by row: da = dy times b, an outer product.
                return Apply(Inserted(dy, dy.Rank), Inserted(b, 0));
            }

            Variable rows = a.Rank == 1 ? Inserted(dy, dy.Rank - 1) : dy;
            Variable da = Apply(rows, b.Transpose(-2, -1));
            return a.Rank == 1 ? Without(da, da.Rank - 2) : da;
        }

        /// <summary>db = aᵀ dy. One b for a whole batch takes one product over all rows instead of a sum over products.</summary>
        private Variable ForB(Variable dy, Variable a, Shape b)
        {
            Variable columns = b.Rank == 1 ? Inserted(dy, dy.Rank) : dy;
            columns = a.Rank == 1 ? Inserted(columns, columns.Rank - 1) : columns;
            Variable rows = a.Rank == 1 ? Inserted(a, 0) : a;
            if (b.Rank <= 2 && rows.Rank > 2 && rows.NumEl > 0)
            {
                rows = rows.Reshape(-1, rows.Shape[^1]);
                columns = columns.Reshape(rows.Shape[0], columns.Shape[^1]);
            }

            Variable db = Apply(rows.Transpose(-2, -1), columns);
            return b.Rank == 1 ? Without(db, db.Rank - 1) : db;
        }

        private static Shape Batch(Shape shape) => shape.Rank <= 2 ? Shape.Scalar : Shape.Create(shape.AsSpan()[..^2]);

        private static Tensor AsRow(Tensor a) => a.Rank == 1 ? Insert(a, 0) : a;

        private static Tensor AsColumn(Tensor b) => b.Rank == 1 ? Insert(b, 1) : b;

        /// <summary>A view with a dim of size 1 at a place.</summary>
        private static Tensor Insert(Tensor x, int at)
        {
            Span<int> strides = stackalloc int[x.Rank];
            x.CopyStrides(strides);
            return x.ViewOf(Axes.Inserted(x.Shape, at, 1), [.. strides[..at], 1, .. strides[at..]], x.Offset);
        }

        private static Variable Inserted(Variable x, int at) => x.Reshape(Axes.Inserted(x.Shape, at, 1));

        private static Variable Without(Variable x, int at) => x.Reshape(Axes.Removed(x.Shape, at));

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            int m = s.Dim(0), n = s.Dim(-2), k = s.Dim(-1), batch = s.Int(1, s.Size);
            yield return new Sample(Instance, s.Uniform([m, k]), s.Uniform([k, n]));
            yield return new Sample(Instance, s.Uniform([k]), s.Uniform([k])) { Note = "vector x vector" };
            yield return new Sample(Instance, s.Uniform([m, k]), s.Uniform([k])) { Note = "matrix x vector" };
            yield return new Sample(Instance, s.Uniform([k]), s.Uniform([batch, k, n])) { Note = "vector x batch" };
            yield return new Sample(Instance, s.Uniform([batch, m, k]), s.Uniform([k])) { Note = "batch x vector" };
            yield return new Sample(Instance, s.Uniform([batch, m, k]), s.Uniform([k, n])) { Note = "batch x matrix" };
            yield return new Sample(Instance, s.Uniform([m, k]), s.Uniform([batch, k, n])) { Note = "matrix x batch" };
            yield return new Sample(Instance, s.Uniform([batch, 1, m, k]), s.Uniform([n, k, 2])) { Note = "broadcast batches" };
            yield return new Sample(Instance, s.Uniform([m, 0]), s.Uniform([0, n])) { Note = "empty inner size" };
            yield return new Sample(Instance, s.Uniform([0, m, k]), s.Uniform([k, n])) { Note = "empty batch" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([32, 784]).MatMul(Tensor.Zeros([512, 10])), typeof(ShapeException),
                "MatMul: [32, 784] x [512, 10]: inner sizes 784 and 512 differ. Transpose or reshape one side."),
            new(() => Tensor.Zeros([2, 2, 3]).MatMul(Tensor.Zeros([3, 3, 2])), typeof(ShapeException), "MatMul: shapes [2] and [3] do not broadcast"),
            new(() => Tensor.Zeros([]).MatMul(Tensor.Zeros([3])), typeof(ShapeException), "MatMul: [] x [3]: both sides need at least 1 dimension."),
            new(() => Tensor.Zeros([2, 3]).MatMul(Tensor.Zeros([3, 2], DType.Float64)), typeof(DTypeException),
                "MatMul: the left side is Float32 and the right side is Float64. Convert the left side with To(DType.Float64), or the right side with To(DType.Float32)."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Product of vectors, matrices or batches of matrices. PyTorch: torch.matmul.</summary>
        /// <param name="other">The right side, of this dtype: [k], [k, n] or [..., k, n] for a left side of [k], [m, k] or [..., m, k].</param>
        /// <returns>A scalar for two vectors, else [..., m, n] without the dimension that a vector side lacks; leading dimensions broadcast.</returns>
        /// <remarks>Derivative: da = dy · bᵀ, db = aᵀ · dy. Saves a and b where needed. Operands are read at their strides: a transposed view costs no copy.</remarks>
        /// <exception cref="ShapeException">The inner sizes differ, a side is a scalar, or leading dimensions do not broadcast.</exception>
        /// <exception cref="DTypeException">The dtypes differ, or are Bool.</exception>
        public Variable MatMul(Variable other) => Ops.MatMul.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.MatMul(Variable)"/>
        public Tensor MatMul(Tensor other) => Ops.MatMul.Instance.Run(this, Errors.Given(other));
    }
}
