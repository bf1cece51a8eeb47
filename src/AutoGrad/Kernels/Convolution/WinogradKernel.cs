namespace AutoGrad.Kernels;

/// <summary>3 x 3 convolution of stride 1 in Float32 by Winograd's F(4 x 4, 3 x 3): a quarter of the multiplications, as 36 matrix products.</summary>
/// <remarks>
/// One task takes a few rows of tiles through all steps: pixels with their channels side by side, patches to products, products times filters, and back. What it
/// holds meanwhile stays near a core's second-level cache. Tasks are cut by sizes alone, so every thread count gives the same bits.
/// </remarks>
internal static unsafe class WinogradKernel
{
    private const int Products = WinogradTransforms.Products;

    // Patches and products of this many tiles lie in a second-level cache beside the filters, for 64 channels.
    private const int TaskTiles = 48;

    // Filters of this many output channels lie together, input channel by input channel: two of the widest vectors, one panel of a matrix product.
    private const int Panel = 32;

    // Lines of a cache between rows and products, whose distance would else be a power of two and drive one another out of the first-level cache.
    private const int Gap = 16;

    // Fewer channels: the transforms would cost more than the products save.
    private const int LeastChannels = 16;

    private const int LeastTiles = 9;

    // The gradient of the filters: it paid from 288 pixels on; with more filters than these the sums take more than 36 MB.
    private const int LeastPixels = 256;
    private const int MostFilters = 1 << 18;

    /// <summary>Whether the forward pass is of this kind.</summary>
    public static bool Suits(in ConvSizes s) => SuitsBoth(s) && SuitsOutput(s.OutH, s.OutW);

    /// <summary>Whether the gradient of the input is of this kind.</summary>
    public static bool SuitsInputGrad(in ConvSizes s) => SuitsBoth(s) && SuitsOutput(s.H, s.W);

    /// <summary>y = x * w + bias; bias may be null.</summary>
    public static void Forward(in ConvSizes s, float* x, float* w, float* bias, float* y) => Run(
        new Body
        {
            N = s.N,
            Groups = s.Groups,
            C = s.GroupC,
            H = s.H,
            W = s.W,
            O = s.GroupO,
            OutH = s.OutH,
            OutW = s.OutW,
            PadTop = s.PadTop,
            PadLeft = s.PadLeft,
            X = x,
            Bias = bias,
            Y = y,
        },
        new FilterBody { W = w, Stride = s.K, Next = 9, C = s.GroupC, O = s.GroupO, Group = s.GroupO * s.K });

    /// <summary>dx from dy: the convolution of dy with the filters turned by half a circle; bias, of C elements, may be null.</summary>
    public static void InputGrad(in ConvSizes s, float* dy, float* w, float* bias, float* dx) => Run(
        new Body
        {
            N = s.N,
            Groups = s.Groups,
            C = s.GroupO,
            H = s.OutH,
            W = s.OutW,
            O = s.GroupC,
            OutH = s.H,
            OutW = s.W,
            PadTop = 2 - s.PadTop,
            PadLeft = 2 - s.PadLeft,
            X = dy,
            Bias = bias,
            Y = dx,
        },
        new FilterBody { W = w, Stride = 9, Next = s.K, C = s.GroupO, O = s.GroupC, Group = s.GroupO * s.K, Flipped = true });

    /// <summary>Whether the gradient of the filters is of this kind; its sums take 36 numbers for each of a filter's nine.</summary>
    public static bool SuitsWeightGrad(in ConvSizes s) =>
        SuitsBoth(s) && SuitsOutput(s.OutH, s.OutW) && (long)s.N * s.P >= LeastPixels && (long)s.O * s.GroupC <= MostFilters;

    private static bool SuitsBoth(in ConvSizes s) =>
        s.KernelH == 3 && s.KernelW == 3 && s.StrideH == 1 && s.StrideW == 1 && s.DilationH == 1 && s.DilationW == 1
        && s.GroupC % 16 == 0 && s.GroupO % 16 == 0 && s.GroupC >= LeastChannels && s.GroupO >= LeastChannels && (long)s.O * s.GroupC <= 1 << 22;

    private static bool SuitsOutput(int height, int width) => (long)((height + 3) / 4) * ((width + 3) / 4) >= LeastTiles;

    private static void Run(Body body, FilterBody filters)
    {
        if (body.N == 0)
        {
            return;
        }

        body.FilterProduct = ((nint)(body.O + Panel - 1) / Panel * Panel * body.C) + Gap;
        float* u = Scratch.Get<float>(Scratch.Purpose.Partials, body.Groups * Products * body.FilterProduct);
        filters.U = u;
        filters.Product = body.FilterProduct;
        WorkerPool.For(body.Groups * body.C, ref filters);
        body.U = u;
        body.Arrange();
        WorkerPool.For(body.Tasks, ref body);
    }

    /// <summary>The products of the filters, u [group][product][panel of O][C][Panel]; a task is one input channel.</summary>
    private struct FilterBody : IParallelBody
    {
        public float* W, U;
        public nint Stride, Next, Group, Product;
        public int C, O;
        public bool Flipped;

        public readonly void Invoke(int index)
        {
            (int g, int c) = Math.DivRem(index, C);
            float* w = W + (g * Group) + (c * Next), u = U + (g * Products * Product) + ((nint)c * Panel);
            for (int o = 0; o < O; o += Panel, w += Panel * Stride, u += (nint)Panel * C)
            {
                WinogradTransforms.Filter(w, Stride, Flipped, Math.Min(Panel, O - o), u, Product);
            }
        }
    }

    private struct Body : IParallelBody
    {
        public int N, Groups, C, H, W, O, OutH, OutW, PadTop, PadLeft;
        public float* X, U, Bias, Y;
        public nint FilterProduct;
        private TileRows _rows;
        private int _rowsPerTask;
        private int _tasksPerGroup;

        public readonly int Tasks => Groups * _tasksPerGroup;

        /// <summary>Cuts the rows of tiles of a group into tasks of about <see cref="TaskTiles"/> tiles.</summary>
        public void Arrange()
        {
            _rows = new TileRows(N, OutH, OutW);
            _rowsPerTask = Math.Max(1, TaskTiles / _rows.Longest);
            _tasksPerGroup = (_rows.Count + _rowsPerTask - 1) / _rowsPerTask;
        }

        public readonly void Invoke(int index)
        {
            (int g, int task) = Math.DivRem(index, _tasksPerGroup);
            int first = task * _rowsPerTask, last = Math.Min(first + _rowsPerTask, _rows.Count), most = _rowsPerTask * _rows.Longest;
            int wide = Math.Max(((_rows.Longest * 4) + 2) * 6 * C, _rows.Longest * 16 * O);
            nint pitch = C + Gap, productV = most * pitch, productM = ((nint)most * O) + Gap;
            float* strip = Scratch.Get<float>(Scratch.Purpose.Operand, wide + (Products * (productV + productM)));
            float* v = strip + wide, m = v + (Products * productV);
            int tiles = 0;
            for (int row = first; row < last; row++)
            {
                (int n, int top, int left, int count) = _rows[row];
                int pixels = (count * 4) + 2;
                TileRows.Gather(X + ((((nint)n * Groups) + g) * C * H * W), H, W, C, top - PadTop, left - PadLeft, 6, pixels, strip);
                for (int t = 0; t < count; t++, tiles++)
                {
                    WinogradTransforms.Input(strip + ((nint)t * 4 * C), (nint)pixels * C, C, C, v + (tiles * pitch), productV);
                }
            }

            float* u = U + (g * Products * FilterProduct);
            for (int p = 0; p < Products; p++)
            {
                for (int o = 0; o < O; o += Panel)
                {
                    float* panel = u + (p * FilterProduct) + ((nint)o * C);
                    Gemm.Run(v + (p * productV), pitch, 1, panel, Panel, 1, m + (p * productM) + o, O, tiles, Math.Min(Panel, O - o), C, accumulate: false);
                }
            }

            tiles = 0;
            float* bias = Bias == null ? null : Bias + ((nint)g * O);
            for (int row = first; row < last; row++)
            {
                int count = _rows[row].Tiles;
                for (int t = 0; t < count; t++, tiles++)
                {
                    WinogradTransforms.Output(m + ((nint)tiles * O), productM, O, bias, strip + ((nint)t * 4 * O), (nint)count * 4 * O, O);
                }

                Scatter(g, row, count, strip);
            }
        }

        /// <summary>Four rows of pixels to their places in the planes; what lies outside is dropped.</summary>
        private readonly void Scatter(int g, int row, int count, float* strip)
        {
            (int n, int top, int left, _) = _rows[row];
            int pixels = Math.Min(count * 4, OutW - left), rows = Math.Min(4, OutH - top);
            long plane = (long)OutH * OutW;
            float* image = Y + ((((nint)n * Groups) + g) * O * (nint)plane) + left;
            for (int i = 0; i < rows; i++)
            {
                Transposition.Copy(image + ((nint)(top + i) * OutW), plane, strip + ((nint)i * count * 4 * O), O, O, pixels);
            }
        }
    }
}
