namespace AutoGrad.Ops
{
    /// <summary>A copy in which the places of a mask hold one value; both are broadcast.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Inverted">Whether the places where the mask is false are meant.</param>
    internal sealed unsafe record MaskedFill(double Value, bool Inverted = false) : IndexedOp<MaskedFill>, IOp<MaskedFill>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[1].DType == DType.Bool
            ? new TensorSpec(Shape.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), inputs[0].DType)
            : throw Errors.MaskDType(Name, inputs[1].DType);

        protected internal override void Forward(in KernelContext context)
        {
            Tensor y = context.Out();
            Tensor value = Tensor.Full(Shape.Scalar, Value, y.DType);
            fixed (byte* bits = &value.FirstByte())
            {
                var state = new State { Value = *(long*)bits, Inverted = Inverted ? (byte)1 : (byte)0 };
                Elementwise.Run(
                    y.DType.Size() switch { 1 => &Choose<byte>, 4 => &Choose<int>, _ => &Choose<long> }, &state, y, context.Accumulates, context.In(0), context.In(1));
            }
        }

        protected override Variable Pullback(Variable dy, Variable index, Shape xShape) => new MaskedFill(0, Inverted).Apply(dy, index);

        protected override Variable TangentOf(Variable tx, Variable index) => new MaskedFill(0, Inverted).Apply(tx, index);

        /// <summary>p: output, tensor, mask.</summary>
        private static void Choose<T>(byte** p, nint n, void* state) where T : unmanaged
        {
            var kernel = (State*)state;
            T value = *(T*)&kernel->Value;
            T* y = (T*)p[0], x = (T*)p[1];
            byte* mask = p[2];
            byte kept = kernel->Inverted;
            for (nint i = 0; i < n; i++)
            {
                y[i] = mask[i] == kept ? x[i] : value;
            }
        }

        private struct State
        {
            /// <summary>The value's bits in the output's dtype.</summary>
            internal long Value;

            /// <summary>What the mask says where x stays.</summary>
            internal byte Inverted;
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(new MaskedFill(1.5), s.Uniform(shape), s.Mask(s.Broadcastable(shape)));
            yield return new Sample(new MaskedFill(-2), s.Uniform(s.Broadcastable(shape)), s.Mask(shape)) { Note = "the tensor is broadcast" };
            yield return new Sample(new MaskedFill(0, true), s.Uniform([0, 2]), s.Mask([2])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).MaskedFill(Tensor.Zeros([2, 3]), 1), typeof(DTypeException), "MaskedFill: a mask of dtype Float32 is not Bool."),
            new(() => Tensor.Zeros([2, 3]).MaskedFill(Tensor.Zeros([2], DType.Bool), 1), typeof(ShapeException), "MaskedFill: shapes [2, 3] and [2] do not broadcast"),
            new(() => Tensor.Zeros([2, 3]).MaskedFill(Tensor.Zeros([3], DType.Bool), Tensor.Zeros([2])), typeof(ShapeException), "MaskedFill: value has shape [2]; it must be a scalar."),
        ];
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
        public Variable MaskedFill(Variable mask, double value) => new Ops.MaskedFill(value).Apply(this, mask);

        /// <summary>A copy in which the places of a mask hold a value that may be differentiated. PyTorch: torch.masked_fill with a tensor.</summary>
        /// <param name="mask">Bool; where it is true the value stands.</param>
        /// <param name="value">A scalar of shape [], converted to this dtype.</param>
        /// <returns>A new variable of the broadcast shape.</returns>
        /// <remarks>Derivative: dx = dy with zeros where the mask is true, dvalue = the sum of dy there. Saves mask.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast, or value is not a scalar.</exception>
        /// <exception cref="DTypeException">mask is not Bool.</exception>
        public Variable MaskedFill(Variable mask, Variable value) => value.Rank == 0
            ? new Ops.MaskedPut().Apply([this, mask, value.To(DType)])
            : throw Errors.Shapes("MaskedFill", value.Shape, Shape.Scalar, $"value has shape {value.Shape}; it must be a scalar. Index or reduce it.");
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.MaskedFill(Variable, double)"/>
        public Tensor MaskedFill(Tensor mask, double value) => new Ops.MaskedFill(value).Apply(this, mask);

        /// <inheritdoc cref="Variable.MaskedFill(Variable, Variable)"/>
        public Tensor MaskedFill(Tensor mask, Tensor value) => new Variable(this).MaskedFill(mask, value).Data;
    }
}
