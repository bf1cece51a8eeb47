namespace AutoGrad;

public partial class Variable
{
    /// <summary>Elementwise complement of the bits of integers; on Bool, not. PyTorch: torch.bitwise_not.</summary>
    /// <returns>A variable of this shape and dtype.</returns>
    /// <remarks>Derivative: none, integers carry no gradient.</remarks>
    /// <exception cref="DTypeException">The dtype is a float.</exception>
    public Variable BitwiseNot() => DType == DType.Bool ? LogicalNot() : BitwiseXor(((Scalar)(-1L)).Like(DType));
}

public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.BitwiseNot()"/>
    public Tensor BitwiseNot() => DType == DType.Bool ? LogicalNot() : BitwiseXor(((Scalar)(-1L)).Like(DType));
}
