using System.Numerics;

namespace AutoGrad;

/// <summary>The largest or smallest element so far along a dimension, with the index of its last occurrence.</summary>
internal static class RunningExtremum
{
    /// <summary>Fills values and indices from x, all contiguous.</summary>
    internal static void Run(Tensor x, Tensor values, Tensor indices, int dim, bool largest)
    {
        switch (x.DType)
        {
            case DType.Float32:
                Run<float>(x, values, indices, dim, largest);
                break;
            case DType.Float64:
                Run<double>(x, values, indices, dim, largest);
                break;
            case DType.Int64:
                Run<long>(x, values, indices, dim, largest);
                break;
            case DType.Int32:
                Run<int>(x, values, indices, dim, largest);
                break;
            default:
                Run<byte>(x, values, indices, dim, largest);
                break;
        }
    }

    private static void Run<T>(Tensor x, Tensor values, Tensor indices, int dim, bool largest) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> from = x.KernelSpan<T>();
        Span<T> to = values.KernelSpan<T>();
        Span<long> where = indices.KernelSpan<long>();
        (int outer, int n, int inner) = RowWise.Split(x.Shape, dim);
        for (int line = 0; line < outer * inner; line++)
        {
            int at = (line / inner * n * inner) + (line % inner), best = 0;
            T value = n > 0 ? from[at] : T.Zero;
            for (int i = 0; i < n; i++, at += inner)
            {
                T next = from[at];
                if (T.IsNaN(next) || (!T.IsNaN(value) && (largest ? next >= value : next <= value)))
                {
                    (value, best) = (next, i);
                }

                to[at] = value;
                where[at] = best;
            }
        }
    }
}
