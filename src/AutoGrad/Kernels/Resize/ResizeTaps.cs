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

/// <summary>Which elements of a line each output reads, and with which weights: as PyTorch computes them, in the arithmetic of the data.</summary>
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
        T scale = alignCorners ? (to > 1 ? T.CreateTruncating(from - 1) / T.CreateTruncating(to - 1) : T.Zero)
            : scaleFactor > 0 ? T.CreateTruncating(1 / scaleFactor)
            : T.CreateTruncating(from) / T.CreateTruncating(to);
        T half = T.CreateTruncating(0.5);
        int count = Count(rule);
        for (int i = 0; i < to; i++, index += count, weight += count)
        {
            T at = T.CreateTruncating(i);
            switch (rule)
            {
                case ResizeRule.Nearest or ResizeRule.NearestExact:
                    *index = Math.Min(int.CreateTruncating(T.Floor((rule == ResizeRule.Nearest ? at : at + half) * scale)), from - 1);
                    *weight = T.One;
                    break;
                case ResizeRule.Linear:
                    {
                        T x = alignCorners ? at * scale : T.Max(T.Zero, ((at + half) * scale) - half);
                        index[0] = Math.Min(int.CreateTruncating(x), from - 1);
                        index[1] = Math.Min(index[0] + 1, from - 1);
                        weight[1] = T.Min(T.Max(x - T.CreateTruncating(index[0]), T.Zero), T.One);
                        weight[0] = T.One - weight[1];
                        break;
                    }

                default:
                    {
                        T x = alignCorners ? at * scale : ((at + half) * scale) - half, floor = T.Floor(x), t = x - floor;
                        int first = int.CreateTruncating(floor) - 1;
                        for (int k = 0; k < 4; k++)
                        {
                            index[k] = Math.Clamp(first + k, 0, from - 1);
                        }

                        (weight[0], weight[1]) = (Outer(t + T.One), Inner(t));
                        (weight[2], weight[3]) = (Inner(T.One - t), Outer(T.One + T.One - t));
                        break;
                    }
            }
        }
    }

    /// <summary>Keys' kernel within one element: (a + 2) x³ - (a + 3) x² + 1.</summary>
    private static T Inner(T x) => ((((T.CreateTruncating(1.25) * x) - T.CreateTruncating(2.25)) * x) * x) + T.One;

    /// <summary>Keys' kernel between one and two elements: a x³ - 5a x² + 8a x - 4a.</summary>
    private static T Outer(T x)
    {
        T a = T.CreateTruncating(-0.75);
        return (((((a * x) - (T.CreateTruncating(5) * a)) * x) + (T.CreateTruncating(8) * a)) * x) - (T.CreateTruncating(4) * a);
    }
}
