namespace AutoGrad.Kernels;

/// <summary>The gradient of 3 x 3 filters at stride 1 in Float32 by Winograd's F(3 x 3, 4 x 4): a quarter of the multiplications, as 36 sums of matrix products.</summary>
/// <remarks>
/// A block of tiles goes through two steps, each in parallel: patches of the image and tiles of the output's gradient to products, then one matrix product for each of the
/// 36, added to its sum. At the end the sums become filters. Blocks and tasks are cut by sizes alone, so every thread count gives the same bits.
/// </remarks>
internal static unsafe class WinogradWeightGradKernel
{
    private const int Products = WinogradTransforms.Products;

    // Numbers of one block, of both sides: 8 MB, which stay in a last-level cache between the two steps.
    private const int BlockElements = 2 << 20;

    // Between rows and products, whose distance would else be a power of two and drive one another out of the first-level cache.
    private const int Gap = 16;

    /// <summary>dw from x and dy.</summary>
    public static void Run(in ConvSizes s, float* x, float* dy, float* dw)
    {
        var layout = new Layout(s);
        float* sums = Scratch.Get<float>(Scratch.Purpose.Partials, s.Groups * Products * (layout.Sum + layout.Patches + layout.Tiles));
        float* patches = sums + (s.Groups * Products * layout.Sum), tiles = patches + (s.Groups * Products * layout.Patches);
        for (int first = 0; first < layout.Rows.Count; first += layout.RowsPerBlock)
        {
            int last = Math.Min(first + layout.RowsPerBlock, layout.Rows.Count);
            s.Run(s.Groups * (last - first), new TransformBody { S = s, Layout = layout, X = x, Dy = dy, Patches = patches, Tiles = tiles, First = first, Last = last });
            s.Run(s.Groups * Products, new ProductBody { S = s, Layout = layout, Patches = patches, Tiles = tiles, Sums = sums, First = first, Last = last });
        }

        s.Run(s.C, new FilterBody { S = s, Layout = layout, Sums = sums, Dw = dw });
    }

    /// <summary>Where things lie: sums [group][product][C][O], patches [group][product][tile][C] and tiles [group][product][tile][O] of a block.</summary>
    private readonly struct Layout
    {
        public readonly TileRows Rows;
        public readonly int RowsPerBlock;
        public readonly nint PatchPitch, TilePitch;

        // Distances of two products.
        public readonly nint Sum, Patches, Tiles;

        public Layout(in ConvSizes s)
        {
            Rows = new TileRows(s.N, s.OutH, s.OutW);
            (PatchPitch, TilePitch) = (s.GroupC + Gap, s.GroupO + Gap);
            nint row = Rows.Longest * (PatchPitch + TilePitch) * Products * s.Groups;
            RowsPerBlock = (int)Math.Clamp(BlockElements / row, 1, Rows.Count);
            nint most = (nint)RowsPerBlock * Rows.Longest;
            (Sum, Patches, Tiles) = (((nint)s.GroupC * s.GroupO) + Gap, (most * PatchPitch) + Gap, (most * TilePitch) + Gap);
        }
    }

    /// <summary>One row of tiles of one group, of the image and of the output's gradient.</summary>
    private struct TransformBody : IParallelBody
    {
        public ConvSizes S;
        public Layout Layout;
        public float* X, Dy, Patches, Tiles;
        public int First, Last;

        public readonly void Invoke(int index)
        {
            (int g, int row) = Math.DivRem(index, Last - First);
            (int n, int top, int left, int count) = Layout.Rows[First + row];
            int c = S.GroupC, o = S.GroupO, wide = (count * 4) + 2, narrow = count * 4;
            nint at = Layout.Rows.TilesBefore(First + row) - Layout.Rows.TilesBefore(First), image = ((nint)n * S.Groups) + g;
            float* strip = Scratch.Get<float>(Scratch.Purpose.Operand, Math.Max((nint)6 * wide * c, (nint)4 * narrow * o));

            TileRows.Gather(X + (image * c * S.H * S.W), S.H, S.W, c, top - S.PadTop, left - S.PadLeft, 6, wide, strip);
            float* patch = Patches + (g * Products * Layout.Patches) + (at * Layout.PatchPitch);
            for (int t = 0; t < count; t++, patch += Layout.PatchPitch)
            {
                WinogradTransforms.Input(strip + ((nint)t * 4 * c), (nint)wide * c, c, c, patch, Layout.Patches);
            }

            TileRows.Gather(Dy + (image * o * S.P), S.OutH, S.OutW, o, top, left, 4, narrow, strip);
            float* tile = Tiles + (g * Products * Layout.Tiles) + (at * Layout.TilePitch);
            for (int t = 0; t < count; t++, tile += Layout.TilePitch)
            {
                WinogradGradientTransforms.OutputGrad(strip + ((nint)t * 4 * o), (nint)narrow * o, o, o, tile, Layout.Tiles);
            }
        }
    }

    /// <summary>One product of one group: its sum over the tiles of a block.</summary>
    private struct ProductBody : IParallelBody
    {
        public ConvSizes S;
        public Layout Layout;
        public float* Patches, Tiles, Sums;
        public int First, Last;

        public readonly void Invoke(int index)
        {
            int tiles = Layout.Rows.TilesBefore(Last) - Layout.Rows.TilesBefore(First);
            Gemm.Run(
                Patches + (index * Layout.Patches), 1, Layout.PatchPitch, Tiles + (index * Layout.Tiles), Layout.TilePitch, 1,
                Sums + (index * Layout.Sum), S.GroupO, S.GroupC, S.GroupO, tiles, accumulate: First > 0);
        }
    }

    /// <summary>The filters of one input channel from their sums.</summary>
    private struct FilterBody : IParallelBody
    {
        public ConvSizes S;
        public Layout Layout;
        public float* Sums, Dw;

        public readonly void Invoke(int index)
        {
            (int g, int c) = Math.DivRem(index, S.GroupC);
            WinogradGradientTransforms.FilterGrad(
                Sums + (g * Products * Layout.Sum) + ((nint)c * S.GroupO), Layout.Sum, S.GroupO, Dw + ((nint)g * S.GroupO * S.K) + (c * 9), S.K);
        }
    }
}
