namespace AutoGrad;

/// <summary>A leaf variable that modules expose and optimizers update. PyTorch: torch.nn.Parameter.</summary>
public sealed class Parameter : Variable
{
    /// <summary>Wraps a tensor as a parameter.</summary>
    /// <param name="data">The initial value; shared, not copied.</param>
    /// <param name="requiresGrad">Whether it is trained. Default true.</param>
    /// <exception cref="DTypeException">requiresGrad is true and the dtype is not Float32 or Float64.</exception>
    public Parameter(Tensor data, bool requiresGrad = true) : base(data, requiresGrad)
    {
    }
}
