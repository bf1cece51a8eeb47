using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>y = e^x / Σ e^x, shifted by the maximum so that nothing overflows.</summary>
internal readonly unsafe struct SoftmaxRows : IRowKernel
{
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        RowMath.ExpMinus(p[1], p[0], n, RowMath.Max(p[1], n));
        RowMath.Divide(p[0], p[0], n, T.CreateTruncating(RowMath.Sum(p[0], n)));
    }
}

/// <summary>y = x - log Σ e^x, shifted by the maximum so that nothing overflows.</summary>
internal readonly unsafe struct LogSoftmaxRows : IRowKernel
{
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T max = RowMath.Max(p[1], n);
        RowMath.ExpMinus(p[1], p[0], n, max);
        RowMath.Subtract(p[1], p[0], n, max, T.CreateTruncating(Math.Log(RowMath.Sum(p[0], n))));
    }
}

/// <summary>dx = y (dy - Σ dy y) from dy and the softmax y.</summary>
internal readonly unsafe struct SoftmaxGradRows : IRowKernel
{
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
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        Apply(p[0], p[1], p[2], n, T.CreateTruncating(RowMath.Sum(p[1], n)));

    [MethodImpl(Loops.Hot)]
    private static void Apply<T>(T* dx, T* dy, T* y, int n, T sum) where T : unmanaged, INumber<T>
    {
        Vector<T> v = Vector.Create(sum);
        int i = 0;
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
