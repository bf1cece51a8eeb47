using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The gradient of a convolution in its filters: for each place of the filter, the product of the image under it with the output's gradient.</summary>
/// <remarks>
/// A block of output rows is prepared once: the image shifted to each column of the filter, so that a place of the filter is a matrix in it, channels by positions;
/// and the output's gradient with its channels side by side, in panels. Images with few channels are unrolled to whole columns instead. Images go to a fixed
/// number of partial sums, panels to tasks: by sizes alone, so every thread count gives the same bits.
/// </remarks>
internal static unsafe class WeightGradKernel<T> where T : unmanaged, INumber<T>
{
    // Two of the widest vectors, one panel of a matrix product.
    private const int PanelBytes = 128;

    // Positions of one block: a panel of this many rows fills a first-level cache.
    private const int BlockPositions = 256;

    // Fewer channels than half a register tile has rows are unrolled with the places of the filter.
    private const int FewChannels = 8;

    // Partial sums: enough for the cores of a desk machine, few enough to add up.
    private const int MaxTasks = 8;
    private const int MaxPartialElements = 256 * 1024;

    /// <summary>dw from x and dy.</summary>
    public static void Run(in ConvSizes s, T* x, T* dy, T* dw)
    {
        if (s.O == 0 || s.K == 0)
        {
            return;
        }

        if (DepthwiseKernel<T>.Suits(s))
        {
            DepthwiseKernel<T>.WeightGrad(s, x, dy, dw);
            return;
        }

        if (typeof(T) == typeof(float) && ConvolutionSettings.AllowWinograd && WinogradKernel.SuitsWeightGrad(s))
        {
            WinogradWeightGradKernel.Run(s, (float*)x, (float*)dy, (float*)dw);
            return;
        }

        var body = new Body(s) { X = x, Dy = dy };
        body.Partials = Scratch.Get<T>(Scratch.Purpose.Partials, body.Parts * body.Size);
        WorkerPool.For(body.Tasks, ref body);
        var sum = new SumBody { Of = body, Dw = dw };
        WorkerPool.For(s.Groups * body.Panels, ref sum);
    }

    /// <summary>Adds the parts of one panel and turns it to rows of filters.</summary>
    private struct SumBody : IParallelBody
    {
        public Body Of;
        public T* Dw;

        public readonly void Invoke(int index)
        {
            int width = Body.Panel, rows = Of.S.K;
            T* sum = Of.Partials + ((nint)index * rows * width);
            for (int part = 1; part < Of.Parts; part++)
            {
                Loops.AddTo(sum, sum + (part * Of.Size), (nint)rows * width);
            }

            (int g, int panel) = Math.DivRem(index, Of.Panels);
            int first = panel * width, count = Math.Min(width, Of.S.GroupO - first);
            Transposition.Copy(Dw + ((((nint)g * Of.S.GroupO) + first) * rows), rows, sum, width, count, rows);
        }
    }

    private struct Body : IParallelBody
    {
        public readonly ConvSizes S;
        public T* X, Dy, Partials;
        private readonly bool _unrolled;
        private readonly int _rows;             // output rows of a block
        private readonly int _panelsPerTask;
        private readonly int _splits;
        private readonly int _phaseRows;        // rows of a block's image that one row of the filter can meet
        private readonly nint _plane;           // distance of two channels in a block's image

        public Body(in ConvSizes s)
        {
            S = s;
            Panels = (s.GroupO + Panel - 1) / Panel;
            Size = (nint)s.Groups * Panels * s.K * Panel;
            Parts = (int)Math.Clamp(MaxPartialElements * MaxTasks / Math.Max(Size, 1), 1, Math.Clamp(s.N, 1, MaxTasks));
            _splits = Math.Min(Panels, (MaxTasks + Parts - 1) / Parts);
            _panelsPerTask = (Panels + _splits - 1) / _splits;
            _splits = (Panels + _panelsPerTask - 1) / _panelsPerTask;
            _unrolled = s.GroupC < FewChannels && s.KernelH * s.KernelW > 1;
            _rows = Math.Clamp(BlockPositions / Math.Max(1, s.OutW), 1, Math.Max(1, s.OutH));
            _phaseRows = _rows + ((s.KernelH - 1) * s.DilationH / s.StrideH);
            _plane = (nint)(_unrolled ? _rows : Math.Min(s.StrideH, ((s.KernelH - 1) * s.DilationH) + 1) * _phaseRows) * s.OutW;
            _plane += _plane * sizeof(T) % 512 == 0 ? 64 / sizeof(T) : 0;
        }

        /// <summary>Output channels side by side.</summary>
        public static int Panel => PanelBytes / sizeof(T);

        public int Panels { get; }

        public int Parts { get; }

        /// <summary>Elements of one part: [group][panel][C][place of the filter][channel of the panel].</summary>
        public nint Size { get; }

        public readonly int Tasks => Parts * S.Groups * _splits;

        private readonly int Places => _unrolled ? 1 : S.KernelH * S.KernelW;

        public readonly void Invoke(int index)
        {
            (int part, index) = Math.DivRem(index, S.Groups * _splits);
            (int g, int split) = Math.DivRem(index, _splits);
            int first = split * _panelsPerTask, count = Math.Min(_panelsPerTask, Panels - first), positions = _rows * S.OutW;
            T* sum = Partials + (part * Size) + ((((nint)g * Panels) + first) * S.K * Panel);
            new Span<T>(sum, count * S.K * Panel).Clear();
            nint image = S.IsPointwise ? 0 : (_unrolled ? S.K : S.KernelW * S.GroupC) * _plane;
            T* scratch = Scratch.Get<T>(Scratch.Purpose.Operand, image + ((nint)count * positions * Panel));
            int lastImage = (int)((long)S.N * (part + 1) / Parts);
            for (int n = (int)((long)S.N * part / Parts); n < lastImage; n++)
            {
                T* x = X + ((((nint)n * S.Groups) + g) * S.GroupC * S.H * S.W);
                T* dy = Dy + ((((nint)n * S.O) + ((nint)g * S.GroupO) + ((nint)first * Panel)) * S.P);
                for (int row = 0; row < S.OutH; row += _rows)
                {
                    Block(x, dy + ((nint)row * S.OutW), row, Math.Min(_rows, S.OutH - row), first, count, sum, scratch, scratch + image);
                }
            }
        }

        private readonly void Block(T* x, T* dy, int row, int rows, int first, int panels, T* sum, T* image, T* turned)
        {
            int positions = rows * S.OutW, places = Places;
            nint plane = _plane;
            if (S.IsPointwise)
            {
                image = x + ((nint)row * S.W);
                plane = (nint)S.H * S.W;
            }
            else if (_unrolled)
            {
                Im2Col.Gather(S, x, image, plane, row, rows);
            }
            else
            {
                Shift(x, row, rows, image);
            }

            for (int panel = 0; panel < panels; panel++, dy += (nint)Panel * S.P, sum += (nint)S.K * Panel)
            {
                int width = Math.Min(Panel, S.GroupO - ((first + panel) * Panel));
                Transposition.Copy(turned, Panel, dy, S.P, positions, width);
                for (int place = 0; place < places; place++)
                {
                    T* a = image + (_unrolled ? 0 : Start(place));
                    GemmOf<T>.Run(a, plane, 1, turned, Panel, 1, sum + ((nint)place * Panel), (nint)places * Panel, _unrolled ? S.K : S.GroupC, width, positions, accumulate: true);
                }
            }
        }

        /// <summary>Where the image under a place of the filter begins.</summary>
        private readonly nint Start(int place)
        {
            (int ky, int kx) = Math.DivRem(place, S.KernelW);
            (int down, int phase) = Math.DivRem(ky * S.DilationH, S.StrideH);
            return (kx * S.GroupC * _plane) + ((((nint)phase * _phaseRows) + down) * S.OutW);
        }

        /// <summary>image[column of the filter][channel][row modulo stride][row][output column] for a block of output rows; zeros outside the image.</summary>
        private readonly void Shift(T* x, int row, int rows, T* image)
        {
            int reach = (S.KernelH - 1) * S.DilationH, top = (row * S.StrideH) - S.PadTop, height = ((rows - 1) * S.StrideH) + reach + 1;
            for (int kx = 0; kx < S.KernelW; kx++)
            {
                (int low, int high) = Im2Col.Inside(S, kx);
                nint shift = ((nint)low * S.StrideW) - S.PadLeft + ((nint)kx * S.DilationW);
                for (int c = 0; c < S.GroupC; c++, image += _plane)
                {
                    T* channel = x + ((nint)c * S.H * S.W) + shift;
                    for (int i = 0; i < height; i++)
                    {
                        (int down, int phase) = Math.DivRem(i, S.StrideH);
                        if (phase <= reach)
                        {
                            Im2Col.Row(channel + ((nint)(top + i) * S.W), image + ((((nint)phase * _phaseRows) + down) * S.OutW), (uint)(top + i) < (uint)S.H, low, high, S.OutW, S.StrideW);
                        }
                    }
                }
            }
        }
    }
}
