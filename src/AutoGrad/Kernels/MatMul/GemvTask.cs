using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>One row times a matrix whose rows are contiguous, y = act(x B + bias): eight rows of B at a time are added to y, so that memory is read in long runs.</summary>
/// <remarks>A matrix times one column is the same thing if the columns of the matrix are contiguous and y is.</remarks>
internal readonly unsafe struct GemvTask<T> : IParallelBody
    where T : unmanaged
{
    private const long TaskWork = 40_000;
    private const int MaxTasks = 64;

    // A kilobyte of a row and more keeps the prefetcher going; 16 KiB of y stay in the first-level cache beside the rows.
    private const int LeastBytes = 1024;
    private const int MostBytes = 16 * 1024;

    private readonly GemmProblem<T> _problem;
    private readonly int _columns;

    private GemvTask(in GemmProblem<T> problem)
    {
        _problem = problem;
        long tasks = Math.Clamp((long)problem.N * problem.K / TaskWork, 1, MaxTasks);
        int lanes = Vector<T>.Count;
        _columns = (int)Math.Clamp(problem.N / tasks, LeastBytes / sizeof(T), MostBytes / sizeof(T)) / lanes * lanes;
        Count = (problem.N + _columns - 1) / _columns;
    }

    private int Count { get; }

    /// <summary>Whether the product is of this kind.</summary>
    public static bool Suits(in GemmProblem<T> p) => (p.M == 1 && p.ColB == 1) || (p.N == 1 && p.RowA == 1 && p.RowC == 1 && p.Bias == null);

    /// <summary>Runs the multiplication.</summary>
    public static void Run(in GemmProblem<T> problem)
    {
        GemmProblem<T> p = problem;
        if (!(p.M == 1 && p.ColB == 1))
        {
            p.A = problem.B;
            p.B = problem.A;
            (p.ColA, p.RowB, p.N) = (problem.RowB, problem.ColA, problem.M);
        }

        GemvTask<T> task = new(p);
        WorkerPool.For(task.Count, ref task);
    }

    /// <summary>Computes one piece of y.</summary>
    public void Invoke(int index)
    {
        nint first = (nint)index * _columns;
        int count = (int)Math.Min(_columns, _problem.N - first);
        if (typeof(T) == typeof(float))
        {
            float* bias = _problem.Bias == null ? null : (float*)_problem.Bias + first;
            Start((float*)_problem.C + first, bias, count, _problem.Accumulate);
            Rows((float*)_problem.A, _problem.ColA, (float*)_problem.B + first, _problem.RowB, (float*)_problem.C + first, count, _problem.K);
            Finish((float*)_problem.C + first, count);
        }
        else
        {
            double* bias = _problem.Bias == null ? null : (double*)_problem.Bias + first;
            Start((double*)_problem.C + first, bias, count, _problem.Accumulate);
            Rows((double*)_problem.A, _problem.ColA, (double*)_problem.B + first, _problem.RowB, (double*)_problem.C + first, count, _problem.K);
            Finish((double*)_problem.C + first, count);
        }
    }

    private static void Start<TNumber>(TNumber* y, TNumber* bias, int count, bool accumulate)
        where TNumber : unmanaged, INumber<TNumber>
    {
        if (!accumulate)
        {
            new Span<TNumber>(y, count).Clear();
        }

        for (int j = 0; j < count && bias != null; j++)
        {
            y[j] += bias[j];
        }
    }

    private void Finish<TNumber>(TNumber* y, int count)
        where TNumber : unmanaged, INumber<TNumber>
    {
        for (int j = 0; j < count && _problem.Act == Activation.Relu; j++)
        {
            y[j] = TNumber.Max(y[j], TNumber.Zero);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TNumber>(TNumber* x, nint stepX, TNumber* b, nint row, TNumber* y, int count, int k)
        where TNumber : unmanaged, INumber<TNumber>
    {
        int p = 0;
        for (; p <= k - 8; p += 8)
        {
            TNumber* b4 = b + 4 * row;
            nint row2 = 2 * row, row3 = 3 * row;
            TNumber s0 = x[0], s1 = x[stepX], s2 = x[2 * stepX], s3 = x[3 * stepX], s4 = x[4 * stepX], s5 = x[5 * stepX], s6 = x[6 * stepX], s7 = x[7 * stepX];
            Vector<TNumber> x0 = new(s0), x1 = new(s1), x2 = new(s2), x3 = new(s3), x4 = new(s4), x5 = new(s5), x6 = new(s6), x7 = new(s7);
            int j = 0;
            for (; j <= count - Vector<TNumber>.Count; j += Vector<TNumber>.Count)
            {
                TNumber* column = b + j, column4 = b4 + j;
                Vector<TNumber> sum = Vector.Load(y + j);
                sum = Simd.MultiplyAdd(x0, Vector.Load(column), sum);
                sum = Simd.MultiplyAdd(x1, Vector.Load(column + row), sum);
                sum = Simd.MultiplyAdd(x2, Vector.Load(column + row2), sum);
                sum = Simd.MultiplyAdd(x3, Vector.Load(column + row3), sum);
                sum = Simd.MultiplyAdd(x4, Vector.Load(column4), sum);
                sum = Simd.MultiplyAdd(x5, Vector.Load(column4 + row), sum);
                sum = Simd.MultiplyAdd(x6, Vector.Load(column4 + row2), sum);
                sum = Simd.MultiplyAdd(x7, Vector.Load(column4 + row3), sum);
                sum.Store(y + j);
            }

            for (; j < count; j++)
            {
                TNumber* column = b + j, column4 = b4 + j;
                TNumber low = s0 * column[0] + s1 * column[row] + s2 * column[row2] + s3 * column[row3];
                y[j] += low + (s4 * column4[0] + s5 * column4[row] + s6 * column4[row2] + s7 * column4[row3]);
            }

            x += 8 * stepX;
            b += 8 * row;
        }

        for (; p < k; p++)
        {
            Vector<TNumber> x0 = new(*x);
            int j = 0;
            for (; j <= count - Vector<TNumber>.Count; j += Vector<TNumber>.Count)
            {
                Simd.MultiplyAdd(x0, Vector.Load(b + j), Vector.Load(y + j)).Store(y + j);
            }

            for (; j < count; j++)
            {
                y[j] += *x * b[j];
            }

            x += stepX;
            b += row;
        }
    }
}
