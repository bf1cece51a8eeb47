using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The three linear maps of Winograd's F(4 x 4, 3 x 3): patches of 6 x 6 inputs, filters of 3 x 3 and tiles of 4 x 4 outputs, to and from 36 products each.</summary>
/// <remarks>
/// Toom and Cook's construction (Lavin and Gray 2015) at 0, ±√½, ±√2 and infinity: a third of the rounding error of the usual points 0, ±1, ±2, for as many
/// operations. Lanes are channels, which lie side by side.
/// </remarks>
internal static unsafe class WinogradTransforms
{
    /// <summary>Products of one tile and channel.</summary>
    public const int Products = 36;

    private const int Patch = 6;
    private const int Tile = 4;

    /// <summary>√½, one of the points.</summary>
    internal const float SqrtHalf = 0.707106781f;

    /// <summary>√2, one of the points.</summary>
    internal const float SqrtTwo = 1.41421356f;

    /// <summary>v[i * 6 + j] = (Bᵀ d B)[i, j] for every channel of a patch.</summary>
    /// <param name="d">The patch's first pixel.</param>
    /// <param name="row">Distance of two rows of the patch.</param>
    /// <param name="pixel">Distance of two pixels.</param>
    /// <param name="channels">A multiple of the lanes of a vector.</param>
    /// <param name="v">The tile's place in the first product.</param>
    /// <param name="product">Distance of two products.</param>
    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    public static void Input(float* d, nint row, nint pixel, int channels, float* v, nint product)
    {
        int lanes = Vector<float>.Count;
        float* columns = stackalloc float[Products * lanes];
        Vector<float> a = new(SqrtHalf), a2 = new(-2 * SqrtHalf), b = new(SqrtTwo), b2 = new(-0.5f * SqrtTwo), two = new(-2f), half = new(-0.5f), sum = new(-2.5f);
        for (int c = 0; c < channels; c += lanes)
        {
            float* to = columns;
            for (int x = 0; x < Patch; x++, to += lanes)
            {
                float* from = d + c + (x * pixel);
                Vector<float> d0 = Vector.Load(from), d1 = Vector.Load(from + row), d2 = Vector.Load(from + (2 * row));
                Vector<float> d3 = Vector.Load(from + (3 * row)), d4 = Vector.Load(from + (4 * row)), d5 = Vector.Load(from + (5 * row));
                Vector<float> e = Fma(two, d2, d4), f = Fma(a2, d1, a * d3), g = Fma(half, d2, d4), h = Fma(b2, d1, b * d3);
                Fma(sum, d2, d0 + d4).Store(to);
                (e + f).Store(to + (6 * lanes));
                (e - f).Store(to + (12 * lanes));
                (g + h).Store(to + (18 * lanes));
                (g - h).Store(to + (24 * lanes));
                Fma(sum, d3, d1 + d5).Store(to + (30 * lanes));
            }

            float* at = columns, target = v + c;
            for (int i = 0; i < Patch; i++, at += 6 * lanes, target += 6 * product)
            {
                Vector<float> d0 = Vector.Load(at), d1 = Vector.Load(at + lanes), d2 = Vector.Load(at + (2 * lanes));
                Vector<float> d3 = Vector.Load(at + (3 * lanes)), d4 = Vector.Load(at + (4 * lanes)), d5 = Vector.Load(at + (5 * lanes));
                Vector<float> e = Fma(two, d2, d4), f = Fma(a2, d1, a * d3), g = Fma(half, d2, d4), h = Fma(b2, d1, b * d3);
                Fma(sum, d2, d0 + d4).Store(target);
                (e + f).Store(target + product);
                (e - f).Store(target + (2 * product));
                (g + h).Store(target + (3 * product));
                (g - h).Store(target + (4 * product));
                Fma(sum, d3, d1 + d5).Store(target + (5 * product));
            }
        }
    }

    /// <summary>y = Aᵀ m A + bias for every channel of a tile: 4 x 4 pixels.</summary>
    /// <param name="m">The tile's place in the first product.</param>
    /// <param name="product">Distance of two products.</param>
    /// <param name="channels">A multiple of the lanes of a vector.</param>
    /// <param name="bias">One number per channel, or null for zeros.</param>
    /// <param name="y">The tile's first pixel.</param>
    /// <param name="row">Distance of two rows of the tile.</param>
    /// <param name="pixel">Distance of two pixels.</param>
    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    public static void Output(float* m, nint product, int channels, float* bias, float* y, nint row, nint pixel)
    {
        int lanes = Vector<float>.Count;
        float* rows = stackalloc float[Tile * Patch * lanes];
        Vector<float> a = new(SqrtHalf), a3 = new(SqrtHalf / 2), b = new(SqrtTwo), b3 = new(2 * SqrtTwo), two = new(2f), half = new(0.5f);
        for (int c = 0; c < channels; c += lanes)
        {
            float* to = rows, from = m + c;
            for (int j = 0; j < Patch; j++, to += lanes, from += product)
            {
                Vector<float> m0 = Vector.Load(from), m1 = Vector.Load(from + (6 * product)), m2 = Vector.Load(from + (12 * product));
                Vector<float> m3 = Vector.Load(from + (18 * product)), m4 = Vector.Load(from + (24 * product)), m5 = Vector.Load(from + (30 * product));
                Vector<float> e = m1 + m2, f = m1 - m2, g = m3 + m4, h = m3 - m4;
                (m0 + e + g).Store(to);
                Fma(a, f, b * h).Store(to + (6 * lanes));
                Fma(half, e, two * g).Store(to + (12 * lanes));
                Fma(a3, f, Fma(b3, h, m5)).Store(to + (18 * lanes));
            }

            Vector<float> add = bias == null ? Vector<float>.Zero : Vector.Load(bias + c);
            float* at = rows, target = y + c;
            for (int i = 0; i < Tile; i++, at += 6 * lanes, target += row)
            {
                Vector<float> m0 = Vector.Load(at), m1 = Vector.Load(at + lanes), m2 = Vector.Load(at + (2 * lanes));
                Vector<float> m3 = Vector.Load(at + (3 * lanes)), m4 = Vector.Load(at + (4 * lanes)), m5 = Vector.Load(at + (5 * lanes));
                Vector<float> e = m1 + m2, f = m1 - m2, g = m3 + m4, h = m3 - m4;
                (m0 + e + g + add).Store(target);
                (Fma(a, f, b * h) + add).Store(target + pixel);
                (Fma(half, e, two * g) + add).Store(target + (2 * pixel));
                (Fma(a3, f, Fma(b3, h, m5)) + add).Store(target + (3 * pixel));
            }
        }
    }

    /// <summary>u[i * 6 + j] = (G g Gᵀ)[i, j] for the filters of one input channel to adjacent output channels.</summary>
    /// <param name="g">The first filter, nine adjacent numbers.</param>
    /// <param name="filter">Distance of the filters of two output channels.</param>
    /// <param name="flipped">Whether the filters are turned by half a circle, as the gradient needs them.</param>
    /// <param name="outputs">Output channels, a multiple of the lanes of a vector.</param>
    /// <param name="u">The input channel's row in the first product.</param>
    /// <param name="product">Distance of two products.</param>
    [SkipLocalsInit]
    [MethodImpl(Loops.Hot)]
    public static void Filter(float* g, nint filter, bool flipped, int outputs, float* u, nint product)
    {
        int lanes = Vector<float>.Count;
        float* taps = stackalloc float[9 * lanes], half = stackalloc float[Patch * 3 * lanes];
        for (int o = 0; o < outputs; o += lanes)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                float* from = g + ((o + lane) * filter);
                for (int k = 0; k < 9; k++)
                {
                    taps[(k * lanes) + lane] = from[flipped ? 8 - k : k];
                }
            }

            for (int x = 0; x < 3; x++)
            {
                float* from = taps + (x * lanes);
                Filter(Vector.Load(from), Vector.Load(from + (3 * lanes)), Vector.Load(from + (6 * lanes)), half + (x * lanes), 3 * lanes);
            }

            for (int i = 0; i < Patch; i++)
            {
                float* from = half + (i * 3 * lanes);
                Filter(Vector.Load(from), Vector.Load(from + lanes), Vector.Load(from + (2 * lanes)), u + o + (i * 6 * product), product);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Filter(Vector<float> g0, Vector<float> g1, Vector<float> g2, float* to, nint step)
    {
        Vector<float> a = Fma(new Vector<float>(-2f / 3), g0, g2 * (-1f / 3)), b = g1 * (SqrtHalf * -2f / 3);
        Vector<float> c = Fma(new Vector<float>(1f / 6), g0, g2 * (1f / 3)), d = g1 * (SqrtTwo / 6);
        g0.Store(to);
        (a + b).Store(to + step);
        (a - b).Store(to + (2 * step));
        (c + d).Store(to + (3 * step));
        (c - d).Store(to + (4 * step));
        g2.Store(to + (5 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Fma(Vector<float> a, Vector<float> b, Vector<float> c) => Vector.MultiplyAddEstimate(a, b, c);
}
