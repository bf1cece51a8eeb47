using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Elman's network over whole sequences, h' = tanh or relu (share + h wᵀ). The input's share is given; here runs what depends on the state.</summary>
internal static unsafe class RnnKernel<T> where T : unmanaged, INumber<T>
{
    /// <summary>hidden [T, N, H].</summary>
    public static void Forward(Sequence s, bool relu, T* share, T* h0, T* w, T* hidden)
    {
        T* transposed = Sequence.Transposed(w, s.H, s.H);
        var body = new ForwardBody { Size = s, Relu = relu, Share = share, H0 = h0, W = transposed, Hidden = hidden };
        WorkerPool.For(s.Blocks, ref body);
    }

    /// <summary>dshare [T, N, H], dh0 and dw.</summary>
    public static void Backward(Sequence s, bool relu, T* dhidden, T* h0, T* w, T* hidden, T* dshare, T* dh0, T* dw)
    {
        var body = new BackwardBody { Size = s, Relu = relu, Dhidden = dhidden, W = w, Hidden = hidden, Dshare = dshare, Dh0 = dh0 };
        WorkerPool.For(s.Blocks, ref body);
        s.WeightGrad(dshare, s.H, h0, hidden, dw);
    }

    [MethodImpl(Loops.Hot)]
    private static void Step(T* h, int n, bool relu)
    {
        for (int j = 0; j < n; j += Vector<T>.Count)
        {
            int rest = Math.Min(n - j, Vector<T>.Count);
            Vector<T> x = Loops.LoadPart(h + j, rest);
            Loops.StorePart(relu ? Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), Vector<T>.Zero, x) : VectorMath.Tanh(x), h + j, rest);
        }
    }

    /// <summary>dshare = dh · f', from the output.</summary>
    [MethodImpl(Loops.Hot)]
    private static void StepBack(T* h, T* dh, T* dshare, int n, bool relu)
    {
        for (int j = 0; j < n; j += Vector<T>.Count)
        {
            int rest = Math.Min(n - j, Vector<T>.Count);
            Vector<T> y = Loops.LoadPart(h + j, rest), dy = Loops.LoadPart(dh + j, rest);
            Vector<T> dx = relu ? Vector.ConditionalSelect(Vector.LessThanOrEqual(y, Vector<T>.Zero), Vector<T>.Zero, dy) : dy * (Vector<T>.One - (y * y));
            Loops.StorePart(dx, dshare + j, rest);
        }
    }

    private struct ForwardBody : IParallelBody
    {
        public Sequence Size;
        public bool Relu;
        public T* Share, H0, W, Hidden;

        public readonly void Invoke(int index)
        {
            (int first, int rows) = Size.Rows(index);
            int n = Size.H;
            for (int step = 0; step < Size.T; step++)
            {
                nint at = ((nint)Size.Time(step) * Size.N) + first;
                T* h = Hidden + (at * n);
                new ReadOnlySpan<T>(Share + (at * n), rows * n).CopyTo(new Span<T>(h, rows * n));
                GemmOf<T>.Run(Size.Before(H0, Hidden, step, first), n, 1, W, n, 1, h, n, rows, n, n, accumulate: true);
                Step(h, rows * n, Relu);
            }
        }
    }

    private struct BackwardBody : IParallelBody
    {
        public Sequence Size;
        public bool Relu;
        public T* Dhidden, W, Hidden, Dshare, Dh0;

        public readonly void Invoke(int index)
        {
            (int first, int rows) = Size.Rows(index);
            int n = Size.H;
            T* dh = Dh0 + ((nint)first * n); // what flows to the step before ends up here
            new Span<T>(dh, rows * n).Clear();
            for (int step = Size.T - 1; step >= 0; step--)
            {
                nint at = (((nint)Size.Time(step) * Size.N) + first) * n;
                Loops.AddTo(dh, Dhidden + at, rows * n);
                StepBack(Hidden + at, dh, Dshare + at, rows * n, Relu);
                GemmOf<T>.Run(Dshare + at, n, 1, W, n, 1, dh, n, rows, n, n, accumulate: false);
            }
        }
    }
}
