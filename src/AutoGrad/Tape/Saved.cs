namespace AutoGrad;

/// <summary>What an op's rule reads, and so what its node keeps alive until the backward pass. Inputs are bits 0 to 29.</summary>
[Flags]
public enum Saved
{
    /// <summary>The rule reads only the cotangent.</summary>
    None = 0,

    /// <summary>The first input.</summary>
    X = 1,

    /// <summary>The first of two inputs; the same bit as <see cref="X"/>.</summary>
    A = 1,

    /// <summary>The second input.</summary>
    B = 2,

    /// <summary>The third input.</summary>
    C = 4,

    /// <summary>All inputs.</summary>
    Inputs = (1 << 30) - 1,

    /// <summary>The output (all outputs, if there are several).</summary>
    Output = 1 << 30,
}
