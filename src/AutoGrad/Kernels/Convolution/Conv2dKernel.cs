using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Two-dimensional convolution and its two gradients through columns and matrix products, generic over float and double.</summary>
/// <remarks>Work is cut by images and by blocks of output rows, by sizes alone, so every thread count gives the same bits.</remarks>
internal static unsafe class Conv2dKernel<T> where T : unmanaged, INumber<T>
{
    // Columns of one block: half a megabyte of floats stays in a second-level cache together with the filters.
    private const int BlockElements = 128 * 1024;

    // Below this much arithmetic one thread is done before another has woken.
    private const long ParallelFlops = 200_000;

    // Partial sums of the weight gradient: enough for the cores of a desk machine, few enough to add up.
    private const int MaxPartials = 8;
    private const int MaxPartialElements = 256 * 1024;

    /// <summary>y = x * w + bias; bias may be null.</summary>
    public static void Forward(in ConvSizes s, T* x, T* w, T* bias, T* y)
    {
        int rows = BlockRows(s), blocks = (s.OutH + rows - 1) / rows;
        Run(s, s.N * s.Groups * blocks, new ForwardBody { S = s, X = x, W = w, Bias = bias, Y = y, Rows = rows, Blocks = blocks });
    }

    /// <summary>dx from dy: the transposed convolution; bias, of C elements, may be null.</summary>
    public static void InputGrad(in ConvSizes s, T* dy, T* w, T* bias, T* dx) =>
        Run(s, s.N * s.Groups, new InputGradBody { S = s, Dy = dy, W = w, Bias = bias, Dx = dx, Rows = BlockRows(s) });

    /// <summary>dw from x and dy.</summary>
    public static void WeightGrad(in ConvSizes s, T* x, T* dy, T* dw)
    {
        int size = s.O * s.K;
        int parts = size <= MaxPartialElements ? Math.Clamp(s.N, 1, MaxPartials) : 1;
        T* partials = parts == 1 ? dw : Scratch.Get<T>(Scratch.Purpose.Partials, (nint)parts * size);
        Run(s, parts, new WeightGradBody { S = s, X = x, Dy = dy, Partials = partials, Parts = parts, Rows = BlockRows(s) });
        if (parts > 1)
        {
            new ReadOnlySpan<T>(partials, size).CopyTo(new Span<T>(dw, size));
            for (int part = 1; part < parts; part++)
            {
                Loops.AddTo(dw, partials + ((nint)part * size), size);
            }
        }
    }

    private static int BlockRows(in ConvSizes s) => (int)Math.Clamp(BlockElements / Math.Max(1L, (long)s.K * s.OutW), 1, Math.Max(1, s.OutH));

    private static void Run<TBody>(in ConvSizes s, int tasks, TBody body) where TBody : struct, IParallelBody
    {
        if (s.Flops >= ParallelFlops)
        {
            WorkerPool.For(tasks, ref body);
            return;
        }

        for (int i = 0; i < tasks; i++)
        {
            body.Invoke(i);
        }
    }

    /// <summary>Sets each row to its channel's bias, or to zero.</summary>
    private static void Fill(T* target, nint pitch, int channels, int n, T* bias)
    {
        for (int c = 0; c < channels; c++)
        {
            new Span<T>(target + (c * pitch), n).Fill(bias == null ? T.Zero : bias[c]);
        }
    }

    private struct ForwardBody : IParallelBody
    {
        public ConvSizes S;
        public T* X, W, Bias, Y;
        public int Rows, Blocks;

        public readonly void Invoke(int index)
        {
            (index, int block) = Math.DivRem(index, Blocks);
            (int n, int g) = Math.DivRem(index, S.Groups);
            int row = block * Rows, rows = Math.Min(Rows, S.OutH - row), positions = rows * S.OutW;
            T* image = X + ((((nint)n * S.C) + ((nint)g * S.GroupC)) * S.H * S.W);
            T* y = Y + ((((nint)n * S.O) + ((nint)g * S.GroupO)) * S.P) + ((nint)row * S.OutW);
            Fill(y, S.P, S.GroupO, positions, Bias == null ? null : Bias + ((nint)g * S.GroupO));
            T* columns = image + ((nint)row * S.OutW);
            nint pitch = S.P;
            if (!S.IsPointwise)
            {
                pitch = positions;
                columns = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)S.K * positions);
                Im2Col.Gather(S, image, columns, pitch, row, rows);
            }

            GemmOf<T>.Run(W + ((nint)g * S.GroupO * S.K), S.K, 1, columns, pitch, 1, y, S.P, S.GroupO, positions, S.K, accumulate: true);
        }
    }

    private struct InputGradBody : IParallelBody
    {
        public ConvSizes S;
        public T* Dy, W, Bias, Dx;
        public int Rows;

        public readonly void Invoke(int index)
        {
            (int n, int g) = Math.DivRem(index, S.Groups);
            T* image = Dx + ((((nint)n * S.C) + ((nint)g * S.GroupC)) * S.H * S.W);
            Fill(image, (nint)S.H * S.W, S.GroupC, S.H * S.W, Bias == null ? null : Bias + ((nint)g * S.GroupC));
            T* w = W + ((nint)g * S.GroupO * S.K);
            for (int row = 0; row < S.OutH; row += Rows)
            {
                int rows = Math.Min(Rows, S.OutH - row), positions = rows * S.OutW;
                T* dy = Dy + ((((nint)n * S.O) + ((nint)g * S.GroupO)) * S.P) + ((nint)row * S.OutW);
                if (S.IsPointwise)
                {
                    GemmOf<T>.Run(w, 1, S.K, dy, S.P, 1, image + ((nint)row * S.OutW), S.P, S.K, positions, S.GroupO, accumulate: true);
                    continue;
                }

                T* columns = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)S.K * positions);
                GemmOf<T>.Run(w, 1, S.K, dy, S.P, 1, columns, positions, S.K, positions, S.GroupO, accumulate: false);
                Im2Col.Scatter(S, columns, image, positions, row, rows);
            }
        }
    }

    private struct WeightGradBody : IParallelBody
    {
        public ConvSizes S;
        public T* X, Dy, Partials;
        public int Parts, Rows;

        public readonly void Invoke(int index)
        {
            T* dw = Partials + ((nint)index * S.O * S.K);
            new Span<T>(dw, S.O * S.K).Clear();
            int first = (int)((long)S.N * index / Parts), last = (int)((long)S.N * (index + 1) / Parts);
            for (int n = first; n < last; n++)
            {
                for (int g = 0; g < S.Groups; g++)
                {
                    AddImage(n, g, dw + ((nint)g * S.GroupO * S.K));
                }
            }
        }

        private readonly void AddImage(int n, int g, T* dw)
        {
            T* image = X + ((((nint)n * S.C) + ((nint)g * S.GroupC)) * S.H * S.W);
            for (int row = 0; row < S.OutH; row += Rows)
            {
                int rows = Math.Min(Rows, S.OutH - row), positions = rows * S.OutW;
                T* columns = image + ((nint)row * S.OutW);
                nint pitch = S.P;
                if (!S.IsPointwise)
                {
                    pitch = positions;
                    columns = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)S.K * positions);
                    Im2Col.Gather(S, image, columns, pitch, row, rows);
                }

                T* dy = Dy + ((((nint)n * S.O) + ((nint)g * S.GroupO)) * S.P) + ((nint)row * S.OutW);
                GemmOf<T>.Run(dy, S.P, 1, columns, 1, pitch, dw, S.K, S.GroupO, S.K, positions, accumulate: true);
            }
        }
    }
}
