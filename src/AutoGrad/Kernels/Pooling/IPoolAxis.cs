namespace AutoGrad.Kernels;

/// <summary>Which inputs each output of a pool reads, along one dimension.</summary>
internal interface IPoolAxis
{
    /// <summary>Size of the input.</summary>
    int Size { get; }

    /// <summary>Size of the output.</summary>
    int Out { get; }

    /// <summary>Distance of two inputs of one window.</summary>
    int Step { get; }

    /// <summary>First input of a window, inside the input.</summary>
    int Start(int output);

    /// <summary>One past the last input of a window, inside the input.</summary>
    int End(int output);

    /// <summary>What this dimension adds to the divisor of an average, as a factor.</summary>
    int Divisor(int output);
}

/// <summary>Windows of one size at regular steps, with padding that is never read.</summary>
/// <param name="Size">Size of the input.</param>
/// <param name="Out">Size of the output.</param>
/// <param name="Kernel">Inputs of a window.</param>
/// <param name="Stride">Distance of two windows.</param>
/// <param name="Pad">Places before and after the input.</param>
/// <param name="Step">Distance of two inputs of one window.</param>
/// <param name="CountsPad">Whether places in the padding count for an average.</param>
internal readonly record struct WindowAxis(int Size, int Out, int Kernel, int Stride, int Pad, int Step, bool CountsPad) : IPoolAxis
{
    public int Start(int output)
    {
        int start = (output * Stride) - Pad;
        return start >= 0 ? start : start + ((-start + Step - 1) / Step * Step);
    }

    public int End(int output) => Math.Min((output * Stride) - Pad + ((Kernel - 1) * Step) + 1, Size);

    public int Divisor(int output)
    {
        int start = (output * Stride) - Pad;
        return CountsPad ? Math.Min(start + Kernel, Size + Pad) - start : End(output) - Start(output);
    }
}

/// <summary>Windows that share an input evenly among a given number of outputs; neighbours may overlap by one.</summary>
/// <param name="Size">Size of the input.</param>
/// <param name="Out">Size of the output.</param>
internal readonly record struct AdaptiveAxis(int Size, int Out) : IPoolAxis
{
    public int Step => 1;

    public int Start(int output) => (int)((long)output * Size / Out);

    public int End(int output) => (int)((((long)(output + 1) * Size) + Out - 1) / Out);

    public int Divisor(int output) => End(output) - Start(output);
}
