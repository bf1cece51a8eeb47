namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Divides by the p-norm over dimensions, so that it becomes 1. PyTorch: torch.nn.functional.normalize.</summary>
    /// <param name="input">The input.</param>
    /// <param name="p">Order of the norm. Default 2.</param>
    /// <param name="dim">Dimensions of the norm. Default 1, as in PyTorch.</param>
    /// <param name="eps">Smallest divisor. Default 1e-12.</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <exception cref="ShapeException">A dimension is out of range.</exception>
    /// <exception cref="DTypeException">The input is neither Float32 nor Float64.</exception>
    public static Variable Normalize(Variable input, double p = 2, Dims? dim = null, double eps = 1e-12)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input / input.Norm(p, dim ?? 1, keepDim: true).ClampMin(eps);
    }

    /// <summary>Cosine of the angle between two vectors along a dimension. PyTorch: torch.nn.functional.cosine_similarity.</summary>
    /// <param name="x1">First vectors.</param>
    /// <param name="x2">Second vectors; the two broadcast.</param>
    /// <param name="dim">The dimension of the vectors. Default 1, as in PyTorch.</param>
    /// <param name="eps">Smallest norm to divide by; shorter ones count as this long, as a constant. Default 1e-8.</param>
    /// <returns>A variable of the broadcast shape without the dimension.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast, or dim is out of range.</exception>
    public static Variable CosineSimilarity(Variable x1, Variable x2, int dim = 1, double eps = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(x1);
        ArgumentNullException.ThrowIfNull(x2);
        Shape shape = AutoGrad.Shape.Broadcast(x1.Shape, x2.Shape, "CosineSimilarity");
        Variable Unit(Variable x)
        {
            x = x.Expand(shape);
            Variable norm = x.Norm(2, dim, keepDim: true);
            return x / (norm + (norm.Data.Clamp(eps) - norm.Data));
        }

        return (Unit(x1) * Unit(x2)).Sum(dim);
    }

    /// <summary>p-norm of the difference of two vectors, plus eps, along the last dimension. PyTorch: torch.nn.functional.pairwise_distance.</summary>
    /// <param name="x1">First vectors.</param>
    /// <param name="x2">Second vectors; the two broadcast.</param>
    /// <param name="p">Order of the norm. Default 2.</param>
    /// <param name="eps">Added to each difference, which keeps the derivative finite. Default 1e-6.</param>
    /// <param name="keepDim">Whether the last dimension stays, with size 1. Default false.</param>
    /// <returns>A variable of the broadcast shape without the last dimension.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable PairwiseDistance(Variable x1, Variable x2, double p = 2, double eps = 1e-6, bool keepDim = false)
    {
        ArgumentNullException.ThrowIfNull(x1);
        return (x1 - x2 + eps).Norm(p, -1, keepDim);
    }
}
