using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Normalisation of each channel of [N, C, S] over N and S. A channel is one task, so it stays in the second-level cache between the passes over it.</summary>
/// <remarks>Weight and bias may be null everywhere, for 1 and 0.</remarks>
internal static unsafe class BatchNormKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Elements from which on a second thread pays.
    private const long ParallelElements = 16 * 1024;

    // Squared distance, in variances, from which on the sums are not taken about a number but about the mean: until then less than three bits are lost.
    private const double MostShift = 4;

    /// <summary>Mean and biased variance of each channel, and y = (x - mean) / √(variance + eps) · weight + bias.</summary>
    public static void Train(T* x, T* weight, T* bias, T* y, T* mean, T* variance, int n, int c, int s, double eps) =>
        Run(n, c, s, new ForwardBody { X = x, Weight = weight, Bias = bias, Y = y, Mean = mean, Variance = variance, N = n, C = c, S = s, Eps = eps, Measures = true });

    /// <summary>y with a mean and variance that are given.</summary>
    public static void Apply(T* x, T* weight, T* bias, T* y, T* mean, T* variance, int n, int c, int s, double eps) =>
        Run(n, c, s, new ForwardBody { X = x, Weight = weight, Bias = bias, Y = y, Mean = mean, Variance = variance, N = n, C = c, S = s, Eps = eps });

    /// <summary>dx, dweight and dbias; dx may be null. With constant statistics dx does not go through them.</summary>
    public static void Backward(
        T* dy, T* x, T* weight, T* mean, T* variance, T* dx, T* dweight, T* dbias, int n, int c, int s, double eps, bool constantStatistics) =>
        Run(n, c, s, new BackwardBody
        {
            Dy = dy,
            X = x,
            Weight = weight,
            Mean = mean,
            Variance = variance,
            Dx = dx,
            Dweight = dweight,
            Dbias = dbias,
            N = n,
            C = c,
            S = s,
            Eps = eps,
            Constant = constantStatistics,
        });

    private static void Run<TBody>(int n, int c, int s, TBody body) where TBody : struct, IParallelBody
    {
        if ((long)n * c * s >= ParallelElements)
        {
            WorkerPool.For(c, ref body);
            return;
        }

        for (int i = 0; i < c; i++)
        {
            body.Invoke(i);
        }
    }

    private static bool Streams(int n, int c, int s) => (long)n * c * s * sizeof(T) > Caches.StreamBytes;

    private struct ForwardBody : IParallelBody
    {
        public T* X, Weight, Bias, Y, Mean, Variance;
        public int N, C, S;
        public double Eps;
        public bool Measures;

        public readonly void Invoke(int c)
        {
            if (Measures)
            {
                Measure(c);
            }

            double scale = 1 / Math.Sqrt(double.CreateTruncating(Variance[c]) + Eps);
            T mean = Mean[c], add = Bias == null ? T.Zero : Bias[c];
            T factor = T.CreateTruncating(Weight == null ? scale : scale * double.CreateTruncating(Weight[c]));
            nint step = (nint)C * S;
            bool streams = Streams(N, C, S);
            T* x = X + ((nint)c * S), y = Y + ((nint)c * S);
            int ahead = c + 1 < C ? S : 0; // the next channel
            for (int n = 0; n < N; n++, x += step, y += step)
            {
                if (S == 1)
                {
                    *y = ((*x - mean) * factor) + add;
                    continue;
                }

                Runs<T>.Affine(x, y, S, mean, factor, add, streams, ahead);
            }

            if (streams)
            {
                Caches.Fence();
            }
        }

        private readonly void Measure(int c)
        {
            double count = (double)N * S;
            T* x = X + ((nint)c * S);

            // One pass over memory, about the mean of the first run. The squared mean that is subtracted is at most count / S times the variance, and if it is more than a few times, a second
            // pass about the mean itself keeps the digits.
            T shift = T.CreateTruncating(Runs<T>.Sum(x, S, ahead: 0) / S);
            (double sum, double squares) = Moments(x, shift);
            double mean = sum / count, variance = (squares / count) - (mean * mean);
            if (mean * mean > MostShift * variance)
            {
                shift = T.CreateTruncating(double.CreateTruncating(shift) + mean);
                (sum, squares) = Moments(x, shift);
                mean = sum / count;
                variance = (squares / count) - (mean * mean);
            }

            Mean[c] = T.CreateTruncating(double.CreateTruncating(shift) + mean);
            Variance[c] = T.CreateTruncating(Math.Max(0, variance));
        }

        /// <summary>Σ (x - shift) and Σ (x - shift)² of a channel.</summary>
        private readonly (double Sum, double Squares) Moments(T* x, T shift)
        {
            double sum = 0, squares = 0;
            nint step = (nint)C * S;
            for (int n = 0; n < N; n++, x += step)
            {
                if (S == 1)
                {
                    double difference = double.CreateTruncating(*x - shift);
                    sum += difference;
                    squares += difference * difference;
                    continue;
                }

                Runs<T>.Moments(x, S, shift, ref sum, ref squares, n < N - 1 ? step : 0);
            }

            return (sum, squares);
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public T* Dy, X, Weight, Mean, Variance, Dx, Dweight, Dbias;
        public int N, C, S;
        public double Eps;
        public bool Constant;

        public readonly void Invoke(int c)
        {
            double count = (double)N * S, sum = 0, product = 0;
            nint step = (nint)C * S;
            T mean = Mean[c];
            T* x = X + ((nint)c * S), dy = Dy + ((nint)c * S);
            for (int n = 0; n < N; n++)
            {
                if (S == 1)
                {
                    double g = double.CreateTruncating(dy[n * step]);
                    sum += g;
                    product += g * double.CreateTruncating(x[n * step] - mean);
                    continue;
                }

                Runs<T>.Products(dy + (n * step), x + (n * step), S, mean, ref sum, ref product, n < N - 1 ? step : 0);
            }

            double scale = 1 / Math.Sqrt(double.CreateTruncating(Variance[c]) + Eps);
            Dweight[c] = T.CreateTruncating(product * scale);
            Dbias[c] = T.CreateTruncating(sum);
            if (Dx != null)
            {
                double factor = Weight == null ? scale : scale * double.CreateTruncating(Weight[c]);
                T offset = T.CreateTruncating(Constant ? 0 : sum / count * factor);
                T slope = T.CreateTruncating(Constant ? 0 : product / count * scale * scale * factor);
                Spread(c, x, dy, Dx + ((nint)c * S), T.CreateTruncating(factor), mean, slope, offset);
            }
        }

        private readonly void Spread(int c, T* x, T* dy, T* dx, T factor, T mean, T slope, T offset)
        {
            nint step = (nint)C * S;
            bool streams = Streams(N, C, S);
            int ahead = c + 1 < C ? S : 0; // the next channel

            // Backwards: what was read last is still in the cache if not all is.
            for (int n = N - 1; n >= 0; n--)
            {
                nint at = n * step;
                if (S == 1)
                {
                    dx[at] = (dy[at] * factor) - ((x[at] - mean) * slope) - offset;
                    continue;
                }

                Runs<T>.Gradient(dy + at, x + at, dx + at, S, factor, mean, slope, offset, streams, ahead);
            }

            if (streams)
            {
                Caches.Fence();
            }
        }
    }
}
