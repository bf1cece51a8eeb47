namespace AutoGrad.Tests.Gradients;

/// <summary>A way to make a derivative rule wrong.</summary>
internal enum MutationKind
{
    /// <summary>The input gets nothing: a term was forgotten.</summary>
    Drop,

    /// <summary>The sign is wrong.</summary>
    Negate,

    /// <summary>The gradient is 1 + 1e-6 times too large.</summary>
    Scale,

    /// <summary>A term too many: every element gets 1e-6 of the sum of the cotangent.</summary>
    Extra,

    /// <summary>The last two dimensions, of equal size, are exchanged.</summary>
    Transpose,

    /// <summary>Where the input was broadcast, the first slice is taken instead of the sum.</summary>
    SliceForSum,

    /// <summary>Where the input was broadcast, the first slice is multiplied by how often it was repeated.</summary>
    CountForSum,

    /// <summary>Two inputs of one shape get each other's gradient.</summary>
    SwapOperands,

    /// <summary>The rule reads another saved value of the same shape: y for x, or one operand for the other.</summary>
    WrongSaved,

    /// <summary>The rule reads a saved value one element off, as a mask that belongs to other elements.</summary>
    StaleSaved,

    /// <summary>The last element of the gradient is zero.</summary>
    ZeroElement,

    /// <summary>The last element of the gradient is 1 + 1e-6 times too large.</summary>
    ScaleElement,
}

/// <summary>Which statement of the rule is wrong: fused and elementwise ops have a gradient kernel beside the rule for higher orders.</summary>
internal enum MutationSite
{
    /// <summary>The rule in differentiable operations (of a fused op, the gradient of its composition).</summary>
    Rule,

    /// <summary>The one-pass gradient kernel.</summary>
    Kernel,
}

/// <summary>One fault in one op's rule.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Site">Where.</param>
/// <param name="Slot">The input whose gradient is wrong, or the saved value read wrongly; the outputs follow the inputs.</param>
/// <param name="Other">The other input, or the value read instead.</param>
internal sealed record Mutation(MutationKind Kind, MutationSite Site, int Slot, int Other = -1)
{
    /// <summary>By how much <see cref="MutationKind.Scale"/> is wrong.</summary>
    public double Error { get; init; } = 1e-6;

    public override string ToString() => $"{Kind} {Site} {Slot}{(Other < 0 ? "" : $"/{Other}")}";
}
