namespace AutoGrad;

// A number never widens what it stands beside: Float32 stays Float32 beside 2.0, and integers stay integers beside 2.
// A tensor beside a variable is a constant.
// There is no operator +=: `x += y` means `x = x + y`, since changing x in place would change every other name of it.
public partial class Variable
{
    /// <summary>Elementwise sum, with broadcasting. See <see cref="Add(Variable)"/>.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>a + b, broadcast.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator +(Variable a, Variable b) => Ops.Add.Instance.Apply(a, b);

    /// <summary>Elementwise sum, with a number.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>a + b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator +(Variable a, Scalar b) => Recorder.Given(a).Add(b);

    /// <summary>Elementwise sum, with a number.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>a + b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator +(Scalar a, Variable b) => Recorder.Given(b).Add(a);

    /// <summary>Elementwise difference, with broadcasting. See <see cref="Sub(Variable)"/>.</summary>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <returns>a - b, broadcast.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator -(Variable a, Variable b) => Ops.Sub.Instance.Apply(a, b);

    /// <summary>Elementwise difference, with a number.</summary>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <returns>a - b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator -(Variable a, Scalar b) => Recorder.Given(a).Sub(b);

    /// <summary>Elementwise difference, with a number.</summary>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <returns>a - b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator -(Scalar a, Variable b) => Recorder.Given(b).Rsub(a);

    /// <summary>Elementwise product, with broadcasting. See <see cref="Mul(Variable)"/>.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <returns>a * b, broadcast.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator *(Variable a, Variable b) => Ops.Mul.Instance.Apply(a, b);

    /// <summary>Elementwise product, with a number.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <returns>a * b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator *(Variable a, Scalar b) => Recorder.Given(a).Mul(b);

    /// <summary>Elementwise product, with a number.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <returns>a * b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator *(Scalar a, Variable b) => Recorder.Given(b).Mul(a);

    /// <summary>Elementwise true quotient; integers become Float32, with broadcasting. See <see cref="Div(Variable)"/>.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a / b, broadcast.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator /(Variable a, Variable b) => Ops.Div.Instance.Apply(a, b);

    /// <summary>Elementwise true quotient; integers become Float32, with a number.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a / b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator /(Variable a, Scalar b) => Recorder.Given(a).Div(b);

    /// <summary>Elementwise true quotient; integers become Float32, with a number.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a / b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator /(Scalar a, Variable b) => new Ops.Rdiv(a).Apply(a.Bring(Recorder.Given(b)));

    /// <summary>Elementwise remainder with the sign of the divisor, as in Python, with broadcasting. See <see cref="Remainder(Variable)"/>.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a % b, broadcast.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator %(Variable a, Variable b) => Ops.Remainder.Instance.Apply(a, b);

    /// <summary>Elementwise remainder with the sign of the divisor, as in Python, with a number.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a % b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator %(Variable a, Scalar b) => Recorder.Given(a).Remainder(b);

    /// <summary>Elementwise remainder with the sign of the divisor, as in Python, with a number.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a % b; the dtype stays, unless a real number meets integers (Float32) or a whole one Bool (Int64).</returns>
    public static Variable operator %(Scalar a, Variable b) => Ops.Remainder.Instance.Apply(a.Like(Recorder.Given(b).DType), b);

    /// <summary>Elementwise negation. See <see cref="Neg()"/>.</summary>
    /// <param name="a">The operand.</param>
    /// <returns>-a.</returns>
    public static Variable operator -(Variable a) => Ops.Neg.Instance.Apply(a);
}
