using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>A formula of two elements of a column and a number of the column's.</summary>
internal interface IColumnFormula
{
    /// <summary>f(a, b, c), lane by lane.</summary>
    static abstract Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T>;
}

/// <summary>The loops of row kernels for lines that lie side by side: a block of neighbouring columns at a time, vectors across the columns.</summary>
internal static unsafe class ColumnMath
{
    /// <summary>Most columns of a block.</summary>
    internal const int MaxWidth = 256;

    /// <summary>y = f(a, b, c of the column) over n rows.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Map<TFormula, T>(T* a, T* b, T* y, int n, int width, nint stride, T* perColumn)
        where TFormula : struct, IColumnFormula
        where T : unmanaged, INumber<T>
    {
        for (int r = 0; r < n; r++, a += stride, b += stride, y += stride)
        {
            int j = 0;
            for (; j <= width - Vector<T>.Count; j += Vector<T>.Count)
            {
                TFormula.Apply(Vector.Load(a + j), Vector.Load(b + j), Vector.Load(perColumn + j)).Store(y + j);
            }

            if (j < width)
            {
                int rest = width - j;
                Loops.StorePart(TFormula.Apply(Loops.LoadPart(a + j, rest), Loops.LoadPart(b + j, rest), Loops.LoadPart(perColumn + j, rest)), y + j, rest);
            }
        }
    }

    /// <summary>The largest element of each column.</summary>
    internal static void Max<T>(T* x, int n, int width, nint stride, T* result) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var max = default(LaneReducer<MaxLanes, T, T, T>);
        new Span<T>(result, width).Fill(max.Start);
        max.Columns(x, stride, n, width, 0, result);
    }

    /// <summary>The sum of each column, in double.</summary>
    internal static void Sum<T>(T* x, int n, int width, nint stride, double* result) where T : unmanaged, INumber<T>
    {
        new Span<double>(result, width).Clear();
        if (typeof(T) == typeof(float))
        {
            FloatSums.Columns((float*)x, stride, n, width, result);
        }
        else
        {
            default(LaneReducer<SumLanes, double, double, double>).Columns((double*)x, stride, n, width, 0, result);
        }
    }

    /// <summary>Numbers of the columns in the elements' type.</summary>
    internal static void Narrow<T>(double* from, T* to, int width) where T : unmanaged, INumber<T>
    {
        for (int j = 0; j < width; j++)
        {
            to[j] = T.CreateTruncating(from[j]);
        }
    }

    /// <summary>e^(a - c).</summary>
    internal readonly struct ExpOfDifference : IColumnFormula
    {
        public static Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => VectorMath.Exp(a - c);
    }

    /// <summary>a / c.</summary>
    internal readonly struct Quotient : IColumnFormula
    {
        public static Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a / c;
    }

    /// <summary>a - c.</summary>
    internal readonly struct Difference : IColumnFormula
    {
        public static Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a - c;
    }

    /// <summary>a b.</summary>
    internal readonly struct Product : IColumnFormula
    {
        public static Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a * b;
    }

    /// <summary>(a - c) b.</summary>
    internal readonly struct DifferenceTimes : IColumnFormula
    {
        public static Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => (a - c) * b;
    }

    /// <summary>a - e^b c.</summary>
    internal readonly struct LessExponentialTimes : IColumnFormula
    {
        public static Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a - (VectorMath.Exp(b) * c);
    }
}
