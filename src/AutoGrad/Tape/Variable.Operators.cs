namespace AutoGrad;

public partial class Variable
{
    /// <summary>Elementwise sum. See <see cref="Add(Variable)"/>.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>a + b, broadcast.</returns>
    public static Variable operator +(Variable a, Variable b) => Ops.Add.Instance.Apply(a, b);

    /// <summary>Elementwise difference. See <see cref="Sub(Variable)"/>.</summary>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <returns>a - b, broadcast.</returns>
    public static Variable operator -(Variable a, Variable b) => Ops.Sub.Instance.Apply(a, b);

    /// <summary>Elementwise product. See <see cref="Mul(Variable)"/>.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <returns>a · b, broadcast.</returns>
    public static Variable operator *(Variable a, Variable b) => Ops.Mul.Instance.Apply(a, b);

    /// <summary>Elementwise quotient. See <see cref="Div(Variable)"/>.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a / b, broadcast.</returns>
    public static Variable operator /(Variable a, Variable b) => Ops.Div.Instance.Apply(a, b);

    /// <summary>Elementwise negation. See <see cref="Neg()"/>.</summary>
    /// <param name="a">The operand.</param>
    /// <returns>-a.</returns>
    public static Variable operator -(Variable a) => Ops.Neg.Instance.Apply(a);
}
