using System.Numerics;
using System.Runtime.CompilerServices;
using static AutoGrad.Kernels.WinogradTransforms;

namespace AutoGrad.Kernels;

/// <summary>The linear maps of Winograd's F(3 x 3, 4 x 4), where a tile of 4 x 4 output gradients is the filter and the filter's gradient the output.</summary>
/// <remarks>At the points of <see cref="WinogradTransforms"/>, whose map of the patches serves here too. Lanes are channels, which lie side by side.</remarks>
internal static unsafe class WinogradGradientTransforms
{
    private const int Patch = 6;
    private const int Tile = 4;
    private const int Taps = 3;

    /// <summary>u[i * 6 + j] = (G h Gᵀ)[i, j] for every channel of a tile.</summary>
    /// <param name="h">The tile's first pixel.</param>
    /// <param name="row">Distance of two rows of the tile.</param>
    /// <param name="pixel">Distance of two pixels.</param>
    /// <param name="channels">A multiple of the lanes of a vector.</param>
    /// <param name="u">The tile's place in the first product.</param>
    /// <param name="product">Distance of two products.</param>
    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    public static void OutputGrad(float* h, nint row, nint pixel, int channels, float* u, nint product)
    {
        int lanes = Vector<float>.Count;
        float* half = stackalloc float[Patch * Tile * lanes];
        for (int c = 0; c < channels; c += lanes)
        {
            for (int x = 0; x < Tile; x++)
            {
                float* from = h + c + (x * pixel);
                Evaluate(Vector.Load(from), Vector.Load(from + row), Vector.Load(from + (2 * row)), Vector.Load(from + (3 * row)), half + (x * lanes), Tile * lanes);
            }

            for (int i = 0; i < Patch; i++)
            {
                float* from = half + (i * Tile * lanes);
                Evaluate(
                    Vector.Load(from), Vector.Load(from + lanes), Vector.Load(from + (2 * lanes)), Vector.Load(from + (3 * lanes)), u + c + (i * 6 * product), product);
            }
        }
    }

    /// <summary>dw = Aᵀ m A for the filters of one input channel to adjacent output channels.</summary>
    /// <param name="m">The input channel's row in the first product.</param>
    /// <param name="product">Distance of two products.</param>
    /// <param name="outputs">Output channels, a multiple of the lanes of a vector.</param>
    /// <param name="dw">The first filter, nine adjacent numbers.</param>
    /// <param name="filter">Distance of the filters of two output channels.</param>
    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    public static void FilterGrad(float* m, nint product, int outputs, float* dw, nint filter)
    {
        int lanes = Vector<float>.Count;
        float* half = stackalloc float[Taps * Patch * lanes], taps = stackalloc float[Taps * Taps * lanes];
        for (int o = 0; o < outputs; o += lanes)
        {
            for (int j = 0; j < Patch; j++)
            {
                Interpolate(m + o + (j * product), 6 * product, half + (j * lanes), Patch * lanes);
            }

            for (int i = 0; i < Taps; i++)
            {
                Interpolate(half + (i * Patch * lanes), lanes, taps + (i * Taps * lanes), lanes);
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                float* to = dw + ((o + lane) * filter);
                for (int k = 0; k < Taps * Taps; k++)
                {
                    to[k] = taps[(k * lanes) + lane];
                }
            }
        }
    }

    /// <summary>The cubic with these coefficients at the six points, each times the point's share in the interpolation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Evaluate(Vector<float> h0, Vector<float> h1, Vector<float> h2, Vector<float> h3, float* to, nint step)
    {
        Vector<float> a = Fma(new Vector<float>(-2f / 3), h0, h2 * (-1f / 3)), b = Fma(new Vector<float>(SqrtHalf * -2f / 3), h1, h3 * (SqrtHalf * -1f / 3));
        Vector<float> c = Fma(new Vector<float>(1f / 6), h0, h2 * (1f / 3)), d = Fma(new Vector<float>(SqrtTwo / 6), h1, h3 * (SqrtTwo / 3));
        h0.Store(to);
        (a + b).Store(to + step);
        (a - b).Store(to + (2 * step));
        (c + d).Store(to + (3 * step));
        (c - d).Store(to + (4 * step));
        h3.Store(to + (5 * step));
    }

    /// <summary>Six products, a step apart, to three taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interpolate(float* m, nint step, float* taps, nint distance)
    {
        Vector<float> m1 = Vector.Load(m + step), m2 = Vector.Load(m + (2 * step)), m3 = Vector.Load(m + (3 * step)), m4 = Vector.Load(m + (4 * step));
        Vector<float> e = m1 + m2, f = m1 - m2, g = m3 + m4, h = m3 - m4;
        (Vector.Load(m) + e + g).Store(taps);
        Fma(new Vector<float>(SqrtHalf), f, h * SqrtTwo).Store(taps + distance);
        Fma(new Vector<float>(0.5f), e, Fma(new Vector<float>(2f), g, Vector.Load(m + (5 * step)))).Store(taps + (2 * distance));
    }
}
