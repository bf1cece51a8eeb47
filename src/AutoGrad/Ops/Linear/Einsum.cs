namespace AutoGrad.Ops
{
    /// <summary>Sums of products after Einstein: diagonals, permutations and batched matrix products, from left to right.</summary>
    internal static class Einsum
    {
        internal static Variable Of(string text, ReadOnlySpan<Variable> operands)
        {
            var shapes = new Shape[operands.Length];
            for (int i = 0; i < shapes.Length; i++)
            {
                shapes[i] = operands[i].Shape;
            }

            var equation = new EinsumEquation(text, shapes);
            Variable result = Spread(operands[0], equation.Dims[0], equation.Rank);
            for (int i = 1; i < operands.Length; i++)
            {
                Variable next = Spread(operands[i], equation.Dims[i], equation.Rank);
                result = Pair(result, next, equation.OutputRank, LastUse(equation, i));
            }

            int[] summed = [.. Enumerable.Range(equation.OutputRank, equation.Rank - equation.OutputRank).Where(d => result.Shape[d] != 1)];
            result = summed.Length == 0 ? result : result.Sum(Dims.Create(summed), keepDim: true);
            return result.Reshape(result.Shape.AsSpan()[..equation.OutputRank]);
        }

        /// <summary>Whether each global dim is in none of the operands after this one.</summary>
        private static bool[] LastUse(EinsumEquation equation, int operand)
        {
            var last = new bool[equation.Rank];
            for (int d = 0; d < last.Length; d++)
            {
                last[d] = !equation.Dims.Skip(operand + 1).Any(dims => dims.Contains(d));
            }

            return last;
        }

        /// <summary>The operand with all global dims in order: repeated labels as diagonals, missing ones of size 1.</summary>
        private static Variable Spread(Variable x, int[] dims, int rank)
        {
            var labels = new List<int>(dims);
            for (int i = 0; i < labels.Count; i++)
            {
                for (int j = labels.LastIndexOf(labels[i]); j > i; j = labels.LastIndexOf(labels[i]))
                {
                    if (x.Shape[i] != x.Shape[j])
                    {
                        throw Errors.Shape("Einsum", x.Shape, $"a repeated label takes the diagonal of sizes {x.Shape[i]} and {x.Shape[j]} of {x.Shape}. Make them equal.");
                    }

                    // The diagonal becomes the last dim: bring it back to where the first label stood.
                    x = x.Diagonal(0, i, j).MoveDim(-1, i);
                    labels.RemoveAt(j);
                }
            }

            int[] order = [.. Enumerable.Range(0, labels.Count).OrderBy(i => labels[i])];
            Variable ordered = x.Permute(order);
            int[] sizes = new int[rank];
            Array.Fill(sizes, 1);
            for (int i = 0; i < order.Length; i++)
            {
                sizes[labels[order[i]]] = ordered.Shape[i];
            }

            return ordered.Reshape(sizes);
        }

        /// <summary>The product of two spread operands, summed over dims that nothing later needs.</summary>
        private static Variable Pair(Variable a, Variable b, int outputRank, bool[] lastUse)
        {
            int rank = a.Rank;
            List<int> batch = [], left = [], right = [], inner = [], loneA = [], loneB = [];
            for (int d = 0; d < rank; d++)
            {
                bool inA = a.Shape[d] != 1, inB = b.Shape[d] != 1, goes = d >= outputRank && lastUse[d];
                List<int> group = inA && inB ? goes ? inner : batch : inA ? goes ? loneA : left : inB ? goes ? loneB : right : [];
                group.Add(d);
            }

            a = loneA.Count == 0 ? a : a.Sum(Dims.Create([.. loneA]), keepDim: true);
            b = loneB.Count == 0 ? b : b.Sum(Dims.Create([.. loneB]), keepDim: true);
            if (inner.Count == 0)
            {
                return a * b;
            }

            int[] sizes = new int[rank];
            for (int d = 0; d < rank; d++)
            {
                sizes[d] = inner.Contains(d) ? 1 : a.Shape[d] == 1 ? b.Shape[d] : a.Shape[d];
            }

            int[] ones = [.. Enumerable.Range(0, rank).Where(d => a.Shape[d] == 1 && b.Shape[d] == 1)];
            Variable product = Grouped(a, batch, left, inner, ones, right).MatMul(Grouped(b, batch, inner, right, ones, left));

            // Back to global order: batch, left and right dims come out in this order.
            int[] came = [.. batch, .. left, .. right, .. inner, .. ones];
            int[] place = new int[rank];
            for (int i = 0; i < rank; i++)
            {
                place[came[i]] = i;
            }

            return product.Reshape([.. came.Select(d => sizes[d])]).Permute(place);
        }

        /// <summary>[batch, rows, columns], each the product of its dims; all other dims have size 1.</summary>
        private static Variable Grouped(Variable x, List<int> batch, List<int> rows, List<int> columns, int[] ones, List<int> others)
        {
            Variable ordered = x.Permute([.. batch, .. rows, .. columns, .. ones, .. others]);
            Shape shape = x.Shape;
            int Product(List<int> dims) => dims.Aggregate(1, (product, d) => product * shape[d]);
            return ordered.Reshape(Product(batch), Product(rows), Product(columns));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Sum of products after Einstein's convention, such as <c>Einsum("bik,bkj-&gt;bij", a, b)</c>. PyTorch: torch.einsum.</summary>
        /// <param name="equation">One letter per dimension, operands separated by commas; a repeated letter takes the diagonal, an ellipsis stands for any dimensions.
        /// Without <c>-&gt;</c> the output has the letters that appear once, in alphabetical order.</param>
        /// <param name="operands">The operands.</param>
        /// <returns>A variable with the output's dimensions; all other letters are summed over.</returns>
        /// <remarks>Derivative: that of the products and views it is made of. Operands are multiplied from left to right by batched matrix products.</remarks>
        /// <exception cref="ShapeException">The equation is malformed, or does not fit the operands.</exception>
        /// <exception cref="DTypeException">Operands that meet in a matrix product have different dtypes.</exception>
        public static Variable Einsum(string equation, params ReadOnlySpan<Variable> operands)
        {
            ArgumentNullException.ThrowIfNull(equation);
            return Ops.Einsum.Of(equation, Errors.Given(operands));
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Einsum(string, ReadOnlySpan{Variable})"/>
        public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
        {
            var variables = new Variable[operands.Length];
            for (int i = 0; i < variables.Length; i++)
            {
                variables[i] = operands[i];
            }

            return Variable.Einsum(equation, variables).Data;
        }
    }
}
