namespace AutoGrad.Ops
{
    /// <summary>Where a mask is true, as indices of the flat broadcast tensor.</summary>
    internal static class MaskPlaces
    {
        /// <summary>The broadcast shape and the places in it.</summary>
        internal static (Shape Shape, Tensor Index) Of(string op, Shape shape, Tensor mask)
        {
            if (mask.DType != DType.Bool)
            {
                throw Errors.MaskDType(op, mask.DType);
            }

            Shape whole = Shape.Broadcast(shape, mask.Shape, op);
            return (whole, mask.Expand(whole).Reshape(whole.NumEl).NonZero().Reshape(-1));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The elements at the places of a mask, in row-major order; both are broadcast. PyTorch: torch.masked_select.</summary>
        /// <param name="mask">Bool; where it is true the element is taken.</param>
        /// <returns>A new vector, as long as there are true places.</returns>
        /// <remarks>Derivative: dy at the chosen places, zero elsewhere. Saves the places.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">mask is not Bool.</exception>
        public Variable MaskedSelect(Variable mask)
        {
            ArgumentNullException.ThrowIfNull(mask);
            (Shape whole, Tensor index) = Ops.MaskPlaces.Of("MaskedSelect", Shape, mask.Data);
            return (Shape == whole ? this : Expand(whole)).Reshape(whole.NumEl).IndexSelect(0, index);
        }

        /// <summary>A copy in which the places of a mask hold the first elements of a source, in row-major order. PyTorch: torch.Tensor.masked_scatter.</summary>
        /// <param name="mask">Bool, broadcast with this tensor.</param>
        /// <param name="source">At least as many elements as there are true places; of this dtype.</param>
        /// <returns>A new variable of the broadcast shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros where the mask is true, dsource = dy there. Saves the places.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast, or source is too short.</exception>
        /// <exception cref="DTypeException">mask is not Bool, or source has another dtype.</exception>
        public Variable MaskedScatter(Variable mask, Variable source)
        {
            ArgumentNullException.ThrowIfNull(mask);
            ArgumentNullException.ThrowIfNull(source);
            (Shape whole, Tensor index) = Ops.MaskPlaces.Of("MaskedScatter", Shape, mask.Data);
            if (source.NumEl < index.NumEl)
            {
                throw Errors.Shapes("MaskedScatter", source.Shape, whole, $"the mask is true at {index.NumEl} places and source of shape {source.Shape} has {source.NumEl} elements. Give at least as many.");
            }

            Variable x = (Shape == whole ? this : Expand(whole)).Reshape(whole.NumEl);
            return x.IndexCopy(0, index, source.Reshape(source.NumEl).Narrow(0, 0, index.NumEl)).Reshape(whole);
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.MaskedSelect(Variable)"/>
        public Tensor MaskedSelect(Tensor mask) => new Variable(this).MaskedSelect(mask).Data;

        /// <inheritdoc cref="Variable.MaskedScatter(Variable, Variable)"/>
        public Tensor MaskedScatter(Tensor mask, Tensor source) => new Variable(this).MaskedScatter(mask, source).Data;
    }
}
