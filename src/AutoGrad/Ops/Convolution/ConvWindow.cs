using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>How a filter walks over an image: the parameters that the convolution and its two gradients share.</summary>
/// <remarks>Padding at the end may be negative: then the last rows or columns are not read, which is how output padding of a transposed convolution is expressed.</remarks>
internal readonly record struct ConvWindow(
    int StrideH, int StrideW, int PadTop, int PadBottom, int PadLeft, int PadRight, int DilationH, int DilationW, int Groups)
{
    /// <summary>Stride 1, no padding, no dilation, one group.</summary>
    internal static ConvWindow Plain { get; } = new(1, 1, 0, 0, 0, 0, 1, 1, 1);

    /// <summary>Sizes of y = x * w, with everything validated.</summary>
    internal ConvSizes Sizes(string op, Shape x, Shape w)
    {
        Validate(op);
        if (x.Rank != 4 || w.Rank != 4)
        {
            throw Errors.ConvRank(op, x, w);
        }

        if (x[1] != (long)w[1] * Groups)
        {
            throw Errors.ConvChannels(op, x, w, x[1], w[1], Groups);
        }

        if (w[0] % Groups != 0)
        {
            throw Errors.ConvGroups(op, w, w[0], Groups);
        }

        return Make(op, x[0], x[1], x[2], x[3], w);
    }

    /// <summary>Sizes of the convolution whose output gradient has dy's shape and whose input is h by w.</summary>
    internal ConvSizes SizesFromOutput(string op, Shape dy, Shape w, int height, int width)
    {
        Validate(op);
        if (dy.Rank != 4 || w.Rank != 4)
        {
            throw Errors.ConvRank(op, dy, w);
        }

        if (dy[1] != w[0])
        {
            throw Errors.ConvTransposeChannels(op, dy, w, dy[1], w[0]);
        }

        if (w[0] % Groups != 0)
        {
            throw Errors.ConvGroups(op, w, w[0], Groups);
        }

        ConvSizes s = Make(op, dy[0], Axes.Size(op, w, (double)w[1] * Groups), height, width, w);
        return s.OutH == dy[2] && s.OutW == dy[3] ? s : throw Errors.ConvGradient(op, dy, s.OutH, s.OutW);
    }

    /// <summary>Sizes of the convolution of x whose output gradient has dy's shape and whose filters are kh by kw.</summary>
    internal ConvSizes SizesFromBoth(string op, Shape x, Shape dy, int kernelH, int kernelW)
    {
        Validate(op);
        if (x.Rank != 4 || dy.Rank != 4 || x[0] != dy[0])
        {
            throw Errors.ConvBatch(op, x, dy);
        }

        if (x[1] % Groups != 0 || dy[1] % Groups != 0)
        {
            throw Errors.ConvGroups(op, x, x[1] % Groups != 0 ? x[1] : dy[1], Groups);
        }

        ConvSizes s = Make(op, x[0], x[1], x[2], x[3], [dy[1], x[1] / Groups, kernelH, kernelW]);
        return s.OutH == dy[2] && s.OutW == dy[3] ? s : throw Errors.ConvGradient(op, dy, s.OutH, s.OutW);
    }

    /// <summary>Refuses a bias that is not one number per channel, and inputs of different or non-float dtypes.</summary>
    internal static void CheckDTypes(string op, ReadOnlySpan<TensorSpec> inputs, int channels)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].DType.IsFloat())
            {
                throw Errors.FloatExpected(op, inputs[i].DType);
            }

            if (inputs[i].DType != inputs[0].DType)
            {
                throw Errors.LayerTypes(op, i == 2 ? "bias" : "weight", inputs[0].DType, inputs[i].DType);
            }
        }

        if (inputs.Length > 2 && (inputs[2].Shape.Rank != 1 || inputs[2].Shape[0] != channels))
        {
            throw Errors.ConvBias(op, inputs[2].Shape, channels);
        }
    }

    private ConvSizes Make(string op, int n, int c, int height, int width, Shape w)
    {
        long spanH = (DilationH * (w[2] - 1L)) + 1, spanW = (DilationW * (w[3] - 1L)) + 1;
        long paddedH = (long)height + PadTop + PadBottom, paddedW = (long)width + PadLeft + PadRight;
        if (w[2] < 1 || w[3] < 1 || paddedH < spanH || paddedW < spanW)
        {
            throw Errors.ConvTooSmall(op, [n, c, height, width], w, paddedH, paddedW, spanH, spanW);
        }

        Errors.RequirePlace(op, [n, c, height, width], Math.Max(paddedH, paddedW));

        return new ConvSizes
        {
            N = n,
            C = c,
            H = height,
            W = width,
            O = w[0],
            KernelH = w[2],
            KernelW = w[3],
            OutH = (int)((paddedH - spanH) / StrideH) + 1,
            OutW = (int)((paddedW - spanW) / StrideW) + 1,

            // A stride or dilation beyond the input moves nothing; at the input's length the kernels' sums stay small.
            StrideH = (int)Math.Min(StrideH, paddedH),
            StrideW = (int)Math.Min(StrideW, paddedW),
            PadTop = PadTop,
            PadLeft = PadLeft,
            DilationH = (int)Math.Min(DilationH, paddedH),
            DilationW = (int)Math.Min(DilationW, paddedW),
            Groups = Groups,
        };
    }

    private void Validate(string op)
    {
        Errors.AtLeast(op, "stride", Math.Min(StrideH, StrideW), 1);
        Errors.AtLeast(op, "dilation", Math.Min(DilationH, DilationW), 1);
        Errors.AtLeast(op, "groups", Groups, 1);
        Errors.AtLeast(op, "padding", Math.Min(PadTop, PadLeft), 0);
    }
}
