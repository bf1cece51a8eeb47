using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The loops of a <see cref="ILaneKernel"/>: eight vectors of accumulators down a row, one vector per four columns down the columns.</summary>
/// <remarks>Which lane adds which element depends on the length alone, so a machine with wider vectors gives the same bits.</remarks>
/// <param name="parameter">Passed to the kernel's Finish.</param>
internal unsafe struct LaneReducer<TKernel, T, TAcc, TOut>(double parameter) : IReducer<T, TAcc>
    where TKernel : struct, ILaneKernel
    where T : unmanaged, INumber<T>
    where TAcc : unmanaged, INumber<TAcc>, IMinMaxValue<TAcc>
    where TOut : unmanaged, INumber<TOut>
{
    private TOut* _output;
    private bool _accumulates;

    public static bool IgnoresPositions => true;

    public readonly TAcc Start => TKernel.Identity<TAcc>();

    public void Bind(void* output, void* second, bool accumulates)
    {
        _output = (TOut*)output;
        _accumulates = accumulates;
    }

    [MethodImpl(Loops.Hot)]
    public readonly TAcc Row(T* x, int n, int position)
    {
        if (typeof(TKernel) == typeof(SumLanes) && typeof(T) == typeof(float) && typeof(TAcc) == typeof(double))
        {
            return TAcc.CreateTruncating(FloatSums.Row((float*)x, n));
        }

        int lanes = Vector256<TAcc>.Count;
        int i = 0;
        TAcc acc = TKernel.Identity<TAcc>();
        if (n >= lanes)
        {
            Vector256<TAcc> a0 = Vector256.Create(acc);
            if (n >= 8 * lanes)
            {
                Vector256<TAcc> a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
                for (; i <= n - (8 * lanes); i += 8 * lanes)
                {
                    a0 = Step(a0, x + i);
                    a1 = Step(a1, x + i + lanes);
                    a2 = Step(a2, x + i + (2 * lanes));
                    a3 = Step(a3, x + i + (3 * lanes));
                    a4 = Step(a4, x + i + (4 * lanes));
                    a5 = Step(a5, x + i + (5 * lanes));
                    a6 = Step(a6, x + i + (6 * lanes));
                    a7 = Step(a7, x + i + (7 * lanes));
                }

                a0 = TKernel.Combine(TKernel.Combine(a0, a1), TKernel.Combine(a2, a3));
                a4 = TKernel.Combine(TKernel.Combine(a4, a5), TKernel.Combine(a6, a7));
                a0 = TKernel.Combine(a0, a4);
            }

            for (; i <= n - lanes; i += lanes)
            {
                a0 = Step(a0, x + i);
            }

            acc = Across(a0);
        }

        for (; i < n; i++)
        {
            acc = TKernel.Combine(acc, TKernel.Map(Widen.Load<T, TAcc>(x[i])));
        }

        return acc;
    }

    public readonly void Rows(T* x, nint stride, int n, int rows, TAcc* acc)
    {
        if (typeof(TKernel) == typeof(SumLanes) && typeof(T) == typeof(float) && typeof(TAcc) == typeof(double))
        {
            FloatSums.Rows((float*)x, stride, n, rows, (double*)acc);
            return;
        }

        for (int i = 0; i < rows; i++)
        {
            acc[i] = Row(x + (i * stride), n, 0);
        }
    }

    [MethodImpl(Loops.Hot)]
    public readonly void Columns(T* x, nint stride, int rows, int width, int position, TAcc* acc)
    {
        if (typeof(TKernel) == typeof(SumLanes) && typeof(T) == typeof(float) && typeof(TAcc) == typeof(double))
        {
            FloatSums.Columns((float*)x, stride, rows, width, (double*)acc);
            return;
        }

        int lanes = Vector256<TAcc>.Count;
        int r = 0;
        for (; r <= rows - 4; r += 4, x += 4 * stride)
        {
            int j = 0;
            for (; j <= width - lanes; j += lanes)
            {
                Vector256<TAcc> a = Vector256.Load(acc + j);
                a = Step(a, x + j);
                a = Step(a, x + stride + j);
                a = Step(a, x + (2 * stride) + j);
                a = Step(a, x + (3 * stride) + j);
                a.Store(acc + j);
            }

            for (; j < width; j++)
            {
                TAcc a = Step(acc[j], x[j]);
                a = Step(a, x[stride + j]);
                a = Step(a, x[(2 * stride) + j]);
                acc[j] = Step(a, x[(3 * stride) + j]);
            }
        }

        for (; r < rows; r++, x += stride)
        {
            int j = 0;
            for (; j <= width - lanes; j += lanes)
            {
                Step(Vector256.Load(acc + j), x + j).Store(acc + j);
            }

            for (; j < width; j++)
            {
                acc[j] = Step(acc[j], x[j]);
            }
        }
    }

    public readonly TAcc Combine(TAcc first, TAcc second) => TKernel.Combine(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(nint index, TAcc acc)
    {
        TOut result = TOut.CreateTruncating(TKernel.Finish(acc, parameter));
        _output[index] = _accumulates ? _output[index] + result : result;
    }

    [MethodImpl(Loops.Hot)]
    public readonly void Finish(nint index, TAcc* acc, int count)
    {
        int i = 0;
        bool isPlain = (typeof(TKernel) == typeof(SumLanes) && parameter == 1) || (typeof(TKernel) != typeof(SumLanes) && typeof(TKernel) != typeof(SquareLanes));
        if (!_accumulates && typeof(TAcc) == typeof(TOut) && isPlain)
        {
            new ReadOnlySpan<TOut>(acc, count).CopyTo(new Span<TOut>(_output + index, count));
            return;
        }

        if (!_accumulates && typeof(TKernel) == typeof(SumLanes) && typeof(TAcc) == typeof(double) && typeof(TOut) == typeof(float))
        {
            var divisor = Vector256.Create(parameter);
            double* sums = (double*)acc;
            float* output = (float*)_output + index;
            for (; parameter == 1 && i <= count - 8; i += 8)
            {
                Vector256.Narrow(Vector256.Load(sums + i), Vector256.Load(sums + i + 4)).Store(output + i);
            }

            for (; i <= count - 8; i += 8)
            {
                Vector256.Narrow(Vector256.Load(sums + i) / divisor, Vector256.Load(sums + i + 4) / divisor).Store(output + i);
            }
        }

        for (; i < count; i++)
        {
            Finish(index + i, acc[i]);
        }
    }

    /// <summary>All lanes of a vector in one: halves, then neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TAcc Across(Vector256<TAcc> v)
    {
        v = TKernel.Combine(v, Vector256.Create(v.GetUpper(), v.GetLower()));
        if (sizeof(TAcc) == 8)
        {
            return TKernel.Combine(v, Vector256.Shuffle(v.AsInt64(), Vector256.Create(1L, 0, 3, 2)).As<long, TAcc>()).ToScalar();
        }

        TAcc all = v.ToScalar();
        for (int lane = 1; lane < Vector128<TAcc>.Count; lane++)
        {
            all = TKernel.Combine(all, v.GetElement(lane));
        }

        return all;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<TAcc> Step(Vector256<TAcc> acc, T* x) => TKernel.Combine(acc, TKernel.Map(Widen.Load<T, TAcc>(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TAcc Step(TAcc acc, T x) => TKernel.Combine(acc, TKernel.Map(Widen.Load<T, TAcc>(x)));
}
