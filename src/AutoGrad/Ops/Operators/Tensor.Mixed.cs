namespace AutoGrad;

// A tensor in front of a variable: the compiler picks the method of the tensor, so without these t.Mul(v) would not compile where v.Mul(t) and t * v do.
public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.Add(Variable)"/>
    public Variable Add(Variable other) => Ops.Add.Instance.Apply(this, other);

    /// <inheritdoc cref="Variable.Sub(Variable)"/>
    public Variable Sub(Variable other) => Ops.Sub.Instance.Apply(this, other);

    /// <inheritdoc cref="Variable.Mul(Variable)"/>
    public Variable Mul(Variable other) => Ops.Mul.Instance.Apply(this, other);

    /// <inheritdoc cref="Variable.Div(Variable)"/>
    public Variable Div(Variable other) => Ops.Div.Instance.Apply(this, other);

    /// <inheritdoc cref="Variable.MatMul(Variable)"/>
    public Variable MatMul(Variable other) => new Variable(this).MatMul(other);
}
