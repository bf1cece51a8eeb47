namespace AutoGrad.Testing;

/// <summary>What to pass as one input: dimensions by name, a domain, a dtype. A string converts by itself: <c>"n k"</c>.</summary>
/// <remarks>
/// Dimensions are separated by spaces. A name stands for the same random size in all inputs of a check; a number is a fixed size; <c>n?</c> is that size or 1, for
/// broadcasting; <c>...</c> in front stands for up to three more dimensions, the same in all inputs, and <c>...?</c> for some of them. An empty string is a scalar.
/// </remarks>
/// <param name="Dims">The dimensions, such as <c>"batch 3 features"</c>.</param>
public sealed record Input(string Dims)
{
    /// <summary>Which values it holds.</summary>
    /// <value>Default <see cref="Domain.Any"/>.</value>
    public Domain Domain { get; init; } = Domain.Any;

    /// <summary>DType of floating-point values; a domain of integers gives Int64.</summary>
    /// <value>Default Float64.</value>
    public DType DType { get; init; } = DType.Float64;

    /// <summary>Dimensions with values in [-2, 2].</summary>
    /// <param name="dims">The dimensions.</param>
    public static implicit operator Input(string dims) => new(dims);

    /// <summary>Dimensions and a domain.</summary>
    /// <param name="input">Both.</param>
    public static implicit operator Input((string Dims, Domain Domain) input) => new(input.Dims) { Domain = input.Domain };
}
