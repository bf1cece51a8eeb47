namespace AutoGrad;

/// <summary>Reductions made of others.</summary>
public partial class Variable
{
    /// <summary>Variance and mean over dimensions. PyTorch: torch.var_mean.</summary>
    /// <param name="dim">Dimensions to reduce. Default all.</param>
    /// <param name="correction">Taken off the number of elements. Default 1.</param>
    /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
    /// <returns>Both, of the remaining shape.</returns>
    /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
    /// <exception cref="DTypeException">The input is neither Float32 nor Float64.</exception>
    public (Variable Var, Variable Mean) VarMean(Dims dim = default, int correction = 1, bool keepDim = false) => (Var(dim, correction, keepDim), Mean(dim, keepDim));

    /// <summary>Standard deviation and mean over dimensions. PyTorch: torch.std_mean.</summary>
    /// <param name="dim">Dimensions to reduce. Default all.</param>
    /// <param name="correction">Taken off the number of elements. Default 1.</param>
    /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
    /// <returns>Both, of the remaining shape.</returns>
    /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
    /// <exception cref="DTypeException">The input is neither Float32 nor Float64.</exception>
    public (Variable Std, Variable Mean) StdMean(Dims dim = default, int correction = 1, bool keepDim = false) => (Std(dim, correction, keepDim), Mean(dim, keepDim));

    /// <summary>Smallest and largest element over dimensions. PyTorch: torch.aminmax.</summary>
    /// <param name="dim">Dimensions to reduce. Default all.</param>
    /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
    /// <returns>Both, of the remaining shape.</returns>
    /// <exception cref="ShapeException">A dimension is out of range or listed twice, or there are no elements.</exception>
    public (Variable Min, Variable Max) Aminmax(Dims dim = default, bool keepDim = false) => (Amin(dim, keepDim), Amax(dim, keepDim));

    /// <summary>Sum over dimensions that counts NaN as 0. PyTorch: torch.nansum.</summary>
    /// <param name="dim">Dimensions to sum over. Default all.</param>
    /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
    /// <returns>A variable of the remaining shape.</returns>
    /// <remarks>Derivative: dy, repeated, and 0 for NaN elements.</remarks>
    /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
    public Variable NanSum(Dims dim = default, bool keepDim = false) => DType.IsFloat() ? Where(Data.IsNaN(), 0, this).Sum(dim, keepDim) : Sum(dim, keepDim);

    /// <summary>Mean over dimensions that leaves NaN out. PyTorch: torch.nanmean.</summary>
    /// <param name="dim">Dimensions to average over. Default all.</param>
    /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
    /// <returns>A variable of the remaining shape; NaN where all are NaN.</returns>
    /// <remarks>Derivative: dy / count, repeated, and 0 for NaN elements.</remarks>
    /// <exception cref="ShapeException">A dimension is out of range or listed twice.</exception>
    /// <exception cref="DTypeException">The input is neither Float32 nor Float64.</exception>
    public Variable NanMean(Dims dim = default, bool keepDim = false)
    {
        Tensor counted = DType.IsFloat() ? Data.IsNaN().LogicalNot() : throw Errors.FloatExpected("NanMean", DType);
        return Where(counted, this, 0).Sum(dim, keepDim) / counted.Sum(dim, keepDim).To(DType);
    }

    /// <summary>Sum of the diagonal of a matrix. PyTorch: torch.trace.</summary>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">The input is not a matrix.</exception>
    public Variable Trace() => Rank == 2 ? Diagonal().Sum() : throw Errors.Shape("Trace", Shape, $"shape {Shape} is not a matrix. Use Diagonal().Sum(-1) for batches.");
}

/// <summary>Reductions made of others.</summary>
public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.VarMean(Dims, int, bool)"/>
    public (Tensor Var, Tensor Mean) VarMean(Dims dim = default, int correction = 1, bool keepDim = false) => (Var(dim, correction, keepDim), Mean(dim, keepDim));

    /// <inheritdoc cref="Variable.StdMean(Dims, int, bool)"/>
    public (Tensor Std, Tensor Mean) StdMean(Dims dim = default, int correction = 1, bool keepDim = false) => (Std(dim, correction, keepDim), Mean(dim, keepDim));

    /// <inheritdoc cref="Variable.Aminmax(Dims, bool)"/>
    public (Tensor Min, Tensor Max) Aminmax(Dims dim = default, bool keepDim = false) => (Amin(dim, keepDim), Amax(dim, keepDim));

    /// <inheritdoc cref="Variable.NanSum(Dims, bool)"/>
    public Tensor NanSum(Dims dim = default, bool keepDim = false) => ((Variable)this).NanSum(dim, keepDim).Data;

    /// <inheritdoc cref="Variable.NanMean(Dims, bool)"/>
    public Tensor NanMean(Dims dim = default, bool keepDim = false) => ((Variable)this).NanMean(dim, keepDim).Data;

    /// <inheritdoc cref="Variable.Trace()"/>
    public Tensor Trace() => ((Variable)this).Trace().Data;
}
