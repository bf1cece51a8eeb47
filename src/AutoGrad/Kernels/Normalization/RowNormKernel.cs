using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Normalisation of each row of [rows, n], with weights along the row: layer norm, and without centring root-mean-square norm.</summary>
/// <remarks>Weight and bias may be null, for 1 and 0. A mean of null means that rows are not centred.</remarks>
internal static unsafe class RowNormKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Elements of a task: below this one thread is faster than waking another.
    private const int Grain = 16 * 1024;

    // Elements that are summed in T before the sum goes on in double.
    private const int Block = 512;

    // Partial sums of the weights' gradient: by size alone, so that every thread count gives the same bits.
    private const int MaxParts = 16;

    /// <summary>mean, rstd = 1 / √(mean square of the centred row + eps), and y = (x - mean) · rstd · weight + bias.</summary>
    public static void Forward(T* x, T* weight, T* bias, T* y, T* mean, T* rstd, int rows, int n, double eps)
    {
        int perTask = Math.Max(1, Grain / Math.Max(1, n));
        var body = new ForwardBody { X = x, Weight = weight, Bias = bias, Y = y, Mean = mean, Rstd = rstd, Rows = rows, N = n, PerTask = perTask, Eps = eps };
        WorkerPool.For((rows + perTask - 1) / perTask, ref body);
    }

    /// <summary>dx, and where they are not null dweight and dbias.</summary>
    public static void Backward(T* dy, T* x, T* weight, T* mean, T* rstd, T* dx, T* dweight, T* dbias, int rows, int n)
    {
        int parts = (int)Math.Clamp((long)rows * n / Grain, 1, Math.Min(MaxParts, Math.Max(1, rows)));
        int sums = (dweight == null ? 0 : 1) + (dbias == null ? 0 : 1);
        T* partials = sums == 0 ? null : Scratch.Get<T>(Scratch.Purpose.Partials, (nint)parts * sums * n);
        var body = new BackwardBody
        {
            Dy = dy,
            X = x,
            Weight = weight,
            Mean = mean,
            Rstd = rstd,
            Dx = dx,
            Partials = partials,
            HasWeightSum = dweight != null,
            HasBiasSum = dbias != null,
            Sums = sums,
            Rows = rows,
            N = n,
            Parts = parts,
        };
        WorkerPool.For(parts, ref body);
        Total(partials, dweight, parts, sums, n);
        Total(partials + (dweight == null ? 0 : n), dbias, parts, sums, n);
    }

    private static void Total(T* partials, T* target, int parts, int sums, int n)
    {
        if (target != null)
        {
            new ReadOnlySpan<T>(partials, n).CopyTo(new Span<T>(target, n));
            for (int part = 1; part < parts; part++)
            {
                Loops.AddTo(target, partials + ((nint)part * sums * n), n);
            }
        }
    }

    [MethodImpl(Loops.Hot)]
    private static void Affine(T* x, T* weight, T* bias, T* y, int n, T shift, T scale)
    {
        Vector<T> s = new(shift), m = new(scale);
        int i = 0;
        if (weight != null && bias != null)
        {
            for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
            {
                Simd.MultiplyAdd((Vector.Load(x + i) - s) * m, Vector.Load(weight + i), Vector.Load(bias + i)).Store(y + i);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> v = (Vector.Load(x + i) - s) * m;
            v = weight == null ? v : v * Vector.Load(weight + i);
            (bias == null ? v : v + Vector.Load(bias + i)).Store(y + i);
        }

        for (; i < n; i++)
        {
            T v = (x[i] - shift) * scale;
            v = weight == null ? v : v * weight[i];
            y[i] = bias == null ? v : v + bias[i];
        }
    }

    /// <summary>Σ g and Σ g (x - shift), where g is dy · weight, and the row's part of the weights' gradients: all that is added up while the row comes from memory.</summary>
    [MethodImpl(Loops.Hot)]
    private static (double Sum, double Product) Sums(T* dy, T* x, T* weight, T* dweight, T* dbias, int n, T shift, T scale)
    {
        Vector<T> s = new(shift), m = new(scale);
        double sum = 0, product = 0;
        for (int from = 0; from < n; from += Block)
        {
            int to = Math.Min(n, from + Block), i = from;
            Vector<T> a = Vector<T>.Zero, b = a, c = a, d = a;
            for (; i <= to - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
            {
                int j = i + Vector<T>.Count;
                Vector<T> g = Vector.Load(dy + i), h = Vector.Load(dy + j), u = Vector.Load(x + i) - s, v = Vector.Load(x + j) - s;
                if (dbias != null)
                {
                    (Vector.Load(dbias + i) + g).Store(dbias + i);
                    (Vector.Load(dbias + j) + h).Store(dbias + j);
                }

                if (dweight != null)
                {
                    Simd.MultiplyAdd(g * m, u, Vector.Load(dweight + i)).Store(dweight + i);
                    Simd.MultiplyAdd(h * m, v, Vector.Load(dweight + j)).Store(dweight + j);
                }

                if (weight != null)
                {
                    g *= Vector.Load(weight + i);
                    h *= Vector.Load(weight + j);
                }

                a += g;
                b = Simd.MultiplyAdd(g, u, b);
                c += h;
                d = Simd.MultiplyAdd(h, v, d);
            }

            T restA = T.Zero, restB = T.Zero;
            for (; i < to; i++)
            {
                T g = dy[i], difference = x[i] - shift;
                if (dbias != null)
                {
                    dbias[i] += g;
                }

                if (dweight != null)
                {
                    dweight[i] += g * scale * difference;
                }

                g = weight == null ? g : g * weight[i];
                restA += g;
                restB += g * difference;
            }

            sum += double.CreateTruncating(Vector.Sum(a + c) + restA);
            product += double.CreateTruncating(Vector.Sum(b + d) + restB);
        }

        return (sum, product);
    }

    /// <summary>dx = (dy · weight - shared) · scale - (x - shift) · slope.</summary>
    [MethodImpl(Loops.Hot)]
    private static void Spread(T* dy, T* x, T* weight, T* dx, int n, T shared, T scale, T shift, T slope)
    {
        Vector<T> c = new(shared), m = new(scale), s = new(shift), p = new(slope);
        int i = 0;
        if (weight != null)
        {
            for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
            {
                ((((Vector.Load(dy + i) * Vector.Load(weight + i)) - c) * m) - ((Vector.Load(x + i) - s) * p)).Store(dx + i);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (((Vector.Load(dy + i) - c) * m) - ((Vector.Load(x + i) - s) * p)).Store(dx + i);
        }

        for (; i < n; i++)
        {
            T g = weight == null ? dy[i] : dy[i] * weight[i];
            dx[i] = ((g - shared) * scale) - ((x[i] - shift) * slope);
        }
    }

    private struct ForwardBody : IParallelBody
    {
        public T* X, Weight, Bias, Y, Mean, Rstd;
        public int Rows, N, PerTask;
        public double Eps;

        public readonly void Invoke(int index)
        {
            int last = (int)Math.Min(Rows, ((long)index + 1) * PerTask);
            for (int row = index * PerTask; row < last; row++)
            {
                T* x = X + ((nint)row * N), y = Y + ((nint)row * N);
                double exact = Mean == null ? 0 : Runs<T>.Sum(x, N, (nint)(y - x)) / N;
                T mean = T.CreateTruncating(exact);
                double error = exact - double.CreateTruncating(mean);
                double square = Math.Max(0, (Runs<T>.Squares(x, N, mean, N) / N) - (error * error));
                // Without centring PyTorch gives 0 where the squares overflow.
                T rstd = T.CreateTruncating(Mean == null ? 1 / Math.Sqrt(square + Eps) : Runs<T>.InverseDeviation(square, Eps));
                Rstd[row] = rstd;
                if (Mean != null)
                {
                    Mean[row] = mean;
                }

                Affine(x, Weight, Bias, y, N, mean, rstd);
            }
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public T* Dy, X, Weight, Mean, Rstd, Dx, Partials;
        public bool HasWeightSum, HasBiasSum;
        public int Sums, Rows, N, Parts;

        public readonly void Invoke(int index)
        {
            T* own = Partials + ((nint)index * Sums * N);
            T* dweight = HasWeightSum ? own : null, dbias = HasBiasSum ? own + (HasWeightSum ? N : 0) : null;
            new Span<T>(own, Sums * N).Clear();
            int first = (int)((long)Rows * index / Parts), last = (int)((long)Rows * (index + 1) / Parts);
            for (int row = first; row < last; row++)
            {
                T* x = X + ((nint)row * N), dy = Dy + ((nint)row * N);
                T mean = Mean == null ? T.Zero : Mean[row], rstd = Rstd[row];
                (double sum, double product) = Sums(dy, x, Weight, dweight, dbias, N, mean, rstd);
                double scale = double.CreateTruncating(rstd);
                T shared = Mean == null ? T.Zero : T.CreateTruncating(sum / N);
                T slope = T.CreateTruncating(product / N * scale * scale * scale);
                Spread(dy, x, Weight, Dx + ((nint)row * N), N, shared, rstd, mean, slope);
            }
        }
    }
}
