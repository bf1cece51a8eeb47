using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>y[i] = x[0] + ... + x[i], or from the end; floats are added in double, so that long lines keep their digits; integers wrap around.</summary>
/// <param name="reverse">Whether the sum runs from the end.</param>
internal readonly unsafe struct CumSumRows(bool reverse) : IRowKernel
{
    [MethodImpl(Loops.Hot)]
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* y = p[0], x = p[1];
        int step = reverse ? -1 : 1, i = reverse ? n - 1 : 0;
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            T sum = T.Zero;
            for (int k = 0; k < n; k++, i += step)
            {
                y[i] = sum += x[i];
            }

            return;
        }

        double total = 0;
        for (int k = 0; k < n; k++, i += step)
        {
            total += double.CreateTruncating(x[i]);
            y[i] = T.CreateTruncating(total);
        }
    }
}

/// <summary>y[i] = x[0] · ... · x[i].</summary>
internal readonly unsafe struct CumProdRows : IRowKernel
{
    [MethodImpl(Loops.Hot)]
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T product = T.One;
        for (int i = 0; i < n; i++)
        {
            p[0][i] = product *= p[1][i];
        }
    }
}

/// <summary>The gradient of a running product, without a division: dx[i] = (x[0] ... x[i-1]) s[i], where s[i] = dy[i] + x[i+1] s[i+1].</summary>
/// <remarks>Inputs: dy, x. Right at zeros, however many.</remarks>
internal readonly unsafe struct CumProdGradRows : IRowKernel
{
    [MethodImpl(Loops.Hot)]
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* dx = p[0], dy = p[1], x = p[2];
        T left = T.One, right = T.Zero;
        for (int i = 0; i < n; i++)
        {
            dx[i] = left;
            left *= x[i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            right = dy[i] + (i + 1 < n ? x[i + 1] * right : T.Zero);
            dx[i] *= right;
        }
    }
}

/// <summary>dx[i] = dy · (product of all x but x[i]), without a division.</summary>
/// <param name="dy">One cotangent per line, of the line's type.</param>
internal readonly unsafe struct ProdGradRows(void* dy) : IRowKernel
{
    [MethodImpl(Loops.Hot)]
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* dx = p[0], x = p[1];
        T left = ((T*)dy)[row], right = T.One;
        for (int i = 0; i < n; i++)
        {
            dx[i] = left;
            left *= x[i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            dx[i] *= right;
            right *= x[i];
        }
    }
}

/// <summary>y[i] = log(e^x[0] + ... + e^x[i]), without overflow.</summary>
internal readonly unsafe struct LogCumSumExpRows : IRowKernel
{
    [MethodImpl(Loops.Hot)]
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        double sum = double.NegativeInfinity;
        for (int i = 0; i < n; i++)
        {
            double x = double.CreateTruncating(p[1][i]), large = Math.Max(sum, x);
            sum = double.IsFinite(large) ? large + ScalarMath.Log1p(Math.Exp(Math.Min(sum, x) - large)) : large;
            p[0][i] = T.CreateTruncating(sum);
        }
    }
}

/// <summary>The gradient of a running log Σ eˣ, all of it in numbers of at most 1: dx[i] = e^(x[i] - y[i]) g[i], where g[i] = dy[i] + e^(y[i] - y[i+1]) g[i+1].</summary>
/// <remarks>Inputs: dy, x, y.</remarks>
internal readonly unsafe struct LogCumSumExpGradRows : IRowKernel
{
    [MethodImpl(Loops.Hot)]
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        double g = 0, next = 0;
        for (int i = n - 1; i >= 0; i--)
        {
            double y = double.CreateTruncating(p[3][i]), decay = double.IsNegativeInfinity(y) ? 0 : Math.Exp(y - next);
            g = double.CreateTruncating(p[1][i]) + (i + 1 < n ? decay * g : 0);
            p[0][i] = T.CreateTruncating(Math.Exp(double.CreateTruncating(p[2][i]) - y) * g);
            next = y;
        }
    }
}
