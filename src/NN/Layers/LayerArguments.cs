namespace AutoGrad.NN;

/// <summary>Checks the arguments of layers before anything is made.</summary>
internal static class LayerArguments
{
    internal static void Channels(string layer, int inChannels, int outChannels, int groups)
    {
        if (inChannels < 1 || outChannels < 1 || groups < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(inChannels), $"{layer}: inChannels {inChannels}, outChannels {outChannels} and groups {groups} must be at least 1.");
        }

        if (inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ArgumentException($"{layer}: groups {groups} does not divide inChannels {inChannels} and outChannels {outChannels}. Choose a common divisor.", nameof(groups));
        }
    }

    /// <summary>Refuses a number of parts that does not divide a size; both by the layer's own names for them.</summary>
    internal static void Divides(string layer, string parts, int count, string whole, int size)
    {
        Errors.Require(size >= 1, layer, whole, size, "1 or more");
        Errors.Require(count >= 1, layer, parts, count, "1 or more");
        if (size % count != 0)
        {
            throw new ArgumentException($"{layer}: {parts} {count} does not divide {whole} {size}. Choose a divisor.", parts);
        }
    }

    internal static void Positive(string layer, string name, Size2 size)
    {
        if (size.Height < 1 || size.Width < 1)
        {
            throw new ArgumentOutOfRangeException(name, size, $"{layer}: {name} {size} must be at least 1.");
        }
    }

    /// <summary>The input with its edges continued as a convolution layer's padding mode says; amounts from the last dimension backwards.</summary>
    internal static Variable Padded(Variable x, PaddingMode mode, params ReadOnlySpan<int> pad)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pad(pad, mode switch
        {
            PaddingMode.Reflect => PadMode.Reflect,
            PaddingMode.Replicate => PadMode.Replicate,
            _ => PadMode.Circular,
        });
    }
}
