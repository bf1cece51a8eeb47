namespace AutoGrad;

/// <summary>Whether a kernel replaces what the output holds or adds to it.</summary>
public enum WriteMode : byte
{
    /// <summary>output = result.</summary>
    Write,

    /// <summary>output += result.</summary>
    Accumulate,
}
