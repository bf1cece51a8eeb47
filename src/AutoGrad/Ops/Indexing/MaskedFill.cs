namespace AutoGrad.Ops
{
    /// <summary>The checks of <c>MaskedFill</c>, which is <see cref="Where"/> with a value in this tensor's dtype.</summary>
    internal static class MaskFilling
    {
        internal static void Require(Shape shape, TensorSpec mask, Shape value)
        {
            if (mask.DType != DType.Bool)
            {
                throw Errors.MaskDType("MaskedFill", mask.DType);
            }

            _ = Shape.Broadcast(shape, mask.Shape, "MaskedFill");
            if (value.Rank > 0)
            {
                throw Errors.Shapes("MaskedFill", value, Shape.Scalar, $"value has shape {value}; it must be a scalar. Index or reduce it.");
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy in which the places of a mask hold one value; both are broadcast. PyTorch: torch.masked_fill.</summary>
        /// <param name="mask">Bool; where it is true the value stands.</param>
        /// <param name="value">The value, converted to this dtype; -inf before a softmax hides a place.</param>
        /// <returns>A new variable of the broadcast shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros where the mask is true. Saves mask.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">mask is not Bool.</exception>
        public Variable MaskedFill(Variable mask, double value) => MaskedFill(Errors.Given(mask), Tensor.Full(Shape.Scalar, value, DType));

        /// <summary>A copy in which the places of a mask hold a value that may be differentiated. PyTorch: torch.masked_fill with a tensor.</summary>
        /// <param name="mask">Bool; where it is true the value stands.</param>
        /// <param name="value">A scalar of shape [], converted to this dtype.</param>
        /// <returns>A new variable of the broadcast shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros where the mask is true, dvalue = the sum of dy there. Saves mask.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast, or value is not a scalar.</exception>
        /// <exception cref="DTypeException">mask is not Bool.</exception>
        public Variable MaskedFill(Variable mask, Variable value)
        {
            ArgumentNullException.ThrowIfNull(mask);
            ArgumentNullException.ThrowIfNull(value);
            Ops.MaskFilling.Require(Shape, mask.Data.Spec, value.Shape);
            return Ops.Where.Instance.Apply(mask, value.To(DType), this);
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.MaskedFill(Variable, double)"/>
        public Tensor MaskedFill(Tensor mask, double value) => MaskedFill(Errors.Given(mask), Full(Shape.Scalar, value, DType));

        /// <inheritdoc cref="Variable.MaskedFill(Variable, Variable)"/>
        public Tensor MaskedFill(Tensor mask, Tensor value)
        {
            ArgumentNullException.ThrowIfNull(mask);
            ArgumentNullException.ThrowIfNull(value);
            Ops.MaskFilling.Require(Shape, mask.Spec, value.Shape);
            return Ops.Where.Instance.Apply(mask, value.To(DType), this);
        }
    }
}
