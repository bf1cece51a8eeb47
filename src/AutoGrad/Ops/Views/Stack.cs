namespace AutoGrad.Ops
{
    /// <summary>Tensors of one shape along a new dimension.</summary>
    /// <param name="Dim">Where the new dimension stands, in [0, rank].</param>
    internal sealed record Stack(int Dim) : Op, IOp<Stack>
    {
        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs.IsEmpty ? throw Errors.NothingToJoin(Name) : inputs[0].Shape;
            for (int i = 1; i < inputs.Length; i++)
            {
                if (inputs[i].Shape != shape)
                {
                    throw Errors.DoesNotJoin(Name, shape, inputs[i].Shape, i, Dim);
                }
            }

            return new TensorSpec(Axes.Inserted(shape, Shape.NormalizeDim(Dim, shape.Rank + 1, Name, shape), inputs.Length), inputs[0].DType);
        }

        protected internal override void Forward(in KernelContext context) =>
            Joining.Run(context, Axes.Product(context.OutputSpec().Shape.AsSpan()[..Dim]), Dim, stacks: true);

        protected internal override void Pullback(in PullbackContext context)
        {
            Variable[] parts = new Unbind(Dim, context.InputCount).ApplyAll(context.Dy());
            for (int i = 0; i < parts.Length; i++)
            {
                context.Add(i, parts[i]);
            }
        }

        protected internal override Variable?[]? Tangent(in TangentContext context)
        {
            var tangents = new Variable[context.InputCount];
            for (int i = 0; i < tangents.Length; i++)
            {
                tangents[i] = context.TxOrZeros(i);
            }

            return [Apply(tangents)];
        }

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 0;

        /// <summary>The op with a negative dimension resolved.</summary>
        internal static Stack Of(Shape? first, int dim)
        {
            Shape shape = first ?? throw Errors.NothingToJoin("Stack");
            return new Stack(Shape.NormalizeDim(dim, shape.Rank + 1, "Stack", shape));
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(new Stack(s.Int(0, shape.Rank)), s.Uniform(shape), s.Uniform(shape), s.Uniform(shape));
            yield return new Sample(new Stack(s.Int(0, shape.Rank)), s.Uniform(shape));
            yield return new Sample(new Stack(1), s.Uniform([2, 0]), s.Uniform([2, 0])) { Note = "empty" };
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Stack([Tensor.Zeros([2, 3]), Tensor.Zeros([2, 1])]), typeof(ShapeException), "Stack: tensor 1 of shape [2, 1] does not fit tensor 0 of shape [2, 3]: all shapes must be equal."),
            new(() => Tensor.Stack([]), typeof(ShapeException), "Stack: the list of tensors is empty."),
            new(() => Tensor.Stack([Tensor.Zeros([2])], 2), typeof(ShapeException), "dim 2 is outside [-2, 1] for shape [2]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Joins tensors of one shape along a new dimension. PyTorch: torch.stack.</summary>
        /// <param name="tensors">At least one; equal shapes. Dtypes are promoted.</param>
        /// <param name="dim">Where the new dimension stands, in [-Rank - 1, Rank]. Default 0.</param>
        /// <returns>A new variable with one more dimension, as long as the list.</returns>
        /// <remarks>Derivative: each input gets its slice of dy, without copying. Saves nothing.</remarks>
        /// <exception cref="ShapeException">The list is empty, shapes differ, or dim is out of range.</exception>
        public static Variable Stack(ReadOnlySpan<Variable> tensors, int dim = 0) => Ops.Stack.Of(Errors.Given(tensors).IsEmpty ? null : tensors[0].Shape, dim).Apply(tensors);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Stack(ReadOnlySpan{Variable}, int)"/>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int dim = 0) => Ops.Stack.Of(Errors.Given(tensors).IsEmpty ? null : tensors[0].Shape, dim).Apply(tensors);
    }
}
