namespace AutoGrad.Ops
{
    /// <summary>Contraction of listed dims by one matrix product.</summary>
    internal static class Tensordot
    {
        internal static Variable Of(Variable a, Variable b, ReadOnlySpan<int> dimsA, ReadOnlySpan<int> dimsB)
        {
            const string op = "Tensordot";
            if (dimsA.Length != dimsB.Length)
            {
                throw Errors.Shapes(op, a.Shape, b.Shape, $"{dimsA.Length} dims of {a.Shape} are paired with {dimsB.Length} of {b.Shape}. List as many on both sides.");
            }

            int[] innerA = Resolve(a.Shape, dimsA), innerB = Resolve(b.Shape, dimsB);
            int inner = 1;
            for (int i = 0; i < innerA.Length; i++)
            {
                int sizeA = a.Shape[innerA[i]], sizeB = b.Shape[innerB[i]];
                inner *= sizeA == sizeB ? sizeA
                    : throw Errors.Shapes(op, a.Shape, b.Shape, $"dim {innerA[i]} of {a.Shape} is {sizeA} and dim {innerB[i]} of {b.Shape} is {sizeB}. Pair dims of equal size.");
            }

            int[] outerA = [.. Enumerable.Range(0, a.Rank).Except(innerA)], outerB = [.. Enumerable.Range(0, b.Rank).Except(innerB)];
            int[] sizesA = [.. outerA.Select(d => a.Shape[d])], sizesB = [.. outerB.Select(d => b.Shape[d])];
            Variable rows = a.Permute([.. outerA, .. innerA]).Reshape(Product(sizesA), inner);
            Variable columns = b.Permute([.. innerB, .. outerB]).Reshape(inner, Product(sizesB));
            return rows.MatMul(columns).Reshape([.. sizesA, .. sizesB]);
        }

        private static int[] Resolve(Shape shape, ReadOnlySpan<int> dims)
        {
            int[] resolved = new int[dims.Length];
            for (int i = 0; i < dims.Length; i++)
            {
                resolved[i] = shape.Rank == 0 ? throw Errors.DimOutOfRange("Tensordot", dims[i], shape, 0) : shape.Dim(dims[i], "Tensordot");
                if (Array.IndexOf(resolved, resolved[i], 0, i) >= 0)
                {
                    throw Errors.DuplicateDim("Tensordot", dims[i], shape);
                }
            }

            return resolved;
        }

        private static int Product(int[] sizes) => sizes.Aggregate(1, (product, size) => product * size);
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Contraction of the last dimensions of this with the first ones of another. PyTorch: torch.tensordot with a number of dims.</summary>
        /// <param name="other">The other side.</param>
        /// <param name="dims">How many dimensions are contracted. Default 2.</param>
        /// <returns>A variable with the dimensions that are left, this one's first.</returns>
        /// <exception cref="ShapeException">There are fewer dimensions, or sizes differ.</exception>
        /// <exception cref="DTypeException">The dtypes differ.</exception>
        public Variable Tensordot(Variable other, int dims = 2) => dims >= 0 && dims <= Math.Min(Rank, Errors.Given(other).Rank)
            ? Ops.Tensordot.Of(this, other, [.. Enumerable.Range(Rank - dims, dims)], [.. Enumerable.Range(0, dims)])
            : throw Errors.Shapes("Tensordot", Shape, other.Shape, $"{dims} dims cannot be contracted of {Shape} and {other.Shape}. Pass at most {Math.Min(Rank, other.Rank)}.");

        /// <summary>Contraction of listed dimensions. PyTorch: torch.tensordot with two lists.</summary>
        /// <param name="other">The other side.</param>
        /// <param name="dimsSelf">Dimensions of this.</param>
        /// <param name="dimsOther">The other's dimensions, paired with them in order.</param>
        /// <returns>A variable with the dimensions that are left, this one's first.</returns>
        /// <exception cref="ShapeException">The lists differ in length, a dimension is out of range or listed twice, or sizes differ.</exception>
        /// <exception cref="DTypeException">The dtypes differ.</exception>
        public Variable Tensordot(Variable other, ReadOnlySpan<int> dimsSelf, ReadOnlySpan<int> dimsOther) => Ops.Tensordot.Of(this, Errors.Given(other), dimsSelf, dimsOther);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Tensordot(Variable, int)"/>
        public Tensor Tensordot(Tensor other, int dims = 2) => ((Variable)this).Tensordot(other, dims).Data;

        /// <inheritdoc cref="Variable.Tensordot(Variable, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
        public Tensor Tensordot(Tensor other, ReadOnlySpan<int> dimsSelf, ReadOnlySpan<int> dimsOther) => ((Variable)this).Tensordot(other, dimsSelf, dimsOther).Data;
    }
}
