namespace AutoGrad.Ops;

/// <summary>Windows with inputs that fit, shared by the samples of the convolution ops: every parameter away from its default at least once.</summary>
internal static class ConvSamples
{
    internal static IEnumerable<(ConvWindow Window, Tensor X, Tensor W)> Of(Sampler s)
    {
        int n = s.Int(1, Math.Min(s.Size, 2)), c = s.Int(1, Math.Min(s.Size, 2)), o = s.Int(1, Math.Min(s.Size, 2));
        int extra = s.Int(0, s.Size);
        ConvWindow plain = ConvWindow.Plain;
        yield return (plain, s.Uniform([n, c, 2 + extra, 3]), s.Uniform([o, c, 2, s.Int(1, 3)]));
        yield return (plain, s.Uniform([n, c, 2, extra + 1]), s.Uniform([o, c, 1, 1]));
        yield return (plain with { StrideH = 2, StrideW = 3 }, s.Uniform([n, c, 3 + extra, 4]), s.Uniform([o, c, 2, 2]));
        yield return (plain with { PadTop = 1, PadBottom = 1, PadLeft = 2, PadRight = 1 }, s.Uniform([n, c, 1 + extra, 2]), s.Uniform([o, c, 3, 3]));
        yield return (plain with { DilationH = 2, DilationW = 2, PadLeft = 1, PadRight = 1 }, s.Uniform([n, c, 3 + extra, 3]), s.Uniform([o, c, 2, 2]));
        yield return (plain with { Groups = 2, StrideH = 2, PadTop = 1, PadBottom = 1 }, s.Uniform([n, 2 * c, 2, 2 + extra]), s.Uniform([2 * o, c, 2, 2]));
        yield return (plain with { StrideH = 2, StrideW = 2, PadTop = 1, PadBottom = -1 }, s.Uniform([n, c, 3, 3 + extra]), s.Uniform([o, c, 2, 1]));
    }
}
