using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Weighted sums of the lines of [outer, from, inner] as lines of [outer, to, inner], and the reverse. A task is a range of outer indices.</summary>
internal static unsafe class ResizeKernel<T> where T : unmanaged, INumber<T>
{
    // Elements of a task: below this one thread is faster than waking another.
    private const int Grain = 16 * 1024;

    /// <summary>y[:, i, :] = Σ over k of weight[i, k] · x[:, index[i, k], :].</summary>
    public static void Gather(T* x, T* y, int outer, int from, int to, int inner, int taps, int* index, T* weight) =>
        Run(new Body { X = x, Y = y, Outer = outer, From = from, To = to, Inner = inner, Taps = taps, Index = index, Weight = weight });

    /// <summary>dx = 0, then dx[:, index[i, k], :] += weight[i, k] · dy[:, i, :].</summary>
    public static void Scatter(T* dy, T* dx, int outer, int from, int to, int inner, int taps, int* index, T* weight) =>
        Run(new Body { X = dx, Y = dy, Outer = outer, From = from, To = to, Inner = inner, Taps = taps, Index = index, Weight = weight, Reverses = true });

    private static void Run(Body body)
    {
        body.PerTask = (int)Math.Clamp(Grain / Math.Max(1, (long)Math.Max(body.From, body.To) * body.Inner), 1, Math.Max(1, body.Outer));
        WorkerPool.For((body.Outer + body.PerTask - 1) / body.PerTask, ref body);
    }

    private struct Body : IParallelBody
    {
        public T* X, Y, Weight;
        public int* Index;
        public int Outer, From, To, Inner, Taps, PerTask;
        public bool Reverses;

        public readonly void Invoke(int index)
        {
            int last = (int)Math.Min(Outer, ((long)index + 1) * PerTask);
            for (int o = index * PerTask; o < last; o++)
            {
                T* x = X + ((nint)o * From * Inner), y = Y + ((nint)o * To * Inner);
                if (Reverses)
                {
                    new Span<T>(x, From * Inner).Clear();
                }

                for (int i = 0; i < To; i++, y += Inner)
                {
                    for (int k = 0; k < Taps; k++)
                    {
                        int tap = (i * Taps) + k;
                        T* line = x + ((nint)Index[tap] * Inner);
                        if (Reverses)
                        {
                            AddProduct(line, y, Inner, Weight[tap]);
                        }
                        else if (k == 0)
                        {
                            Product(y, line, Inner, Weight[tap]);
                        }
                        else
                        {
                            AddProduct(y, line, Inner, Weight[tap]);
                        }
                    }
                }
            }
        }

        private static void Product(T* y, T* x, int n, T w)
        {
            if (n == 1)
            {
                *y = *x * w;
                return;
            }

            var v = new Vector<T>(w);
            int i = 0;
            for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
            {
                (Vector.Load(x + i) * v).Store(y + i);
            }

            for (; i < n; i++)
            {
                y[i] = x[i] * w;
            }
        }

        private static void AddProduct(T* y, T* x, int n, T w)
        {
            if (n == 1)
            {
                *y += *x * w;
                return;
            }

            var v = new Vector<T>(w);
            int i = 0;
            for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
            {
                (Vector.Load(y + i) + (Vector.Load(x + i) * v)).Store(y + i);
            }

            for (; i < n; i++)
            {
                y[i] += x[i] * w;
            }
        }
    }
}
