namespace AutoGrad.Ops
{
    /// <summary>beta · input + alpha · product, where the input broadcasts to the product and is not read when beta is 0.</summary>
    internal static class AddProducts
    {
        internal static Variable Of(string op, Variable input, Variable product, Scalar? beta, Scalar? alpha)
        {
            Shape shape = product.Shape;
            if (Shape.Broadcast(input.Shape, shape, op) != shape)
            {
                throw Errors.Shapes(op, input.Shape, shape, $"input {input.Shape} does not expand to the product's shape {shape}. Reshape it.");
            }

            product = alpha is { } a && a.ToDouble() != 1 ? product * a : product;
            return beta is not { } b || b.ToDouble() == 1 ? input + product : b.ToDouble() == 0 ? product : (input * b) + product;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>beta · this + alpha · mat1 mat2. PyTorch: torch.addmm.</summary>
        /// <param name="mat1">Left matrix, [m, k].</param>
        /// <param name="mat2">Right matrix, [k, n].</param>
        /// <param name="beta">Factor of this; 0 means that its values, NaN included, do not matter. Default 1.</param>
        /// <param name="alpha">Factor of the product. Default 1.</param>
        /// <returns>A variable of shape [m, n], to which this is broadcast.</returns>
        /// <exception cref="ShapeException">A side is not a matrix, inner sizes differ, or this does not broadcast to [m, n].</exception>
        /// <exception cref="DTypeException">The matrices' dtypes differ.</exception>
        public Variable Addmm(Variable mat1, Variable mat2, Scalar? beta = null, Scalar? alpha = null)
        {
            ArgumentNullException.ThrowIfNull(mat1);
            ArgumentNullException.ThrowIfNull(mat2);
            Ops.Products.Demand("Addmm", mat1.Shape, 2, mat2.Shape, 2);

            // A row added to each row of the product is a linear layer, with the row in the product's epilogue.
            return beta is null && alpha is null && Rank == 1 && DType.IsFloat() && Shape[0] == mat2.Shape[1] && mat1.Shape[1] == mat2.Shape[0]
                ? Ops.Linear.Instance.Apply([mat1, mat2.Transpose(0, 1), this])
                : Ops.AddProducts.Of("Addmm", this, mat1.MatMul(mat2), beta, alpha);
        }

        /// <summary>beta · this + alpha · batch1 batch2, matrix by matrix. PyTorch: torch.baddbmm.</summary>
        /// <param name="batch1">Left matrices, [b, m, k].</param>
        /// <param name="batch2">Right matrices, [b, k, n].</param>
        /// <param name="beta">Factor of this; 0 means that its values do not matter. Default 1.</param>
        /// <param name="alpha">Factor of the products. Default 1.</param>
        /// <returns>A variable of shape [b, m, n], to which this is broadcast.</returns>
        /// <exception cref="ShapeException">A side does not have 3 dimensions, sizes differ, or this does not broadcast to [b, m, n].</exception>
        /// <exception cref="DTypeException">The batches' dtypes differ.</exception>
        public Variable Baddbmm(Variable batch1, Variable batch2, Scalar? beta = null, Scalar? alpha = null)
        {
            ArgumentNullException.ThrowIfNull(batch1);
            ArgumentNullException.ThrowIfNull(batch2);
            Ops.Products.DemandBatches("Baddbmm", batch1.Shape, batch2.Shape);
            return Ops.AddProducts.Of("Baddbmm", this, batch1.MatMul(batch2), beta, alpha);
        }

        /// <summary>beta · this + alpha · sum of all batch1 batch2. PyTorch: torch.addbmm.</summary>
        /// <param name="batch1">Left matrices, [b, m, k].</param>
        /// <param name="batch2">Right matrices, [b, k, n].</param>
        /// <param name="beta">Factor of this; 0 means that its values do not matter. Default 1.</param>
        /// <param name="alpha">Factor of the sum. Default 1.</param>
        /// <returns>A variable of shape [m, n], to which this is broadcast.</returns>
        /// <exception cref="ShapeException">A side does not have 3 dimensions, sizes differ, or this does not broadcast to [m, n].</exception>
        /// <exception cref="DTypeException">The batches' dtypes differ.</exception>
        public Variable Addbmm(Variable batch1, Variable batch2, Scalar? beta = null, Scalar? alpha = null)
        {
            ArgumentNullException.ThrowIfNull(batch1);
            ArgumentNullException.ThrowIfNull(batch2);
            Ops.Products.DemandBatches("Addbmm", batch1.Shape, batch2.Shape);
            return Ops.AddProducts.Of("Addbmm", this, batch1.MatMul(batch2).Sum(0), beta, alpha);
        }

        /// <summary>beta · this + alpha · mat vec. PyTorch: torch.addmv.</summary>
        /// <param name="mat">The matrix, [m, k].</param>
        /// <param name="vec">The vector, [k].</param>
        /// <param name="beta">Factor of this; 0 means that its values do not matter. Default 1.</param>
        /// <param name="alpha">Factor of the product. Default 1.</param>
        /// <returns>A variable of shape [m], to which this is broadcast.</returns>
        /// <exception cref="ShapeException">The sides are not a matrix and a vector, sizes differ, or this does not broadcast to [m].</exception>
        /// <exception cref="DTypeException">The dtypes of matrix and vector differ.</exception>
        public Variable Addmv(Variable mat, Variable vec, Scalar? beta = null, Scalar? alpha = null)
        {
            ArgumentNullException.ThrowIfNull(mat);
            ArgumentNullException.ThrowIfNull(vec);
            Ops.Products.Demand("Addmv", mat.Shape, 2, vec.Shape, 1);
            return Ops.AddProducts.Of("Addmv", this, mat.MatMul(vec), beta, alpha);
        }

        /// <summary>beta · this + alpha · outer product of two vectors. PyTorch: torch.addr.</summary>
        /// <param name="vec1">First vector, [m].</param>
        /// <param name="vec2">Second vector, [n].</param>
        /// <param name="beta">Factor of this; 0 means that its values do not matter. Default 1.</param>
        /// <param name="alpha">Factor of the product. Default 1.</param>
        /// <returns>A variable of shape [m, n], to which this is broadcast.</returns>
        /// <exception cref="ShapeException">A side is not a vector, or this does not broadcast to [m, n].</exception>
        public Variable Addr(Variable vec1, Variable vec2, Scalar? beta = null, Scalar? alpha = null)
        {
            ArgumentNullException.ThrowIfNull(vec1);
            ArgumentNullException.ThrowIfNull(vec2);
            Ops.Products.Demand("Addr", vec1.Shape, 1, vec2.Shape, 1);
            return Ops.AddProducts.Of("Addr", this, vec1.Outer(vec2), beta, alpha);
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Addmm(Variable, Variable, Scalar?, Scalar?)"/>
        public Tensor Addmm(Tensor mat1, Tensor mat2, Scalar? beta = null, Scalar? alpha = null) => ((Variable)this).Addmm(mat1, mat2, beta, alpha).Data;

        /// <inheritdoc cref="Variable.Baddbmm(Variable, Variable, Scalar?, Scalar?)"/>
        public Tensor Baddbmm(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) => ((Variable)this).Baddbmm(batch1, batch2, beta, alpha).Data;

        /// <inheritdoc cref="Variable.Addbmm(Variable, Variable, Scalar?, Scalar?)"/>
        public Tensor Addbmm(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) => ((Variable)this).Addbmm(batch1, batch2, beta, alpha).Data;

        /// <inheritdoc cref="Variable.Addmv(Variable, Variable, Scalar?, Scalar?)"/>
        public Tensor Addmv(Tensor mat, Tensor vec, Scalar? beta = null, Scalar? alpha = null) => ((Variable)this).Addmv(mat, vec, beta, alpha).Data;

        /// <inheritdoc cref="Variable.Addr(Variable, Variable, Scalar?, Scalar?)"/>
        public Tensor Addr(Tensor vec1, Tensor vec2, Scalar? beta = null, Scalar? alpha = null) => ((Variable)this).Addr(vec1, vec2, beta, alpha).Data;
    }
}
