using AutoGrad.Kernels;

namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Resizes the spatial dimensions to given sizes. PyTorch: torch.nn.functional.interpolate.</summary>
    /// <param name="input">[N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="size">New spatial sizes; one number for all.</param>
    /// <param name="mode">How values between elements are found. Default Nearest.</param>
    /// <param name="alignCorners">Whether the corners' elements keep their values; for the linear and cubic modes. Default false.</param>
    /// <returns>[N, C, size].</returns>
    /// <remarks>DTypes: Float32, Float64. Derivative: dy in its weights to the elements it was made of. Saves nothing. Kinks: none.</remarks>
    /// <exception cref="ShapeException">The rank does not fit the mode, the number of sizes does not fit the input, or a size is below 1.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable Interpolate(Variable input, Shape size, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false)
    {
        int spatial = Spatial(input, mode, alignCorners);
        int[] sizes = size.Rank == 1 ? [.. Enumerable.Repeat(size[0], spatial)] : size.ToArray();
        return sizes.Length == spatial
            ? Resized(input, sizes, null, mode, alignCorners)
            : throw Errors.ResizeCount("Interpolate", input.Shape, "size", sizes.Length, spatial);
    }

    /// <summary>Resizes all spatial dimensions to one size. See <see cref="Interpolate(Variable, Shape, InterpolateMode, bool)"/>.</summary>
    /// <param name="input">[N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="size">New size of every spatial dimension.</param>
    /// <param name="mode">How values between elements are found. Default Nearest.</param>
    /// <param name="alignCorners">Whether the corners' elements keep their values; for the linear and cubic modes. Default false.</param>
    /// <returns>[N, C, size, ...].</returns>
    /// <exception cref="ShapeException">The rank does not fit the mode, or size is below 1.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable Interpolate(Variable input, int size, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false)
    {
        int spatial = Spatial(input, mode, alignCorners);
        return Resized(input, [.. Enumerable.Repeat(size, spatial)], null, mode, alignCorners);
    }

    /// <summary>Resizes all spatial dimensions by one factor. See <see cref="Interpolate(Variable, Shape, InterpolateMode, bool)"/>.</summary>
    /// <param name="input">[N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="scaleFactor">New size over old; the result is rounded down.</param>
    /// <param name="mode">How values between elements are found. Default Nearest.</param>
    /// <param name="alignCorners">Whether the corners' elements keep their values; for the linear and cubic modes. Default false.</param>
    /// <param name="recomputeScaleFactor">Whether positions follow from the rounded sizes instead of the factor. Default false.</param>
    /// <returns>[N, C, floor(size · scaleFactor), ...].</returns>
    /// <exception cref="ShapeException">The rank does not fit the mode, or a size becomes less than 1.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable Interpolate(
        Variable input, double scaleFactor, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false, bool recomputeScaleFactor = false) =>
        Interpolate(input, [scaleFactor], mode, alignCorners, recomputeScaleFactor);

    /// <summary>Resizes each spatial dimension by its factor. See <see cref="Interpolate(Variable, Shape, InterpolateMode, bool)"/>.</summary>
    /// <param name="input">[N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="scaleFactor">New size over old, one for each spatial dimension; the results are rounded down.</param>
    /// <param name="mode">How values between elements are found. Default Nearest.</param>
    /// <param name="alignCorners">Whether the corners' elements keep their values; for the linear and cubic modes. Default false.</param>
    /// <param name="recomputeScaleFactor">Whether positions follow from the rounded sizes instead of the factors. Default false.</param>
    /// <returns>[N, C, floor(size · scaleFactor), ...].</returns>
    /// <exception cref="ShapeException">The rank does not fit the mode, the number of factors does not fit the input, or a size becomes less than 1.</exception>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public static Variable Interpolate(
        Variable input, double[] scaleFactor, InterpolateMode mode = InterpolateMode.Nearest, bool alignCorners = false, bool recomputeScaleFactor = false)
    {
        ArgumentNullException.ThrowIfNull(scaleFactor);
        int spatial = Spatial(input, mode, alignCorners);
        double[] factors = scaleFactor.Length == 1 ? [.. Enumerable.Repeat(scaleFactor[0], spatial)] : scaleFactor;
        if (factors.Length != spatial)
        {
            throw Errors.ResizeCount("Interpolate", input.Shape, "scaleFactor", factors.Length, spatial);
        }

        foreach (double factor in factors)
        {
            Errors.Require(factor > 0 && double.IsFinite(factor), "Interpolate", nameof(scaleFactor), factor, "finite numbers above 0");
        }

        int[] sizes = [.. factors.Select((f, i) => Ops.Axes.Size("Interpolate", input.Shape, Math.Floor(input.Shape[i + 2] * f)))];
        return Resized(input, sizes, recomputeScaleFactor ? null : factors, mode, alignCorners);
    }

    /// <summary>Moves blocks of channels into the plane: [N, C r², H, W] to [N, C, H r, W r]. PyTorch: torch.nn.functional.pixel_shuffle.</summary>
    /// <param name="input">[..., C r², H, W].</param>
    /// <param name="upscaleFactor">r.</param>
    /// <returns>[..., C, H r, W r].</returns>
    /// <remarks>A composition of views and one copy. Source: Shi et al. 2016, arXiv:1609.05158.</remarks>
    /// <exception cref="ShapeException">The rank is below 3, or the channels are not a multiple of r².</exception>
    public static Variable PixelShuffle(Variable input, int upscaleFactor)
    {
        ArgumentNullException.ThrowIfNull(input);
        Errors.AtLeast("PixelShuffle", "upscaleFactor", upscaleFactor, 1);
        (int n, int c, int h, int w) = Image("PixelShuffle", input);
        int r = upscaleFactor;
        if (r > c || c % ((long)r * r) != 0)
        {
            throw Errors.ShuffleChannels("PixelShuffle", input.Shape, c, (long)r * r);
        }

        Variable y = input.Reshape(n, c / (r * r), r, r, h, w).Permute(0, 1, 4, 2, 5, 3);
        return y.Reshape([.. input.Shape.AsSpan()[..^3], c / (r * r), h * r, w * r]);
    }

    /// <summary>Moves blocks of the plane into channels: [N, C, H r, W r] to [N, C r², H, W]. PyTorch: torch.nn.functional.pixel_unshuffle.</summary>
    /// <param name="input">[..., C, H r, W r].</param>
    /// <param name="downscaleFactor">r.</param>
    /// <returns>[..., C r², H, W].</returns>
    /// <remarks>The inverse of <see cref="PixelShuffle"/>.</remarks>
    /// <exception cref="ShapeException">The rank is below 3, or height or width is not a multiple of r.</exception>
    public static Variable PixelUnshuffle(Variable input, int downscaleFactor)
    {
        ArgumentNullException.ThrowIfNull(input);
        Errors.AtLeast("PixelUnshuffle", "downscaleFactor", downscaleFactor, 1);
        (int n, int c, int h, int w) = Image("PixelUnshuffle", input);
        int r = downscaleFactor;
        if (h % r != 0 || w % r != 0)
        {
            throw Errors.ShuffleSizes("PixelUnshuffle", input.Shape, r);
        }

        Variable y = input.Reshape(n, c, h / r, r, w / r, r).Permute(0, 1, 3, 5, 2, 4);
        return y.Reshape([.. input.Shape.AsSpan()[..^3], c * r * r, h / r, w / r]);
    }

    private static (int N, int C, int H, int W) Image(string op, Variable input)
    {
        Shape s = input.Shape;
        return s.Rank < 3 ? throw Errors.PoolRank(op, s, 3) : (Shape.Create(s.AsSpan()[..^3]).NumEl, s[^3], s[^2], s[^1]);
    }

    /// <summary>Number of spatial dimensions, if input, mode and corners go together.</summary>
    private static int Spatial(Variable input, InterpolateMode mode, bool alignCorners)
    {
        ArgumentNullException.ThrowIfNull(input);
        (int low, int high, string expected) = mode switch
        {
            InterpolateMode.Linear => (1, 1, "[N, C, L]"),
            InterpolateMode.Bilinear or InterpolateMode.Bicubic => (2, 2, "[N, C, H, W]"),
            InterpolateMode.Trilinear => (3, 3, "[N, C, D, H, W]"),
            InterpolateMode.Area => (1, 2, "[N, C, L] or [N, C, H, W]"),
            _ => (1, 3, "[N, C, L], [N, C, H, W] or [N, C, D, H, W]"),
        };
        int spatial = input.Rank - 2;
        if (spatial < low || spatial > high)
        {
            throw Errors.ResizeRank("Interpolate", input.Shape, mode.ToString(), expected);
        }

        bool hasCorners = mode is InterpolateMode.Linear or InterpolateMode.Bilinear or InterpolateMode.Trilinear or InterpolateMode.Bicubic;
        return alignCorners && !hasCorners ? throw Errors.ResizeCorners("Interpolate", mode.ToString()) : spatial;
    }

    private static Variable Resized(Variable x, int[] sizes, double[]? factors, InterpolateMode mode, bool alignCorners)
    {
        _ = Shape.Create([.. x.Shape.AsSpan()[..2], .. sizes]); // refused as a whole, before one dimension after the other grows
        if (mode == InterpolateMode.Area)
        {
            return sizes.Length == 1 ? AdaptiveAvgPool1d(x, sizes[0]) : AdaptiveAvgPool2d(x, (sizes[0], sizes[1]));
        }

        ResizeRule rule = mode switch
        {
            InterpolateMode.Nearest => ResizeRule.Nearest,
            InterpolateMode.NearestExact => ResizeRule.NearestExact,
            InterpolateMode.Bicubic => ResizeRule.Cubic,
            _ => ResizeRule.Linear,
        };
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            if (factors is not null || sizes[i] != x.Shape[i + 2])
            {
                x = new Ops.Resize(i + 2, sizes[i], rule, alignCorners, factors?[i] ?? 0).Apply(x);
            }
        }

        return x;
    }
}
