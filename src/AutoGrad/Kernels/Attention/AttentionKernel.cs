using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>softmax(scale · q kᵀ + mask) v by blocks of queries, so that the scores of a block stay in the cache and are never stored; and its gradients, which compute them again.</summary>
/// <remarks>A query that may see no key gives zeros. Work is cut by sizes alone.</remarks>
internal static unsafe class AttentionKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    // Scores of one block: 256 KB of floats, a quarter of a second-level cache.
    private const int BlockScores = 64 * 1024;

    // Below this many multiplications one thread is done before another has woken.
    private const long ParallelWork = 100_000;

    /// <summary>y [N, H, L, D] and lse [N, H, L], the logarithm of each row's sum of exponentials.</summary>
    public static void Forward(in AttentionSizes s, AttentionMask<T> mask, T* q, T* k, T* v, T* y, double* lse)
    {
        int rows = BlockRows(s), blocks = (s.L + rows - 1) / rows;
        Run(s, s.N * s.H * blocks, new ForwardBody { Size = s, Mask = mask, Q = q, K = k, V = v, Y = y, Lse = lse, Rows = rows, Blocks = blocks });
    }

    /// <summary>dq, dk, dv and, if it is not null, the gradient of the scores before scaling, [N, H, L, S], which is the mask's.</summary>
    public static void Backward(in AttentionSizes s, AttentionMask<T> mask, T* q, T* k, T* v, double* lse, T* dy, T* dq, T* dk, T* dv, T* dscores) =>
        Run(s, s.N * s.H, new BackwardBody
        {
            Size = s,
            Mask = mask,
            Q = q,
            K = k,
            V = v,
            Lse = lse,
            Dy = dy,
            Dq = dq,
            Dk = dk,
            Dv = dv,
            Dscores = dscores,
            Rows = BlockRows(s),
        });

    private static int BlockRows(in AttentionSizes s) => Math.Clamp(BlockScores / Math.Max(1, s.S), Math.Min(8, Math.Max(1, s.L)), Math.Clamp(s.L, 1, 128));

    private static void Run<TBody>(in AttentionSizes s, int tasks, TBody body) where TBody : struct, IParallelBody
    {
        if ((long)s.N * s.H * s.L * s.S * (s.E + s.D) >= ParallelWork)
        {
            WorkerPool.For(tasks, ref body);
            return;
        }

        for (int i = 0; i < tasks; i++)
        {
            body.Invoke(i);
        }
    }

    /// <summary>Raw scores of one row to scaled and masked ones; those behind the visible keys are left.</summary>
    private static void MaskRow(in AttentionSizes s, AttentionMask<T> mask, int batch, int query, T* row, int visible)
    {
        T scale = T.CreateTruncating(s.Scale);
        nint at = ((nint)(batch / s.H) * s.MaskN) + ((nint)(batch % s.H) * s.MaskH) + ((nint)query * s.MaskL);
        if (mask.Added != null)
        {
            for (int j = 0; j < visible; j++)
            {
                row[j] = (row[j] * scale) + mask.Added[at + ((nint)j * s.MaskS)];
            }

            return;
        }

        Scale(row, visible, scale);
        if (mask.Allowed != null)
        {
            for (int j = 0; j < visible; j++)
            {
                row[j] = mask.Allowed[at + ((nint)j * s.MaskS)] != 0 ? row[j] : T.NegativeInfinity;
            }
        }
    }

    [MethodImpl(Loops.Hot)]
    private static void Scale(T* x, int n, T factor)
    {
        var f = new Vector<T>(factor);
        int i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.Load(x + i) * f).Store(x + i);
        }

        for (; i < n; i++)
        {
            x[i] *= factor;
        }
    }

    /// <summary>ds = p (ds - sum).</summary>
    [MethodImpl(Loops.Hot)]
    private static void Jacobian(T* p, T* ds, int n, T sum)
    {
        var s = new Vector<T>(sum);
        int i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.Load(p + i) * (Vector.Load(ds + i) - s)).Store(ds + i);
        }

        for (; i < n; i++)
        {
            ds[i] = p[i] * (ds[i] - sum);
        }
    }

    /// <summary>Keys that the queries up to this one may see.</summary>
    private static int Visible(in AttentionSizes s, int query) => s.IsCausal ? Math.Min(s.S, query + 1) : s.S;

    private struct ForwardBody : IParallelBody
    {
        public AttentionSizes Size;
        public AttentionMask<T> Mask;
        public T* Q, K, V, Y;
        public double* Lse;
        public int Rows, Blocks;

        public readonly void Invoke(int index)
        {
            (int batch, int block) = Math.DivRem(index, Blocks);
            int first = block * Rows, rows = Math.Min(Rows, Size.L - first), keys = Visible(Size, first + rows - 1);
            nint query = ((nint)batch * Size.L) + first;
            T* scores = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)rows * Math.Max(1, keys));
            GemmOf<T>.Run(Q + (query * Size.E), Size.E, 1, K + ((nint)batch * Size.S * Size.E), 1, Size.E, scores, keys, rows, keys, Size.E, accumulate: false);
            for (int i = 0; i < rows; i++)
            {
                Lse[query + i] = Softmax(batch, first + i, scores + ((nint)i * keys), keys);
            }

            GemmOf<T>.Run(scores, keys, 1, V + ((nint)batch * Size.S * Size.D), Size.D, 1, Y + (query * Size.D), Size.D, rows, Size.D, keys, accumulate: false);
        }

        private readonly double Softmax(int batch, int query, T* row, int keys)
        {
            int visible = Visible(Size, query);
            new Span<T>(row + visible, keys - visible).Clear();
            MaskRow(Size, Mask, batch, query, row, visible);
            T max = visible == 0 ? T.NegativeInfinity : RowMath.Max(row, visible);
            if (T.IsNegativeInfinity(max))
            {
                new Span<T>(row, visible).Clear();
                return double.PositiveInfinity; // e^(score - ∞) is 0 in the gradient too
            }

            RowMath.ExpMinus(row, row, visible, max);
            double sum = RowMath.Sum(row, visible);
            RowMath.Divide(row, row, visible, sum);
            return double.CreateTruncating(max) + Math.Log(sum);
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public AttentionSizes Size;
        public AttentionMask<T> Mask;
        public T* Q, K, V, Dy, Dq, Dk, Dv, Dscores;
        public double* Lse;
        public int Rows;

        public readonly void Invoke(int batch)
        {
            T* k = K + ((nint)batch * Size.S * Size.E), v = V + ((nint)batch * Size.S * Size.D);
            T* dk = Dk + ((nint)batch * Size.S * Size.E), dv = Dv + ((nint)batch * Size.S * Size.D);
            new Span<T>(dk, Size.S * Size.E).Clear();
            new Span<T>(dv, Size.S * Size.D).Clear();
            for (int first = 0; first < Size.L; first += Rows)
            {
                int rows = Math.Min(Rows, Size.L - first), keys = Visible(Size, first + rows - 1);
                nint query = ((nint)batch * Size.L) + first;
                T* q = Q + (query * Size.E), dy = Dy + (query * Size.D);
                T* p = Scratch.Get<T>(Scratch.Purpose.Operand, 2 * (nint)rows * Math.Max(1, keys)), ds = p + ((nint)rows * keys);
                GemmOf<T>.Run(q, Size.E, 1, k, 1, Size.E, p, keys, rows, keys, Size.E, accumulate: false);
                GemmOf<T>.Run(dy, Size.D, 1, v, 1, Size.D, ds, keys, rows, keys, Size.D, accumulate: false);
                for (int i = 0; i < rows; i++)
                {
                    Row(batch, first + i, p + ((nint)i * keys), ds + ((nint)i * keys), keys);
                }

                GemmOf<T>.Run(p, 1, keys, dy, Size.D, 1, dv, Size.D, keys, Size.D, rows, accumulate: true);
                GemmOf<T>.Run(ds, keys, 1, k, Size.E, 1, Dq + (query * Size.E), Size.E, rows, Size.E, keys, accumulate: false);
                GemmOf<T>.Run(ds, 1, keys, q, Size.E, 1, dk, Size.E, keys, Size.E, rows, accumulate: true);
            }
        }

        /// <summary>p = e^(p - logSum). What the logarithm loses in the scores' type is a factor of the whole row: 1e-6 at scores of 30 in Float32, 5e-4 at 1e4.</summary>
        private static void Probabilities(T* p, int n, double logSum)
        {
            T shift = T.CreateTruncating(logSum);
            double lost = double.IsPositiveInfinity(logSum) ? 1 : Math.Exp(double.CreateTruncating(shift) - logSum); // infinite where no key is seen: all are zero
            RowMath.ExpMinusTimes(p, p, n, shift, T.CreateTruncating(lost));
        }

        /// <summary>Scores to probabilities, and their cotangents to those of the scaled products: ds = p (dp - Σ p dp) · scale.</summary>
        private readonly void Row(int batch, int query, T* p, T* ds, int keys)
        {
            int visible = Visible(Size, query);
            new Span<T>(p + visible, keys - visible).Clear();
            MaskRow(Size, Mask, batch, query, p, visible);
            Probabilities(p, visible, Lse[((nint)batch * Size.L) + query]);
            T sum = T.CreateTruncating(RowMath.Dot(p, ds, visible));
            Jacobian(p, ds, visible, sum);
            new Span<T>(ds + visible, keys - visible).Clear();
            if (Dscores != null)
            {
                T* target = Dscores + ((((nint)batch * Size.L) + query) * Size.S);
                new ReadOnlySpan<T>(ds, visible).CopyTo(new Span<T>(target, visible));
                new Span<T>(target + visible, Size.S - visible).Clear();
            }

            Scale(ds, visible, T.CreateTruncating(Size.Scale));
        }
    }
}
