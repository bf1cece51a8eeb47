namespace AutoGrad.Ops
{
    /// <summary>Finds equal elements or slices. How many there are is known from the data alone, so this is no op with an inferred shape.</summary>
    internal static class Distinct
    {
        internal static (Tensor Values, Tensor Inverse, Tensor Counts) Of(Tensor x, int? dim, bool consecutive)
        {
            string op = consecutive ? "UniqueConsecutive" : "Unique";
            x = x.Backend.ToCpu(x);
            int at = dim is { } given ? Axes.Of(x.Shape, given, op) : 0;
            Tensor slices = dim is null ? x.Reshape(x.NumEl) : x.Transpose(0, at);
            int count = slices.Shape[0], length = slices.NumEl == 0 ? 0 : slices.NumEl / count;
            Tensor rows = slices.Reshape(count, length);
            long[]? order = consecutive ? null : Order(rows);
            bool[] starts = Starts(rows, order);

            var firsts = new List<long>();
            var counts = new List<long>();
            long[] inverse = new long[count];
            for (int i = 0; i < count; i++)
            {
                long row = order is null ? i : order[i];
                if (starts[i])
                {
                    firsts.Add(row);
                    counts.Add(0);
                }

                counts[^1]++;
                inverse[row] = firsts.Count - 1;
            }

            Tensor values = slices.IndexSelect(0, Tensor.From<long>(firsts.ToArray()));
            Tensor groups = Tensor.From<long>(inverse);
            return (dim is null ? values : values.Transpose(0, at).Contiguous(), dim is null ? groups.Reshape(x.Shape) : groups, Tensor.From<long>(counts.ToArray()));
        }

        /// <summary>The rows in lexicographic order: stable sorts by each column, the last one first.</summary>
        private static long[] Order(Tensor rows)
        {
            Tensor? order = null;
            for (int c = rows.Shape[1] - 1; c >= 0; c--)
            {
                Tensor column = rows.Slice(1, c, c + 1).Reshape(rows.Shape[0]);
                order = order is null ? column.ArgSort() : order.IndexSelect(0, column.IndexSelect(0, order).ArgSort());
            }

            return order?.ToArray<long>() ?? [.. Enumerable.Range(0, rows.Shape[0]).Select(static i => (long)i)];
        }

        /// <summary>Whether each row, in the given order, differs from the one before it. NaN differs from everything.</summary>
        private static bool[] Starts(Tensor rows, long[]? order) => rows.DType switch
        {
            DType.Float32 => Starts(rows.ToArray<float>(), rows.Shape, order),
            DType.Float64 => Starts(rows.ToArray<double>(), rows.Shape, order),
            DType.Int64 => Starts(rows.ToArray<long>(), rows.Shape, order),
            DType.Int32 => Starts(rows.ToArray<int>(), rows.Shape, order),
            _ => Starts(rows.ToArray<byte>(), rows.Shape, order),
        };

        private static bool[] Starts<T>(T[] values, Shape shape, long[]? order) where T : unmanaged, System.Numerics.INumberBase<T>
        {
            bool[] starts = new bool[shape[0]];
            int length = shape[1];
            for (int i = 0; i < starts.Length; i++)
            {
                starts[i] = i == 0;
                for (int c = 0; c < length && !starts[i]; c++)
                {
                    (long before, long here) = order is null ? (i - 1, i) : (order[i - 1], order[i]);
                    starts[i] = values[(before * length) + c] != values[(here * length) + c];
                }
            }

            return starts;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The different elements in ascending order, where each element stands among them, and how often each occurs. PyTorch: torch.unique.</summary>
        /// <param name="dim">Compares the slices of this dimension, in lexicographic order; negative counts from the end. Default none: single elements.</param>
        /// <returns>Values; Int64 inverse, of this shape or as long as the dimension; Int64 counts. None carries a gradient, as in PyTorch. Each NaN is a value of its own.</returns>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public (Tensor Values, Tensor Inverse, Tensor Counts) Unique(int? dim = null) => Ops.Distinct.Of(Data, dim, consecutive: false);

        /// <summary>The elements without repetitions of the one before, where each element went, and how often each was repeated. PyTorch: torch.unique_consecutive.</summary>
        /// <param name="dim">Compares the slices of this dimension; negative counts from the end. Default none: single elements of the flat tensor.</param>
        /// <returns>Values; Int64 inverse, of this shape or as long as the dimension; Int64 counts. None carries a gradient, as in PyTorch.</returns>
        /// <exception cref="ShapeException">dim is out of range.</exception>
        public (Tensor Values, Tensor Inverse, Tensor Counts) UniqueConsecutive(int? dim = null) => Ops.Distinct.Of(Data, dim, consecutive: true);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Unique(int?)"/>
        public (Tensor Values, Tensor Inverse, Tensor Counts) Unique(int? dim = null) => Ops.Distinct.Of(this, dim, consecutive: false);

        /// <inheritdoc cref="Variable.UniqueConsecutive(int?)"/>
        public (Tensor Values, Tensor Inverse, Tensor Counts) UniqueConsecutive(int? dim = null) => Ops.Distinct.Of(this, dim, consecutive: true);
    }
}
