using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>An element and where it stands; -1 before the first.</summary>
internal struct Extremum<T>
{
    internal T Value;
    internal int Index;
}

/// <summary>The largest or smallest element with its first index; the first NaN beats all.</summary>
/// <typeparam name="TKernel"><see cref="MaxLanes"/> or <see cref="MinLanes"/>.</typeparam>
/// <typeparam name="T">The element.</typeparam>
internal unsafe struct ExtremumReducer<TKernel, T> : IReducer<T, Extremum<T>>
    where TKernel : struct, ILaneKernel
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private long* _indices;
    private T* _values;

    public static bool IgnoresPositions => false;

    public readonly Extremum<T> Start => new() { Index = -1 };

    public void Bind(void* output, void* second, bool accumulates)
    {
        _indices = (long*)output;
        _values = (T*)second;
    }

    public readonly Extremum<T> Row(T* x, int n, int position)
    {
        T best = default(LaneReducer<TKernel, T, T, T>).Row(x, n, 0);
        return new Extremum<T> { Value = best, Index = position + First(x, n, best) };
    }

    public readonly void Columns(T* x, nint stride, int rows, int width, int position, Extremum<T>* acc)
    {
        int done = sizeof(T) switch
        {
            4 => Lanes<int>(x, stride, rows, width, position, acc),
            8 => Lanes<long>(x, stride, rows, width, position, acc),
            _ => 0,
        };
        x += done;
        for (int r = 0; r < rows && done < width; r++, x += stride)
        {
            for (int j = done; j < width; j++)
            {
                if (Beats(x[j - done], acc[j]))
                {
                    acc[j] = new Extremum<T> { Value = x[j - done], Index = position + r };
                }
            }
        }
    }

    /// <summary>As many columns as fill vectors, a vector at a time from the first row to the last; returns how many. TIndex has the size of T.</summary>
    [MethodImpl(Loops.Hot)]
    private static int Lanes<TIndex>(T* x, nint stride, int rows, int width, int position, Extremum<T>* acc) where TIndex : unmanaged, INumber<TIndex>
    {
        int lanes = Vector<T>.Count, j = 0;
        for (; j <= width - lanes; j += lanes, x += lanes)
        {
            Vector<T> best = default;
            Vector<TIndex> index = default;
            for (int lane = 0; lane < lanes; lane++)
            {
                ((T*)&best)[lane] = acc[j + lane].Value;
                ((TIndex*)&index)[lane] = TIndex.CreateTruncating(acc[j + lane].Index);
            }

            Vector<T> value = best;
            Vector<TIndex> at = index, here = Vector.Create(TIndex.CreateTruncating(position));
            T* row = x;
            for (int r = 0; r < rows; r++, row += stride, here += Vector<TIndex>.One)
            {
                // As Beats: not worse or equal, which lets NaN in, unless NaN is there; anything comes before nothing.
                Vector<T> next = Vector.Load(row);
                Vector<T> worse = typeof(TKernel) == typeof(MaxLanes) ? Vector.LessThanOrEqual(next, value) : Vector.GreaterThanOrEqual(next, value);
                Vector<TIndex> beats = Vector.AndNot(Vector.Equals(value, value), worse).As<T, TIndex>() | Vector.LessThan(at, Vector<TIndex>.Zero);
                value = Vector.ConditionalSelect(beats.As<TIndex, T>(), next, value);
                at = Vector.ConditionalSelect(beats, here, at);
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                acc[j + lane] = new Extremum<T> { Value = value.GetElement(lane), Index = int.CreateTruncating(at.GetElement(lane)) };
            }
        }

        return j;
    }

    public readonly Extremum<T> Combine(Extremum<T> first, Extremum<T> second) => second.Index >= 0 && Beats(second.Value, first) ? second : first;

    public readonly void Finish(nint index, Extremum<T> acc)
    {
        _indices[index] = acc.Index;
        if (_values != null)
        {
            _values[index] = acc.Value;
        }
    }

    public readonly void Rows(T* x, nint stride, int n, int rows, Extremum<T>* acc)
    {
        for (int i = 0; i < rows; i++)
        {
            acc[i] = Row(x + (i * stride), n, 0);
        }
    }

    public readonly void Finish(nint index, Extremum<T>* acc, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Finish(index + i, acc[i]);
        }
    }

    /// <summary>Whether a later element takes the place of an earlier one: strictly better, or the first NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Beats(T x, Extremum<T> best)
    {
        // A comparison with NaN is false, so "not worse or equal" lets NaN in; the second test keeps what came first if that is NaN.
        bool isNotWorse = typeof(TKernel) == typeof(MaxLanes) ? !(x <= best.Value) : !(x >= best.Value);
        return (isNotWorse && !T.IsNaN(best.Value)) || best.Index < 0;
    }

    [MethodImpl(Loops.Hot)]
    private static int First(T* x, int n, T value)
    {
        int i = 0;
        Vector<T> v = Vector.Create(value);
        bool isNaN = T.IsNaN(value);
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> part = Vector.Load(x + i);
            if (isNaN ? !Vector.EqualsAll(part, part) : Vector.EqualsAny(part, v))
            {
                break;
            }
        }

        while (isNaN ? !T.IsNaN(x[i]) : x[i] != value)
        {
            i++;
        }

        return i;
    }
}
