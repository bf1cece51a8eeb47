using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>y = e^x / Σ e^x, shifted by the maximum so that nothing overflows.</summary>
internal readonly unsafe struct SoftmaxRows : IRowKernel
{
    public static bool HasColumns => true;

    public static bool HasRows => true;

    [SkipLocalsInit]
    public void Columns<T>(T** p, int n, int width, nint stride) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* own = stackalloc T[width];
        double* sums = stackalloc double[width];
        ColumnMath.Max(p[1], n, width, stride, own);
        ColumnMath.Map<ColumnMath.ExpOfDifference, T>(p[1], p[1], p[0], n, width, stride, own);
        ColumnMath.Sum(p[0], n, width, stride, sums);
        ColumnMath.Narrow(sums, own, width);
        ColumnMath.Map<ColumnMath.Quotient, T>(p[0], p[0], p[0], n, width, stride, own);
    }

    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T> => Rows(p, n, row, 1);

    public void Rows<T>(T** p, int n, int row, int count) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* y = p[0], x = p[1];
        T max = RowMath.Max(x, n);
        for (; count > 1; count--, x += n, y += n)
        {
            max = RowMath.DivideAndMax(y, n, RowMath.ExpMinusSum(x, y, n, max), x + n);
        }

        RowMath.Divide(y, y, n, RowMath.ExpMinusSum(x, y, n, max));
    }
}

/// <summary>y = x - log Σ e^x, shifted by the maximum so that nothing overflows.</summary>
internal readonly unsafe struct LogSoftmaxRows : IRowKernel
{
    public static bool HasColumns => true;

    [SkipLocalsInit]
    public void Columns<T>(T** p, int n, int width, nint stride) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* own = stackalloc T[width];
        double* sums = stackalloc double[width];
        ColumnMath.Max(p[1], n, width, stride, own);
        ColumnMath.Map<ColumnMath.ExpOfDifference, T>(p[1], p[1], p[0], n, width, stride, own);
        ColumnMath.Sum(p[0], n, width, stride, sums);
        ColumnMath.Map<ColumnMath.Difference, T>(p[1], p[1], p[0], n, width, stride, own);
        for (int j = 0; j < width; j++)
        {
            own[j] = T.CreateTruncating(Math.Log(sums[j]));
        }

        ColumnMath.Map<ColumnMath.Difference, T>(p[0], p[0], p[0], n, width, stride, own);
    }

    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T max = RowMath.Max(p[1], n);
        double sum = RowMath.ExpMinusSum(p[1], p[0], n, max); // stored for nothing else than that the result's memory is there when it is written
        RowMath.Subtract(p[1], p[0], n, max, T.CreateTruncating(Math.Log(sum)));
    }
}

/// <summary>dx = y (dy - Σ dy y) from dy and the softmax y.</summary>
internal readonly unsafe struct SoftmaxGradRows : IRowKernel
{
    public static bool HasColumns => true;

    [SkipLocalsInit]
    public void Columns<T>(T** p, int n, int width, nint stride) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* own = stackalloc T[width];
        double* sums = stackalloc double[width];
        ColumnMath.Map<ColumnMath.Product, T>(p[1], p[2], p[0], n, width, stride, p[1]);
        ColumnMath.Sum(p[0], n, width, stride, sums);
        ColumnMath.Narrow(sums, own, width);
        ColumnMath.Map<ColumnMath.DifferenceTimes, T>(p[1], p[2], p[0], n, width, stride, own);
    }

    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        Apply(p[0], p[1], p[2], n, T.CreateTruncating(RowMath.Dot(p[1], p[2], n)));

    [MethodImpl(Loops.Hot)]
    private static void Apply<T>(T* dx, T* dy, T* y, int n, T dot) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(dot);
        int i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            ((Vector.Load(dy + i) - v) * Vector.Load(y + i)).Store(dx + i);
        }

        for (; i < n; i++)
        {
            dx[i] = (dy[i] - dot) * y[i];
        }
    }
}

/// <summary>dx = dy - e^y Σ dy from dy and the log-softmax y.</summary>
internal readonly unsafe struct LogSoftmaxGradRows : IRowKernel
{
    public static bool HasColumns => true;

    [SkipLocalsInit]
    public void Columns<T>(T** p, int n, int width, nint stride) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* own = stackalloc T[width];
        double* sums = stackalloc double[width];
        ColumnMath.Sum(p[1], n, width, stride, sums);
        ColumnMath.Narrow(sums, own, width);
        ColumnMath.Map<ColumnMath.LessExponentialTimes, T>(p[1], p[2], p[0], n, width, stride, own);
    }

    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        Apply(p[0], p[1], p[2], n, T.CreateTruncating(RowMath.Sum(p[1], n)));

    [MethodImpl(Loops.Hot)]
    private static void Apply<T>(T* dx, T* dy, T* y, int n, T sum) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(sum);
        int i = 0;
        if (typeof(T) == typeof(float) && WideMath.IsFast)
        {
            Vector512<float> w = Vector512.Create(float.CreateTruncating(sum));
            for (; i <= n - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                (Vector512.Load((float*)dy + i) - (WideMath.Exp(Vector512.Load((float*)y + i)) * w)).Store((float*)dx + i);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.Load(dy + i) - (VectorMath.Exp(Vector.Load(y + i)) * v)).Store(dx + i);
        }

        if (i < n)
        {
            Loops.StorePart(Loops.LoadPart(dy + i, n - i) - (VectorMath.Exp(Loops.LoadPart(y + i, n - i)) * v), dx + i, n - i);
        }
    }
}
