using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Two-dimensional convolution and its gradient in the input through columns and matrix products, generic over float and double.</summary>
/// <remarks>Work is cut by images and by blocks of output rows, by sizes alone, so every thread count gives the same bits.</remarks>
internal static unsafe class Conv2dKernel<T> where T : unmanaged, INumber<T>
{
    // Columns of one block: as many as a matrix product reads in place, which stay in a second-level cache together with the filters.
    private const int BlockElements = 96 * 1024;
    private const int VectorLanes = 16;

    /// <summary>y = x * w + bias; bias may be null.</summary>
    public static void Forward(in ConvSizes s, T* x, T* w, T* bias, T* y)
    {
        if (typeof(T) == typeof(float) && ConvolutionSettings.AllowWinograd && WinogradKernel.Suits(s))
        {
            WinogradKernel.Forward(s, (float*)x, (float*)w, (float*)bias, (float*)y);
            return;
        }

        if (DepthwiseKernel<T>.Suits(s))
        {
            DepthwiseKernel<T>.Forward(s, x, w, bias, y);
            return;
        }

        int rows = BlockRows(s), blocks = (s.OutH + rows - 1) / rows;
        s.Run(s.N * s.Groups * blocks, new ForwardBody { S = s, X = x, W = w, Bias = bias, Y = y, Rows = rows, Blocks = blocks });
    }

    /// <summary>dx from dy: the transposed convolution; bias, of C elements, may be null.</summary>
    public static void InputGrad(in ConvSizes s, T* dy, T* w, T* bias, T* dx)
    {
        if (typeof(T) == typeof(float) && ConvolutionSettings.AllowWinograd && WinogradKernel.SuitsInputGrad(s))
        {
            WinogradKernel.InputGrad(s, (float*)dy, (float*)w, (float*)bias, (float*)dx);
            return;
        }

        if (DepthwiseKernel<T>.SuitsInputGrad(s))
        {
            DepthwiseKernel<T>.InputGrad(s, dy, w, bias, dx);
            return;
        }

        s.Run(s.N * s.Groups, new InputGradBody { S = s, Dy = dy, W = w, Bias = bias, Dx = dx, Rows = BlockRows(s) });
    }

    /// <summary>Output rows of a block; where some rows fill whole vectors, a multiple of them, since what is left of a vector costs as much as a whole one.</summary>
    private static int BlockRows(in ConvSizes s)
    {
        int rows = (int)Math.Clamp(BlockElements / Math.Max(1L, (long)s.K * s.OutW), 1, Math.Max(1, s.OutH));
        int whole = VectorLanes >> Math.Min(BitOperations.TrailingZeroCount(s.OutW), BitOperations.Log2(VectorLanes));
        return rows < s.OutH && rows > whole ? rows - (rows % whole) : rows;
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
            if (Bias != null)
            {
                Fill(y, S.P, S.GroupO, positions, Bias + ((nint)g * S.GroupO));
            }

            T* columns = image + ((nint)row * S.OutW);
            nint pitch = S.P;
            if (!S.IsPointwise)
            {
                pitch = positions;
                columns = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)S.K * positions);
                Im2Col.Gather(S, image, columns, pitch, row, rows);
            }

            GemmOf<T>.Run(W + ((nint)g * S.GroupO * S.K), S.K, 1, columns, pitch, 1, y, S.P, S.GroupO, positions, S.K, accumulate: Bias != null);
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
            // A 1x1 kernel meets each position once, and its product writes it.
            if (!S.IsPointwise || Bias != null)
            {
                Fill(image, (nint)S.H * S.W, S.GroupC, S.H * S.W, Bias == null ? null : Bias + ((nint)g * S.GroupC));
            }

            T* w = W + ((nint)g * S.GroupO * S.K);
            for (int row = 0; row < S.OutH; row += Rows)
            {
                int rows = Math.Min(Rows, S.OutH - row), positions = rows * S.OutW;
                T* dy = Dy + ((((nint)n * S.O) + ((nint)g * S.GroupO)) * S.P) + ((nint)row * S.OutW);
                if (S.IsPointwise)
                {
                    GemmOf<T>.Run(w, 1, S.K, dy, S.P, 1, image + ((nint)row * S.OutW), S.P, S.K, positions, S.GroupO, accumulate: Bias != null);
                    continue;
                }

                T* columns = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)S.K * positions);
                GemmOf<T>.Run(w, 1, S.K, dy, S.P, 1, columns, positions, S.K, positions, S.GroupO, accumulate: false);
                Im2Col.Scatter(S, columns, image, positions, row, rows);
            }
        }
    }
}
