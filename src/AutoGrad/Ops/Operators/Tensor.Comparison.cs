namespace AutoGrad;

// Comparisons give Bool and carry no gradient. == and != compare references, as for every class; Eq and Ne compare elements.
public sealed partial class Tensor
{
    /// <summary>Whether each element is less than the other's, with broadcasting. See <see cref="Lt(Tensor)"/>.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &lt; b, of dtype Bool.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor operator <(Tensor a, Tensor b) => Ops.Lt.Instance.Apply(a, b);

    /// <summary>Whether each element is less than a number, or the number less than it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &lt; b, of dtype Bool.</returns>
    public static Tensor operator <(Tensor a, Scalar b) => Errors.Given(a).Lt(b);

    /// <summary>Whether each element is less than a number, or the number less than it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &lt; b, of dtype Bool.</returns>
    public static Tensor operator <(Scalar a, Tensor b) => Errors.Given(b).Gt(a);

    /// <summary>Whether each element is greater than the other's, with broadcasting. See <see cref="Gt(Tensor)"/>.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &gt; b, of dtype Bool.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor operator >(Tensor a, Tensor b) => Ops.Gt.Instance.Apply(a, b);

    /// <summary>Whether each element is greater than a number, or the number greater than it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &gt; b, of dtype Bool.</returns>
    public static Tensor operator >(Tensor a, Scalar b) => Errors.Given(a).Gt(b);

    /// <summary>Whether each element is greater than a number, or the number greater than it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &gt; b, of dtype Bool.</returns>
    public static Tensor operator >(Scalar a, Tensor b) => Errors.Given(b).Lt(a);

    /// <summary>Whether each element is less than or equal to the other's, with broadcasting. See <see cref="Le(Tensor)"/>.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &lt;= b, of dtype Bool.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor operator <=(Tensor a, Tensor b) => Ops.Le.Instance.Apply(a, b);

    /// <summary>Whether each element is less than or equal to a number, or the number less than or equal to it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &lt;= b, of dtype Bool.</returns>
    public static Tensor operator <=(Tensor a, Scalar b) => Errors.Given(a).Le(b);

    /// <summary>Whether each element is less than or equal to a number, or the number less than or equal to it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &lt;= b, of dtype Bool.</returns>
    public static Tensor operator <=(Scalar a, Tensor b) => Errors.Given(b).Ge(a);

    /// <summary>Whether each element is greater than or equal to the other's, with broadcasting. See <see cref="Ge(Tensor)"/>.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &gt;= b, of dtype Bool.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor operator >=(Tensor a, Tensor b) => Ops.Ge.Instance.Apply(a, b);

    /// <summary>Whether each element is greater than or equal to a number, or the number greater than or equal to it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &gt;= b, of dtype Bool.</returns>
    public static Tensor operator >=(Tensor a, Scalar b) => Errors.Given(a).Ge(b);

    /// <summary>Whether each element is greater than or equal to a number, or the number greater than or equal to it.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &gt;= b, of dtype Bool.</returns>
    public static Tensor operator >=(Scalar a, Tensor b) => Errors.Given(b).Le(a);
}
