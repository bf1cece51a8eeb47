namespace AutoGrad;

/// <summary>Operators with a number on either side; a number never turns Float32 into Float64.</summary>
public partial class Variable
{
    /// <summary>Adds a number. See <see cref="Add(Scalar)"/>.</summary>
    /// <param name="a">The variable.</param>
    /// <param name="b">The number.</param>
    /// <returns>a + b.</returns>
    public static Variable operator +(Variable a, Scalar b) => a.Add(b);

    /// <summary>Adds a number. See <see cref="Add(Scalar)"/>.</summary>
    /// <param name="a">The number.</param>
    /// <param name="b">The variable.</param>
    /// <returns>a + b.</returns>
    public static Variable operator +(Scalar a, Variable b) => b.Add(a);

    /// <summary>Subtracts a number. See <see cref="Sub(Scalar)"/>.</summary>
    /// <param name="a">The variable.</param>
    /// <param name="b">The number.</param>
    /// <returns>a - b.</returns>
    public static Variable operator -(Variable a, Scalar b) => a.Sub(b);

    /// <summary>Subtracts from a number. See <see cref="Rsub(Scalar)"/>.</summary>
    /// <param name="a">The number.</param>
    /// <param name="b">The variable.</param>
    /// <returns>a - b.</returns>
    public static Variable operator -(Scalar a, Variable b) => b.Rsub(a);

    /// <summary>Multiplies by a number. See <see cref="Mul(Scalar)"/>.</summary>
    /// <param name="a">The variable.</param>
    /// <param name="b">The number.</param>
    /// <returns>a · b.</returns>
    public static Variable operator *(Variable a, Scalar b) => a.Mul(b);

    /// <summary>Multiplies by a number. See <see cref="Mul(Scalar)"/>.</summary>
    /// <param name="a">The number.</param>
    /// <param name="b">The variable.</param>
    /// <returns>a · b.</returns>
    public static Variable operator *(Scalar a, Variable b) => b.Mul(a);

    /// <summary>Divides by a number. See <see cref="Div(Scalar)"/>.</summary>
    /// <param name="a">The variable.</param>
    /// <param name="b">The number.</param>
    /// <returns>a / b.</returns>
    public static Variable operator /(Variable a, Scalar b) => a.Div(b);

    /// <summary>Divides a number by each element; integers become Float32.</summary>
    /// <param name="a">The number.</param>
    /// <param name="b">The variable.</param>
    /// <returns>a / b.</returns>
    public static Variable operator /(Scalar a, Variable b) => new Ops.Rdiv(a).Apply(a.Bring(b));
}
