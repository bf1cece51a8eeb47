namespace AutoGrad.Ops
{
    /// <summary>Products that insist on ranks; each is <see cref="MatMul"/> behind its check.</summary>
    internal static class Products
    {
        /// <summary>Refuses sides of other ranks.</summary>
        internal static void Demand(string op, Shape a, int rankA, Shape b, int rankB)
        {
            if (a.Rank != rankA || b.Rank != rankB)
            {
                throw Errors.Ranks(op, a, rankA, b, rankB);
            }
        }

        /// <summary>Refuses batches of other shapes, which MatMul would broadcast.</summary>
        internal static void DemandBatches(string op, Shape a, Shape b)
        {
            Demand(op, a, 3, b, 3);
            if (a[0] != b[0])
            {
                throw Errors.Shapes(op, a, b, $"{a} x {b}: batch sizes {a[0]} and {b[0]} differ. Use MatMul to broadcast them.");
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Product of two matrices, without broadcasting. PyTorch: torch.mm.</summary>
        /// <param name="mat2">The right side, [k, n].</param>
        /// <returns>A variable of shape [m, n] for this of [m, k].</returns>
        /// <exception cref="ShapeException">A side is not a matrix, or the inner sizes differ.</exception>
        /// <exception cref="DTypeException">The dtypes differ.</exception>
        public Variable Mm(Variable mat2)
        {
            ArgumentNullException.ThrowIfNull(mat2);
            Ops.Products.Demand("Mm", Shape, 2, mat2.Shape, 2);
            return MatMul(mat2);
        }

        /// <summary>Products of two batches of matrices, without broadcasting. PyTorch: torch.bmm.</summary>
        /// <param name="mat2">The right side, [b, k, n].</param>
        /// <returns>A variable of shape [b, m, n] for this of [b, m, k].</returns>
        /// <exception cref="ShapeException">A side does not have 3 dimensions, the batches differ, or the inner sizes differ.</exception>
        /// <exception cref="DTypeException">The dtypes differ.</exception>
        public Variable Bmm(Variable mat2)
        {
            ArgumentNullException.ThrowIfNull(mat2);
            Ops.Products.DemandBatches("Bmm", Shape, mat2.Shape);
            return MatMul(mat2);
        }

        /// <summary>Product of a matrix and a vector. PyTorch: torch.mv.</summary>
        /// <param name="vec">The vector, [k].</param>
        /// <returns>A variable of shape [m] for this of [m, k].</returns>
        /// <exception cref="ShapeException">The sides are not a matrix and a vector, or the inner sizes differ.</exception>
        /// <exception cref="DTypeException">The dtypes differ.</exception>
        public Variable Mv(Variable vec)
        {
            ArgumentNullException.ThrowIfNull(vec);
            Ops.Products.Demand("Mv", Shape, 2, vec.Shape, 1);
            return MatMul(vec);
        }

        /// <summary>Inner product of two vectors. PyTorch: torch.dot.</summary>
        /// <param name="other">The other vector, of this size.</param>
        /// <returns>A scalar.</returns>
        /// <exception cref="ShapeException">A side is not a vector, or the sizes differ.</exception>
        /// <exception cref="DTypeException">The dtypes differ.</exception>
        public Variable Dot(Variable other)
        {
            ArgumentNullException.ThrowIfNull(other);
            Ops.Products.Demand("Dot", Shape, 1, other.Shape, 1);
            return MatMul(other);
        }

        /// <summary>Outer product of two vectors, y[i, j] = a[i] · b[j]. PyTorch: torch.outer.</summary>
        /// <param name="vec2">The other vector, [n].</param>
        /// <returns>A variable of shape [m, n] for this of [m], of the common dtype.</returns>
        /// <exception cref="ShapeException">A side is not a vector.</exception>
        public Variable Outer(Variable vec2)
        {
            ArgumentNullException.ThrowIfNull(vec2);
            Ops.Products.Demand("Outer", Shape, 1, vec2.Shape, 1);
            return Reshape(Shape[0], 1) * vec2;
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Mm(Variable)"/>
        public Tensor Mm(Tensor mat2) => ((Variable)this).Mm(mat2).Data;

        /// <inheritdoc cref="Variable.Bmm(Variable)"/>
        public Tensor Bmm(Tensor mat2) => ((Variable)this).Bmm(mat2).Data;

        /// <inheritdoc cref="Variable.Mv(Variable)"/>
        public Tensor Mv(Tensor vec) => ((Variable)this).Mv(vec).Data;

        /// <inheritdoc cref="Variable.Dot(Variable)"/>
        public Tensor Dot(Tensor other) => ((Variable)this).Dot(other).Data;

        /// <inheritdoc cref="Variable.Outer(Variable)"/>
        public Tensor Outer(Tensor vec2) => ((Variable)this).Outer(vec2).Data;
    }
}
