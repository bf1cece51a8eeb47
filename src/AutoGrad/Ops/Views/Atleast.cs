namespace AutoGrad;

public partial class Variable
{
    /// <summary>A scalar as [1], anything else as it is. PyTorch: torch.atleast_1d.</summary>
    /// <returns>A view with at least 1 dimensions, or this variable.</returns>
    public Variable Atleast1d() => Rank >= 1 ? this : Reshape(1);

    /// <summary>A scalar as [1, 1], a vector as [1, n], anything else as it is. PyTorch: torch.atleast_2d.</summary>
    /// <returns>A view with at least 2 dimensions, or this variable.</returns>
    public Variable Atleast2d() => Rank >= 2 ? this : Reshape(1, NumEl);

    /// <summary>A scalar as [1, 1, 1], a vector as [1, n, 1], a matrix as [m, n, 1], anything else as it is. PyTorch: torch.atleast_3d.</summary>
    /// <returns>A view with at least 3 dimensions, or this variable.</returns>
    public Variable Atleast3d() => Rank >= 3 ? this : Rank == 2 ? Unsqueeze(-1) : Reshape(1, NumEl, 1);
}

public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.Atleast1d"/>
    public Tensor Atleast1d() => Rank >= 1 ? this : Reshape(1);

    /// <inheritdoc cref="Variable.Atleast2d"/>
    public Tensor Atleast2d() => Rank >= 2 ? this : Reshape(1, NumEl);

    /// <inheritdoc cref="Variable.Atleast3d"/>
    public Tensor Atleast3d() => Rank >= 3 ? this : Rank == 2 ? Unsqueeze(-1) : Reshape(1, NumEl, 1);
}
