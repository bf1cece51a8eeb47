namespace AutoGrad;

// On Bool they combine masks, as in x[(x > 0) & (x < 1)]; on integers they work on bits, as in PyTorch.
public partial class Variable
{
    /// <summary>Elementwise and of masks, or of the bits of integers. See <see cref="BitwiseAnd(Variable)"/>.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a &amp; b, broadcast.</returns>
    /// <exception cref="DTypeException">A side is a float.</exception>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator &(Variable a, Variable b) => Ops.BitwiseAnd.Instance.Apply(a, b);

    /// <summary>Elementwise or of masks, or of the bits of integers. See <see cref="BitwiseOr(Variable)"/>.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a | b, broadcast.</returns>
    /// <exception cref="DTypeException">A side is a float.</exception>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator |(Variable a, Variable b) => Ops.BitwiseOr.Instance.Apply(a, b);

    /// <summary>Elementwise exclusive or of masks, or of the bits of integers. See <see cref="BitwiseXor(Variable)"/>.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <returns>a ^ b, broadcast.</returns>
    /// <exception cref="DTypeException">A side is a float.</exception>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Variable operator ^(Variable a, Variable b) => Ops.BitwiseXor.Instance.Apply(a, b);

    /// <summary>The opposite of a mask, or the bits of integers turned. See <see cref="BitwiseNot()"/>.</summary>
    /// <param name="a">The operand.</param>
    /// <returns>~a.</returns>
    /// <exception cref="DTypeException">The operand is a float.</exception>
    public static Variable operator ~(Variable a) => Errors.Given(a).BitwiseNot();
}
