namespace AutoGrad;

/// <summary>PyTorch's further names for operations that exist under another.</summary>
public partial class Variable
{
    /// <summary>This variable itself. PyTorch: torch.positive.</summary>
    /// <returns>This variable.</returns>
    /// <exception cref="DTypeException">The dtype is Bool.</exception>
    public Variable Positive() => DType == DType.Bool ? throw Errors.BoolArithmetic("Positive") : this;

    /// <summary>Elementwise sign; for real numbers the same as <see cref="Sign()"/>. PyTorch: torch.sgn.</summary>
    /// <returns>A variable of this shape and dtype.</returns>
    public Variable Sgn() => Sign();

    /// <summary>Whether each element is real: all are, there are no complex dtypes. PyTorch: torch.isreal.</summary>
    /// <returns>A Bool variable of this shape.</returns>
    public Variable IsReal() => Tensor.Ones(Shape, DType.Bool);

    /// <summary>Elementwise quotient; the same as <see cref="Div(Variable)"/>. PyTorch: torch.true_divide.</summary>
    /// <param name="other">The divisor.</param>
    /// <returns>A variable of the broadcast shape; integers become Float32.</returns>
    public Variable TrueDivide(Variable other) => Div(other);

    /// <summary>Elementwise power in Float64. PyTorch: torch.float_power.</summary>
    /// <param name="exponent">The exponents.</param>
    /// <returns>A Float64 variable of the broadcast shape.</returns>
    public Variable FloatPower(Variable exponent) => To(DType.Float64).Pow(Errors.Given(exponent).To(DType.Float64));

    /// <summary>Elementwise power in Float64. PyTorch: torch.float_power.</summary>
    /// <param name="exponent">The exponent.</param>
    /// <returns>A Float64 variable of this shape.</returns>
    public Variable FloatPower(Scalar exponent) => To(DType.Float64).Pow(exponent);
}

public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.Positive()"/>
    public Tensor Positive() => DType == DType.Bool ? throw Errors.BoolArithmetic("Positive") : this;

    /// <inheritdoc cref="Variable.Sgn()"/>
    public Tensor Sgn() => Sign();

    /// <inheritdoc cref="Variable.IsReal()"/>
    public Tensor IsReal() => Ones(Shape, DType.Bool);

    /// <inheritdoc cref="Variable.TrueDivide(Variable)"/>
    public Tensor TrueDivide(Tensor other) => Div(other);

    /// <inheritdoc cref="Variable.FloatPower(Variable)"/>
    public Tensor FloatPower(Tensor exponent) => To(DType.Float64).Pow(Errors.Given(exponent).To(DType.Float64));

    /// <inheritdoc cref="Variable.FloatPower(Scalar)"/>
    public Tensor FloatPower(Scalar exponent) => To(DType.Float64).Pow(exponent);
}
