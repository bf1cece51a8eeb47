namespace AutoGrad;

/// <summary>Brings a reduction over any dimensions to dense rows and runs a row kernel on each.</summary>
internal static class Reduction
{
    /// <summary>y = or += the sum of x over the dimensions in the mask; y has the shape that remains, with or without the size-1 dimensions.</summary>
    internal static void Sum(Tensor x, ulong mask, Tensor y, bool accumulate)
    {
        int reduced = 1;
        var kept = new List<int>();
        var gone = new List<int>();
        for (int i = 0; i < x.Rank; i++)
        {
            if ((mask >> i & 1) != 0)
            {
                gone.Add(i);
                reduced *= x.Shape[i];
            }
            else
            {
                kept.Add(i);
            }
        }

        Tensor rows = new Ops.Permute([.. kept, .. gone]).View(x).Contiguous();
        Tensor sums = Tensor.Zeros(y.Shape, y.DType);
        int n = sums.NumEl;
        for (int i = 0; i < n; i++)
        {
            switch (x.DType)
            {
                case DType.Float32:
                    sums.KernelSpan<float>()[i] = (float)Total(rows.KernelSpan<float>().Slice(i * reduced, reduced));
                    break;
                case DType.Float64:
                    sums.KernelSpan<double>()[i] = Total(rows.KernelSpan<double>().Slice(i * reduced, reduced));
                    break;
            }
        }

        Elementwise.Copy(y, sums, accumulate);
    }

    private static double Total<T>(ReadOnlySpan<T> row) where T : unmanaged, System.Numerics.INumberBase<T>
    {
        double sum = 0;
        foreach (T value in row)
        {
            sum += double.CreateTruncating(value);
        }

        return sum;
    }
}
