using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Gated recurrent units over whole sequences, gates in PyTorch's order: reset, update, new. The input's share of the gates is given; here runs what depends on the state.</summary>
/// <remarks>h' = (1 - z) n + z h with n = tanh(share + r (h wᵀ + bias)).</remarks>
internal static unsafe class GruKernel<T> where T : unmanaged, INumber<T>
{
    /// <summary>hidden [T, N, H] and the gates [T, N, 4H]: r, z, n after their functions, and the state's share of n. bias [3H] may be null.</summary>
    public static void Forward(Sequence s, T* share, T* h0, T* w, T* bias, T* hidden, T* gates)
    {
        T* transposed = Sequence.Transposed(w, 3 * s.H, s.H);
        var body = new ForwardBody { Size = s, Share = share, H0 = h0, W = transposed, Bias = bias, Hidden = hidden, Gates = gates };
        WorkerPool.For(s.Blocks, ref body);
    }

    /// <summary>dshare [T, N, 3H], dh0, dw, dbias, and with room for it the cotangents of the state's share, dstate [T, N, 3H].</summary>
    public static void Backward(Sequence s, T* dhidden, T* h0, T* w, T* hidden, T* gates, T* dshare, T* dstate, T* dh0, T* dw, T* dbias)
    {
        var body = new BackwardBody { Size = s, Dhidden = dhidden, H0 = h0, W = w, Hidden = hidden, Gates = gates, Dshare = dshare, Dstate = dstate, Dh0 = dh0 };
        WorkerPool.For(s.Blocks, ref body);
        s.WeightGrad(dstate, 3 * s.H, h0, hidden, dw);
        Sequence.SumRows(dstate, s.T * s.N, 3 * s.H, dbias);
    }

    /// <summary>In: share of r, z, n in x and of the state in g. Out: r, z, n and the state's share of n in g, and h.</summary>
    [MethodImpl(Loops.Hot)]
    private static void Step(T* x, T* g, T* before, T* h, int n)
    {
        for (int j = 0; j < n; j += Vector<T>.Count)
        {
            int rest = Math.Min(n - j, Vector<T>.Count);
            Vector<T> r = VectorMath.Sigmoid(Loops.LoadPart(x + j, rest) + Loops.LoadPart(g + j, rest));
            Vector<T> z = VectorMath.Sigmoid(Loops.LoadPart(x + n + j, rest) + Loops.LoadPart(g + n + j, rest));
            Vector<T> state = Loops.LoadPart(g + (2 * n) + j, rest);
            Vector<T> a = VectorMath.Tanh(Loops.LoadPart(x + (2 * n) + j, rest) + (r * state));
            Loops.StorePart(r, g + j, rest);
            Loops.StorePart(z, g + n + j, rest);
            Loops.StorePart(a, g + (2 * n) + j, rest);
            Loops.StorePart(state, g + (3 * n) + j, rest);
            Loops.StorePart(a + (z * (Loops.LoadPart(before + j, rest) - a)), h + j, rest);
        }
    }

    /// <summary>From dh of one step: the gates' cotangents as the input and as the state see them, and in place the part of dh that passes z.</summary>
    [MethodImpl(Loops.Hot)]
    private static void StepBack(T* g, T* before, T* dh, T* dx, T* ds, int n)
    {
        Vector<T> one = Vector<T>.One;
        for (int j = 0; j < n; j += Vector<T>.Count)
        {
            int rest = Math.Min(n - j, Vector<T>.Count);
            Vector<T> r = Loops.LoadPart(g + j, rest), z = Loops.LoadPart(g + n + j, rest), a = Loops.LoadPart(g + (2 * n) + j, rest);
            Vector<T> state = Loops.LoadPart(g + (3 * n) + j, rest), dy = Loops.LoadPart(dh + j, rest);
            Vector<T> da = dy * (one - z) * (one - (a * a)), dz = dy * (Loops.LoadPart(before + j, rest) - a) * z * (one - z), dr = da * state * r * (one - r);
            Loops.StorePart(dr, dx + j, rest);
            Loops.StorePart(dz, dx + n + j, rest);
            Loops.StorePart(da, dx + (2 * n) + j, rest);
            Loops.StorePart(dr, ds + j, rest);
            Loops.StorePart(dz, ds + n + j, rest);
            Loops.StorePart(da * r, ds + (2 * n) + j, rest);
            Loops.StorePart(dy * z, dh + j, rest);
        }
    }

    private struct ForwardBody : IParallelBody
    {
        public Sequence Size;
        public T* Share, H0, W, Bias, Hidden, Gates;

        public readonly void Invoke(int index)
        {
            (int first, int rows) = Size.Rows(index);
            int n = Size.H;
            for (int step = 0; step < Size.T; step++)
            {
                nint at = ((nint)Size.Time(step) * Size.N) + first;
                T* gates = Gates + (at * 4 * n), before = Size.Before(H0, Hidden, step, first);
                for (int row = 0; row < rows; row++)
                {
                    var target = new Span<T>(gates + ((nint)row * 4 * n), 3 * n);
                    if (Bias == null)
                    {
                        target.Clear();
                    }
                    else
                    {
                        new ReadOnlySpan<T>(Bias, 3 * n).CopyTo(target);
                    }
                }

                GemmOf<T>.Run(before, n, 1, W, 3 * n, 1, gates, 4 * n, rows, 3 * n, n, accumulate: true);
                for (int row = 0; row < rows; row++)
                {
                    Step(Share + ((at + row) * 3 * n), gates + ((nint)row * 4 * n), before + ((nint)row * n), Hidden + ((at + row) * n), n);
                }
            }
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public Sequence Size;
        public T* Dhidden, H0, W, Hidden, Gates, Dshare, Dstate, Dh0;

        public readonly void Invoke(int index)
        {
            (int first, int rows) = Size.Rows(index);
            int n = Size.H;
            T* dh = Dh0 + ((nint)first * n); // what flows to the step before ends up here
            new Span<T>(dh, rows * n).Clear();
            for (int step = Size.T - 1; step >= 0; step--)
            {
                nint at = ((nint)Size.Time(step) * Size.N) + first;
                T* before = Size.Before(H0, Hidden, step, first), ds = Dstate + (at * 3 * n);
                Loops.AddTo(dh, Dhidden + (at * n), rows * n);
                for (int row = 0; row < rows; row++)
                {
                    nint r = (nint)row * n;
                    StepBack(Gates + ((at + row) * 4 * n), before + r, dh + r, Dshare + ((at + row) * 3 * n), ds + (3 * r), n);
                }

                GemmOf<T>.Run(ds, 3 * n, 1, W, n, 1, dh, n, rows, n, 3 * n, accumulate: true);
            }
        }
    }
}
