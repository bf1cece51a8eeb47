namespace AutoGrad.Kernels;

/// <summary>The planes of some images in tiles of 4 x 4 pixels, row of tiles by row of tiles; long rows are cut into pieces.</summary>
internal readonly struct TileRows
{
    // Pixels of so many tiles with all their channels lie in a second-level cache.
    private const int LongestRow = 64;

    private readonly int _down;
    private readonly int _across;
    private readonly int _pieces;

    public TileRows(int images, int height, int width)
    {
        (_down, _across) = ((height + 3) / 4, (width + 3) / 4);
        _pieces = (_across + LongestRow - 1) / LongestRow;
        Longest = (_across + _pieces - 1) / _pieces;
        Count = images * _down * _pieces;
    }

    /// <summary>Rows, or pieces of rows, of all images.</summary>
    public int Count { get; }

    /// <summary>Tiles of the longest row.</summary>
    public int Longest { get; }

    /// <summary>A row's image, its first pixel and its tiles.</summary>
    public (int Image, int Top, int Left, int Tiles) this[int row]
    {
        get
        {
            (int down, int piece) = Math.DivRem(row, _pieces);
            (int image, down) = Math.DivRem(down, _down);
            return (image, down * 4, piece * Longest * 4, Math.Min(Longest, _across - (piece * Longest)));
        }
    }

    /// <summary>Tiles of all rows before this one.</summary>
    public int TilesBefore(int row) => (row / _pieces * _across) + (row % _pieces * Longest);

    /// <summary>Some rows of pixels of an image with their channels side by side; outside the image are zeros.</summary>
    /// <param name="image">Channels of H x W.</param>
    /// <param name="h">H.</param>
    /// <param name="w">W.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="top">First row, which may lie outside.</param>
    /// <param name="left">First column, which may lie outside.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="pixels">Pixels of a row.</param>
    /// <param name="strip">rows x pixels x channels.</param>
    public static unsafe void Gather(float* image, int h, int w, int channels, int top, int left, int rows, int pixels, float* strip)
    {
        int low = Math.Clamp(-left, 0, pixels), high = Math.Clamp(w - left, low, pixels);
        for (int i = 0; i < rows; i++, strip += (nint)pixels * channels)
        {
            int y = top + i;
            if ((uint)y >= (uint)h)
            {
                new Span<float>(strip, pixels * channels).Clear();
                continue;
            }

            new Span<float>(strip, low * channels).Clear();
            Transposition.Copy(strip + ((nint)low * channels), channels, image + ((nint)y * w) + left + low, (long)h * w, high - low, channels);
            new Span<float>(strip + ((nint)high * channels), (pixels - high) * channels).Clear();
        }
    }
}
