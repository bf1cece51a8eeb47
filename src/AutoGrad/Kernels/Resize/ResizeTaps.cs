using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>How an output of a resized dimension follows from the input's elements.</summary>
internal enum ResizeRule
{
    /// <summary>The element at floor(i · scale).</summary>
    Nearest,

    /// <summary>The element at floor((i + 1/2) · scale).</summary>
    NearestExact,

    /// <summary>The line between two neighbours.</summary>
    Linear,

    /// <summary>The cubic convolution through four neighbours, a = -3/4.</summary>
    Cubic,
}

/// <summary>Which elements of a line each output reads, and with which weights. Nearest elements are those that PyTorch finds in the arithmetic of the data;
/// weights come from positions in double, since a Float32 position beyond 64 has five digits behind the point left.</summary>
internal static unsafe class ResizeTaps<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements that an output reads.</summary>
    public static int Count(ResizeRule rule) => rule switch { ResizeRule.Linear => 2, ResizeRule.Cubic => 4, _ => 1 };

    /// <summary>Fills indices and weights, Count for each output.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="from">Size of the input.</param>
    /// <param name="to">Size of the output.</param>
    /// <param name="alignCorners">Whether first and last elements of both coincide.</param>
    /// <param name="scaleFactor">Size of the output over that of the input; 0 to take it from the sizes.</param>
    /// <param name="index">Receives indices.</param>
    /// <param name="weight">Receives weights.</param>
    public static void Fill(ResizeRule rule, int from, int to, bool alignCorners, double scaleFactor, int* index, T* weight)
    {
        T rounded = Scale<T>(from, to, alignCorners, scaleFactor), half = T.CreateTruncating(0.5);
        double scale = Scale<double>(from, to, alignCorners, scaleFactor);
        int count = Count(rule);
        for (int i = 0; i < to; i++, index += count, weight += count)
        {
            switch (rule)
            {
                case ResizeRule.Nearest or ResizeRule.NearestExact:
                    T at = T.CreateTruncating(i);
                    *index = Math.Min(int.CreateTruncating(T.Floor((rule == ResizeRule.Nearest ? at : at + half) * rounded)), from - 1);
                    *weight = T.One;
                    break;
                case ResizeRule.Linear:
                    {
                        double x = alignCorners ? i * scale : Math.Max(0, ((i + 0.5) * scale) - 0.5);
                        index[0] = Math.Min((int)x, from - 1);
                        index[1] = Math.Min(index[0] + 1, from - 1);
                        weight[1] = T.CreateTruncating(Math.Clamp(x - index[0], 0, 1));
                        weight[0] = T.One - weight[1];
                        break;
                    }

                default:
                    {
                        double x = alignCorners ? i * scale : ((i + 0.5) * scale) - 0.5, floor = Math.Floor(x), t = x - floor;
                        int first = (int)floor - 1;
                        for (int k = 0; k < 4; k++)
                        {
                            index[k] = Math.Clamp(first + k, 0, from - 1);
                        }

                        (weight[0], weight[1]) = (Outer(t + 1), Inner(t));
                        (weight[2], weight[3]) = (Inner(1 - t), Outer(2 - t));
                        break;
                    }
            }
        }
    }

    /// <summary>Elements of the input per element of the output.</summary>
    private static TScale Scale<TScale>(int from, int to, bool alignCorners, double scaleFactor) where TScale : IBinaryFloatingPointIeee754<TScale> =>
        alignCorners ? (to > 1 ? TScale.CreateTruncating(from - 1) / TScale.CreateTruncating(to - 1) : TScale.Zero)
        : scaleFactor > 0 ? TScale.CreateTruncating(1 / scaleFactor)
        : TScale.CreateTruncating(from) / TScale.CreateTruncating(to);

    /// <summary>Keys' kernel within one element: (a + 2) x³ - (a + 3) x² + 1.</summary>
    private static T Inner(double x) => T.CreateTruncating((((1.25 * x) - 2.25) * x * x) + 1);

    /// <summary>Keys' kernel between one and two elements: a x³ - 5a x² + 8a x - 4a.</summary>
    private static T Outer(double x) => T.CreateTruncating((((((-0.75 * x) + 3.75) * x) - 6) * x) + 3);
}
