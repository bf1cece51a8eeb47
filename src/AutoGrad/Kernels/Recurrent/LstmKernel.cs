using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Long short-term memory over whole sequences, gates in PyTorch's order: input, forget, cell, output. The input's share of the gates is given; here runs what depends on the state.</summary>
internal static unsafe class LstmKernel<T> where T : unmanaged, INumber<T>
{
    /// <summary>hidden and cell [T, N, H] and the gates [T, N, 4H] after their functions, from the input's share, the first states and w [4H, H].</summary>
    public static void Forward(Sequence s, T* share, T* h0, T* c0, T* w, T* hidden, T* cell, T* gates)
    {
        T* transposed = Sequence.Transposed(w, 4 * s.H, s.H);
        var body = new ForwardBody { Size = s, Share = share, H0 = h0, C0 = c0, W = transposed, Hidden = hidden, Cell = cell, Gates = gates };
        WorkerPool.For(s.Blocks, ref body);
    }

    /// <summary>dshare [T, N, 4H], dh0, dc0 and dw; dcell may be null for zero.</summary>
    public static void Backward(Sequence s, T* dhidden, T* dcell, T* h0, T* c0, T* w, T* hidden, T* cell, T* gates, T* dshare, T* dh0, T* dc0, T* dw)
    {
        var body = new BackwardBody { Size = s, Dhidden = dhidden, Dcell = dcell, C0 = c0, W = w, Cell = cell, Gates = gates, Dshare = dshare, Dh0 = dh0, Dc0 = dc0 };
        WorkerPool.For(s.Blocks, ref body);
        s.WeightGrad(dshare, 4 * s.H, h0, hidden, dw);
    }

    [MethodImpl(Loops.Hot)]
    private static void Step(T* g, T* before, T* c, T* h, int n)
    {
        int j = 0;
        for (; j <= n - Vector<T>.Count; j += Vector<T>.Count)
        {
            Vector<T> i = VectorMath.Sigmoid(Vector.Load(g + j)), f = VectorMath.Sigmoid(Vector.Load(g + n + j));
            Vector<T> a = VectorMath.Tanh(Vector.Load(g + (2 * n) + j)), o = VectorMath.Sigmoid(Vector.Load(g + (3 * n) + j));
            Vector<T> next = (f * Vector.Load(before + j)) + (i * a);
            i.Store(g + j);
            f.Store(g + n + j);
            a.Store(g + (2 * n) + j);
            o.Store(g + (3 * n) + j);
            next.Store(c + j);
            (o * VectorMath.Tanh(next)).Store(h + j);
        }

        if (j < n)
        {
            int rest = n - j;
            Vector<T> i = VectorMath.Sigmoid(Loops.LoadPart(g + j, rest)), f = VectorMath.Sigmoid(Loops.LoadPart(g + n + j, rest));
            Vector<T> a = VectorMath.Tanh(Loops.LoadPart(g + (2 * n) + j, rest)), o = VectorMath.Sigmoid(Loops.LoadPart(g + (3 * n) + j, rest));
            Vector<T> next = (f * Loops.LoadPart(before + j, rest)) + (i * a);
            Loops.StorePart(i, g + j, rest);
            Loops.StorePart(f, g + n + j, rest);
            Loops.StorePart(a, g + (2 * n) + j, rest);
            Loops.StorePart(o, g + (3 * n) + j, rest);
            Loops.StorePart(next, c + j, rest);
            Loops.StorePart(o * VectorMath.Tanh(next), h + j, rest);
        }
    }

    /// <summary>From dh and dc of one step: dgates before their functions, and dc of the step before in place.</summary>
    [MethodImpl(Loops.Hot)]
    private static void StepBack(T* g, T* before, T* c, T* dh, T* dc, T* dg, int n)
    {
        Vector<T> one = Vector<T>.One;
        for (int j = 0; j < n; j += Vector<T>.Count)
        {
            int rest = Math.Min(n - j, Vector<T>.Count);
            Vector<T> i = Loops.LoadPart(g + j, rest), f = Loops.LoadPart(g + n + j, rest), a = Loops.LoadPart(g + (2 * n) + j, rest), o = Loops.LoadPart(g + (3 * n) + j, rest);
            Vector<T> t = VectorMath.Tanh(Loops.LoadPart(c + j, rest)), dy = Loops.LoadPart(dh + j, rest);
            Vector<T> d = Loops.LoadPart(dc + j, rest) + (dy * o * (one - (t * t)));
            Loops.StorePart(d * a * i * (one - i), dg + j, rest);
            Loops.StorePart(d * Loops.LoadPart(before + j, rest) * f * (one - f), dg + n + j, rest);
            Loops.StorePart(d * i * (one - (a * a)), dg + (2 * n) + j, rest);
            Loops.StorePart(dy * t * o * (one - o), dg + (3 * n) + j, rest);
            Loops.StorePart(d * f, dc + j, rest);
        }
    }

    private struct ForwardBody : IParallelBody
    {
        public Sequence Size;
        public T* Share, H0, C0, W, Hidden, Cell, Gates;

        public readonly void Invoke(int index)
        {
            (int first, int rows) = Size.Rows(index);
            int n = Size.H;
            for (int step = 0; step < Size.T; step++)
            {
                nint at = ((nint)Size.Time(step) * Size.N) + first;
                T* gates = Gates + (at * 4 * n), h = Hidden + (at * n), c = Cell + (at * n), before = Size.Before(C0, Cell, step, first);
                new ReadOnlySpan<T>(Share + (at * 4 * n), rows * 4 * n).CopyTo(new Span<T>(gates, rows * 4 * n));
                GemmOf<T>.Run(Size.Before(H0, Hidden, step, first), n, 1, W, 4 * n, 1, gates, 4 * n, rows, 4 * n, n, accumulate: true);
                for (int row = 0; row < rows; row++)
                {
                    Step(gates + ((nint)row * 4 * n), before + ((nint)row * n), c + ((nint)row * n), h + ((nint)row * n), n);
                }
            }
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public Sequence Size;
        public T* Dhidden, Dcell, C0, W, Cell, Gates, Dshare, Dh0, Dc0;

        public readonly void Invoke(int index)
        {
            (int first, int rows) = Size.Rows(index);
            int n = Size.H, size = rows * n;
            T* dh = Dh0 + ((nint)first * n), dc = Dc0 + ((nint)first * n); // what flows to the step before ends up here
            new Span<T>(dh, size).Clear();
            new Span<T>(dc, size).Clear();
            for (int step = Size.T - 1; step >= 0; step--)
            {
                nint at = ((nint)Size.Time(step) * Size.N) + first;
                T* before = Size.Before(C0, Cell, step, first), dgates = Dshare + (at * 4 * n);
                Loops.AddTo(dh, Dhidden + (at * n), size);
                if (Dcell != null)
                {
                    Loops.AddTo(dc, Dcell + (at * n), size);
                }

                for (int row = 0; row < rows; row++)
                {
                    nint r = (nint)row * n;
                    StepBack(Gates + ((at + row) * 4 * n), before + r, Cell + (at * n) + r, dh + r, dc + r, dgates + (4 * r), n);
                }

                GemmOf<T>.Run(dgates, 4 * n, 1, W, n, 1, dh, n, rows, n, 4 * n, accumulate: false);
            }
        }
    }
}
