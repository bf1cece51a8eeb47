using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Maxima and averages over windows of planes, and their reverse; one plane is one task's unit, so threads never share an output.</summary>
internal static unsafe class PoolKernel
{
    // Elements per task: below this one thread is faster than waking another.
    private const int Grain = 16 * 1024;

    /// <summary>y = the maximum of each window and its place in the plane. The first maximum wins; a NaN beats every number.</summary>
    public static void Max<T, TAxis>(T* x, T* y, int* index, int planes, TAxis rows, TAxis columns)
        where T : unmanaged, INumber<T>
        where TAxis : struct, IPoolAxis =>
        Run(planes, rows.Size * columns.Size, new MaxBody<T, TAxis> { X = x, Y = y, Index = index, Rows = rows, Columns = columns });

    /// <summary>y = the average of each window; with divisor above 0 its sum over that.</summary>
    public static void Average<T, TAxis>(T* x, T* y, int planes, TAxis rows, TAxis columns, int divisor)
        where T : unmanaged, INumber<T>
        where TAxis : struct, IPoolAxis =>
        Run(planes, rows.Size * columns.Size, new AverageBody<T, TAxis> { X = x, Y = y, Rows = rows, Columns = columns, Fixed = divisor });

    /// <summary>dx = each dy spread over its window: the adjoint of <see cref="Average"/>.</summary>
    public static void Spread<T, TAxis>(T* dy, T* dx, int planes, TAxis rows, TAxis columns, int divisor)
        where T : unmanaged, INumber<T>
        where TAxis : struct, IPoolAxis =>
        Run(planes, rows.Size * columns.Size, new SpreadBody<T, TAxis> { Dy = dy, Dx = dx, Rows = rows, Columns = columns, Fixed = divisor });

    /// <summary>dx = zeros with each dy added at its place in the plane.</summary>
    public static void Scatter<T>(T* dy, int* index, T* dx, int planes, int outputs, int size) where T : unmanaged, INumber<T> =>
        Run(planes, size, new ScatterBody<T> { Dy = dy, Index = index, Dx = dx, Outputs = outputs, Size = size });

    /// <summary>y = the element at each place of the plane.</summary>
    public static void Gather<T>(T* x, int* index, T* y, int planes, int outputs, int size) where T : unmanaged =>
        Run(planes, outputs, new GatherBody<T> { X = x, Index = index, Y = y, Outputs = outputs, Size = size });

    private static void Run<TBody>(int planes, int size, TBody body) where TBody : struct, IPlaneBody
    {
        int perTask = Math.Max(1, Grain / Math.Max(1, size));
        var tasks = new Tasks<TBody> { Body = body, Planes = planes, PerTask = perTask };
        WorkerPool.For((planes + perTask - 1) / perTask, ref tasks);
    }

    private interface IPlaneBody
    {
        void Plane(int plane);
    }

    private struct Tasks<TBody> : IParallelBody where TBody : struct, IPlaneBody
    {
        public TBody Body;
        public int Planes, PerTask;

        public void Invoke(int index)
        {
            int last = (int)Math.Min(Planes, ((long)index + 1) * PerTask);
            for (int plane = index * PerTask; plane < last; plane++)
            {
                Body.Plane(plane);
            }
        }
    }

    private struct MaxBody<T, TAxis> : IPlaneBody where T : unmanaged, INumber<T> where TAxis : struct, IPoolAxis
    {
        public T* X, Y;
        public int* Index;
        public TAxis Rows, Columns;

        [MethodImpl(Loops.Hot)]
        public readonly void Plane(int plane)
        {
            int width = Columns.Size, step = Columns.Step, down = Rows.Step;
            bool isPair = step == 1 && down == 1;
            T* x = X + ((nint)plane * Rows.Size * width);
            T* y = Y + ((nint)plane * Rows.Out * Columns.Out);
            int* index = Index + ((nint)plane * Rows.Out * Columns.Out);
            for (int i = 0; i < Rows.Out; i++)
            {
                int top = Rows.Start(i), bottom = Rows.End(i);
                for (int j = 0; j < Columns.Out; j++)
                {
                    int left = Columns.Start(j), right = Columns.End(j), best = (top * width) + left;
                    if (isPair && right - left == 2 && bottom - top == 2)
                    {
                        // The most usual window without loops.
                        int below = best + width;
                        best = Winner(x, best + 1, best);
                        best = Winner(x, below, best);
                        best = Winner(x, below + 1, best);
                    }
                    else
                    {
                        for (int r = top; r < bottom; r += down)
                        {
                            for (int c = left; c < right; c += step)
                            {
                                best = Winner(x, (r * width) + c, best);
                            }
                        }
                    }

                    *y++ = x[best];
                    *index++ = best;
                }
            }
        }

        /// <summary>The place of the larger of two elements, the first if they are equal. By arithmetic: a branch on random numbers would be mispredicted.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Winner(T* x, int at, int best)
        {
            T value = x[at];
            return best + ((at - best) * Unsafe.BitCast<bool, byte>(value > x[best] | T.IsNaN(value)));
        }
    }

    private struct AverageBody<T, TAxis> : IPlaneBody where T : unmanaged, INumber<T> where TAxis : struct, IPoolAxis
    {
        public T* X, Y;
        public TAxis Rows, Columns;
        public int Fixed;

        public readonly void Plane(int plane)
        {
            int width = Columns.Size;
            T* x = X + ((nint)plane * Rows.Size * width);
            T* y = Y + ((nint)plane * Rows.Out * Columns.Out);
            for (int i = 0; i < Rows.Out; i++)
            {
                int top = Rows.Start(i), bottom = Rows.End(i), divisor = Rows.Divisor(i);
                for (int j = 0; j < Columns.Out; j++)
                {
                    int left = Columns.Start(j), right = Columns.End(j);
                    T sum = T.Zero;
                    for (int r = top; r < bottom; r++)
                    {
                        for (int c = left; c < right; c++)
                        {
                            sum += x[(r * width) + c];
                        }
                    }

                    *y++ = sum / T.CreateTruncating(Fixed > 0 ? Fixed : divisor * Columns.Divisor(j));
                }
            }
        }
    }

    private struct SpreadBody<T, TAxis> : IPlaneBody where T : unmanaged, INumber<T> where TAxis : struct, IPoolAxis
    {
        public T* Dy, Dx;
        public TAxis Rows, Columns;
        public int Fixed;

        public readonly void Plane(int plane)
        {
            int width = Columns.Size;
            T* dx = Dx + ((nint)plane * Rows.Size * width);
            T* dy = Dy + ((nint)plane * Rows.Out * Columns.Out);
            new Span<T>(dx, Rows.Size * width).Clear();
            for (int i = 0; i < Rows.Out; i++)
            {
                int top = Rows.Start(i), bottom = Rows.End(i), divisor = Rows.Divisor(i);
                for (int j = 0; j < Columns.Out; j++)
                {
                    int left = Columns.Start(j), right = Columns.End(j);
                    T share = *dy++ / T.CreateTruncating(Fixed > 0 ? Fixed : divisor * Columns.Divisor(j));
                    for (int r = top; r < bottom; r++)
                    {
                        for (int c = left; c < right; c++)
                        {
                            dx[(r * width) + c] += share;
                        }
                    }
                }
            }
        }
    }

    private struct ScatterBody<T> : IPlaneBody where T : unmanaged, INumber<T>
    {
        public T* Dy, Dx;
        public int* Index;
        public int Outputs, Size;

        public readonly void Plane(int plane)
        {
            T* dx = Dx + ((nint)plane * Size), dy = Dy + ((nint)plane * Outputs);
            int* index = Index + ((nint)plane * Outputs);
            new Span<T>(dx, Size).Clear();
            for (int i = 0; i < Outputs; i++)
            {
                dx[Checked(index[i], Size)] += dy[i];
            }
        }
    }

    private struct GatherBody<T> : IPlaneBody where T : unmanaged
    {
        public T* X, Y;
        public int* Index;
        public int Outputs, Size;

        public readonly void Plane(int plane)
        {
            T* x = X + ((nint)plane * Size), y = Y + ((nint)plane * Outputs);
            int* index = Index + ((nint)plane * Outputs);
            for (int i = 0; i < Outputs; i++)
            {
                y[i] = x[Checked(index[i], Size)];
            }
        }
    }

    private static int Checked(int index, int size) => (uint)index < (uint)size ? index : throw Errors.PoolIndex(index, size);
}
