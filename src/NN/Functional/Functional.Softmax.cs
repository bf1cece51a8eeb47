namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Softmax along a dimension, eˣ / Σ eˣ. PyTorch: torch.nn.functional.softmax.</summary>
    /// <param name="input">The input.</param>
    /// <param name="dim">The dimension whose elements sum to 1; negative counts from the end.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <remarks>Derivative: dx = y (dy - Σ dy y). Saves y. Kinks: none.</remarks>
    /// <exception cref="ShapeException">dim is out of range.</exception>
    public static Variable Softmax(Variable input, int dim)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Softmax(dim);
    }

    /// <summary>Logarithm of the softmax along a dimension, x - log Σ eˣ. PyTorch: torch.nn.functional.log_softmax.</summary>
    /// <param name="input">The input.</param>
    /// <param name="dim">The dimension whose probabilities sum to 1; negative counts from the end.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <remarks>Derivative: dx = dy - eʸ Σ dy. Saves y. Kinks: none.</remarks>
    /// <exception cref="ShapeException">dim is out of range.</exception>
    public static Variable LogSoftmax(Variable input, int dim)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.LogSoftmax(dim);
    }

    /// <summary>Softmax of the negated input: small elements get large shares. PyTorch: torch.nn.functional.softmin.</summary>
    /// <param name="input">The input.</param>
    /// <param name="dim">The dimension whose elements sum to 1; negative counts from the end.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <exception cref="ShapeException">dim is out of range.</exception>
    public static Variable Softmin(Variable input, int dim)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (-input).Softmax(dim);
    }
}
