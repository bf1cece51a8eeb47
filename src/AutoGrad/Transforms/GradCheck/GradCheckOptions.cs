namespace AutoGrad;

/// <summary>What <see cref="GradCheck"/> checks and how hard. Immutable: change a copy with <c>with</c>.</summary>
public sealed record GradCheckOptions
{
    /// <summary>The settings used when none are given.</summary>
    public static GradCheckOptions Default { get; } = new();

    /// <summary>Highest order of derivative that is checked: 1 the gradient, 2 the gradient of the gradient too, and so on.</summary>
    /// <value>Default 1.</value>
    public int Order { get; init; } = 1;

    /// <summary>Whether every element is perturbed alone, or all at once along random directions.</summary>
    /// <value>Default <see cref="GradCheckMode.Auto"/>.</value>
    public GradCheckMode Mode { get; init; } = GradCheckMode.Auto;

    /// <summary>How many random directions a directional check takes.</summary>
    /// <value>Default 4.</value>
    public int Directions { get; init; } = 4;

    /// <summary>Whether relative errors of 1e-8 must be seen instead of 1e-6, with twice the directions.</summary>
    /// <value>Default false.</value>
    public bool Thorough { get; init; }

    /// <summary>Seed of the random cotangents and directions. The same seed repeats the check bit for bit.</summary>
    /// <value>Default 0.</value>
    public int Seed { get; init; }

    /// <summary>Whether forward mode is compared with reverse mode: the adjoint identity needs no step and no tolerance.</summary>
    /// <value>Default true.</value>
    public bool Forward { get; init; } = true;

    /// <summary>Whether the properties beyond differences are checked: linear in the cotangent, exact zero, repeatable, inputs unmodified, and so on.</summary>
    /// <value>Default true.</value>
    public bool Properties { get; init; } = true;

    /// <summary>Whether output row i must depend on input row i alone, along the first dimension of the first input. Batch norm in training mode does not.</summary>
    /// <value>Default false.</value>
    public bool BatchIndependent { get; init; }

    /// <summary>Whether a failing case is made smaller before it is reported: smaller dimensions, then simpler numbers.</summary>
    /// <value>Default true.</value>
    public bool Shrink { get; init; } = true;

    /// <summary>The smallest relative error of a gradient that must be visible for the verdict to be a pass.</summary>
    internal double Resolution => Thorough ? 1e-8 : 1e-6;
}

/// <summary>How <see cref="GradCheck"/> perturbs its inputs.</summary>
public enum GradCheckMode
{
    /// <summary>Full up to 64 input elements, directional above.</summary>
    Auto,

    /// <summary>Every input element alone: exact to the element, two or more evaluations each.</summary>
    Full,

    /// <summary>All elements at once along random directions: a few dozen evaluations, whatever the size.</summary>
    Directional,
}
