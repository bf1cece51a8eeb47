using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Normalisation of each group of channels of each image of [N, C, S]; a group is one dense run and one task. Weight and bias may be null, for 1 and 0.</summary>
internal static unsafe class GroupNormKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Elements from which on a second thread pays.
    private const long ParallelElements = 16 * 1024;

    /// <summary>mean and rstd of each group, [N, groups], and y = (x - mean) · rstd · weight + bias.</summary>
    public static void Forward(T* x, T* weight, T* bias, T* y, T* mean, T* rstd, int n, int c, int s, int groups, double eps) =>
        Run((long)n * c * s, n * groups, new ForwardBody { X = x, Weight = weight, Bias = bias, Y = y, Mean = mean, Rstd = rstd, C = c, S = s, Groups = groups, Eps = eps, Streams = Streams(n, c, s) });

    /// <summary>dx, and where they are not null dweight and dbias.</summary>
    public static void Backward(T* dy, T* x, T* weight, T* mean, T* rstd, T* dx, T* dweight, T* dbias, int n, int c, int s, int groups)
    {
        double* sums = Scratch.Get<double>(Scratch.Purpose.Partials, 2 * (nint)n * c);
        Run((long)n * c * s, n * groups, new BackwardBody { Dy = dy, X = x, Weight = weight, Mean = mean, Rstd = rstd, Dx = dx, Sums = sums, C = c, S = s, Groups = groups, Streams = Streams(n, c, s) });
        int inGroup = c / groups;
        for (int channel = 0; channel < c && (dweight != null || dbias != null); channel++)
        {
            double sum = 0, product = 0;
            for (int image = 0; image < n; image++)
            {
                double* own = sums + (2 * (((nint)image * c) + channel));
                sum += own[0];
                product += own[1] * double.CreateTruncating(rstd[(image * groups) + (channel / inGroup)]);
            }

            if (dweight != null)
            {
                dweight[channel] = T.CreateTruncating(product);
            }

            if (dbias != null)
            {
                dbias[channel] = T.CreateTruncating(sum);
            }
        }
    }

    private static bool Streams(int n, int c, int s) => (long)n * c * s * sizeof(T) > Caches.StreamBytes;

    private static void Run<TBody>(long elements, int tasks, TBody body) where TBody : struct, IParallelBody
    {
        if (elements >= ParallelElements)
        {
            WorkerPool.For(tasks, ref body);
            return;
        }

        for (int i = 0; i < tasks; i++)
        {
            body.Invoke(i);
        }
    }

    private struct ForwardBody : IParallelBody
    {
        public T* X, Weight, Bias, Y, Mean, Rstd;
        public int C, S, Groups;
        public double Eps;
        public bool Streams;

        public readonly void Invoke(int index)
        {
            int channels = C / Groups, first = index % Groups * channels;
            nint count = (nint)channels * S;
            T* x = X + (index * count), y = Y + (index * count);
            double exact = Runs<T>.Sum(x, count, ahead: 0) / count;
            T mean = T.CreateTruncating(exact);
            double error = exact - double.CreateTruncating(mean);
            double scale = Runs<T>.InverseDeviation(Math.Max(0, (Runs<T>.Squares(x, count, mean, ahead: 0) / count) - (error * error)), Eps);
            Mean[index] = mean;
            Rstd[index] = T.CreateTruncating(scale);
            for (int c = first; c < first + channels; c++, x += S, y += S)
            {
                T factor = T.CreateTruncating(Weight == null ? scale : scale * double.CreateTruncating(Weight[c]));
                Runs<T>.Affine(x, y, S, mean, factor, Bias == null ? T.Zero : Bias[c], Streams, ahead: 0);
            }

            if (Streams)
            {
                Caches.Fence();
            }
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public T* Dy, X, Weight, Mean, Rstd, Dx;
        public double* Sums;
        public int C, S, Groups;
        public bool Streams;

        public readonly void Invoke(int index)
        {
            int channels = C / Groups, first = index % Groups * channels;
            nint count = (nint)channels * S;
            T* x = X + (index * count), dy = Dy + (index * count), dx = Dx + (index * count);
            T mean = Mean[index];
            double sum = 0, product = 0;
            for (int i = 0; i < channels; i++)
            {
                double* own = Sums + (2 * (((nint)index * channels) + i));
                own[0] = own[1] = 0;
                Runs<T>.Products(dy + ((nint)i * S), x + ((nint)i * S), S, mean, ref own[0], ref own[1], ahead: 0);
                double w = Weight == null ? 1 : double.CreateTruncating(Weight[first + i]);
                sum += w * own[0];
                product += w * own[1];
            }

            double scale = double.CreateTruncating(Rstd[index]);
            T slope = T.CreateTruncating(product / count * scale * scale * scale);
            T offset = T.CreateTruncating(sum / count * scale);
            for (int c = first; c < first + channels; c++, x += S, dy += S, dx += S)
            {
                T factor = T.CreateTruncating(Weight == null ? scale : scale * double.CreateTruncating(Weight[c]));
                Runs<T>.Gradient(dy, x, dx, S, factor, mean, slope, offset, Streams, ahead: 0);
            }

            if (Streams)
            {
                Caches.Fence();
            }
        }
    }
}
