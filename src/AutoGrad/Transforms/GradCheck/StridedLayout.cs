namespace AutoGrad.Checking;

/// <summary>How to make a tensor with the strides of another: a row-major one of at least its size, sliced, and its dimensions exchanged.</summary>
/// <param name="Order">The dimensions from the widest stride to the narrowest.</param>
/// <param name="Sizes">Sizes of the row-major tensor, in that order.</param>
/// <param name="Step">Distance of neighbours in the last of them.</param>
internal sealed record StridedLayout(int[] Order, int[] Sizes, int Step)
{
    /// <summary>Null for layouts that slices and permutations do not give, such as expanded ones.</summary>
    internal static StridedLayout? Of(Tensor t)
    {
        int[] strides = t.Strides();
        int[] order = [.. Enumerable.Range(0, t.Rank).OrderByDescending(d => t.Shape[d] == 1 ? int.MaxValue : strides[d])];
        if (order.Length == 0 || order.Any(d => t.Shape[d] > 1 && strides[d] <= 0))
        {
            return null;
        }

        int[] sizes = Array.ConvertAll(order, d => t.Shape[d]);
        int last = order.Length - 1, step = t.Shape[order[last]] == 1 ? 1 : strides[order[last]];
        for (int k = 1; k <= last && t.Shape[order[k]] > 1; k++)
        {
            if (t.Shape[order[k - 1]] > 1)
            {
                (int ratio, int rest) = Math.DivRem(strides[order[k - 1]], k == last ? 1 : strides[order[k]]);
                if (rest != 0 || ratio < (k == last ? (step * (sizes[k] - 1)) + 1 : sizes[k]))
                {
                    return null;
                }

                sizes[k] = ratio;
            }
        }

        sizes[last] = Math.Max(sizes[last], (step * (t.Shape[order[last]] - 1)) + 1);
        return new StridedLayout(order, sizes, step);
    }

    /// <summary>The row-major tensor's elements; zeros between those of the view.</summary>
    internal double[] Fill(Tensor t)
    {
        double[] all = new double[Sizes.Aggregate(1, static (n, s) => n * s)];
        double[] values = t.Permute(Order).ToDoubles();
        for (int i = 0; i < values.Length; i++)
        {
            int rest = i, place = 0, width = 1;
            for (int k = Order.Length - 1; k >= 0; k--)
            {
                (rest, int index) = Math.DivRem(rest, t.Shape[Order[k]]);
                place += index * (k == Order.Length - 1 ? Step : 1) * width;
                width *= Sizes[k];
            }

            all[place] = values[i];
        }

        return all;
    }

    /// <summary>The calls that turn the row-major tensor into the view.</summary>
    internal string Calls(Tensor t)
    {
        var text = new System.Text.StringBuilder();
        for (int k = 0; k < Order.Length; k++)
        {
            int n = t.Shape[Order[k]], step = k == Order.Length - 1 ? Step : 1;
            text.Append(Sizes[k] == n ? "" : step == 1 ? $".Slice({k}, 0, {n})" : $".Slice({k}, 0, {(step * (n - 1)) + 1}, {step})");
        }

        int[] inverse = [.. Enumerable.Range(0, Order.Length).Select(d => Array.IndexOf(Order, d))];
        return inverse.SequenceEqual(Enumerable.Range(0, Order.Length)) ? text.ToString() : text.Append($".Permute({string.Join(", ", inverse)})").ToString();
    }
}
