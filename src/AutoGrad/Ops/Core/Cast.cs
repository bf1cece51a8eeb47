namespace AutoGrad.Ops
{
    /// <summary>Conversion to another dtype; the gradient is converted back.</summary>
    internal sealed record Cast(DType To) : Op, IOp<Cast>
    {
        protected internal override int Arity => 1;

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override bool? IsBatchwise => true;

        /// <summary>Integers and Bool are reached in jumps.</summary>
        protected internal override bool IsPiecewise => !To.IsFloat();

        public override string? Subgradient => To.IsFloat() ? null : "none passes";

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(inputs[0].Shape, To);

        protected internal override unsafe void Forward(in KernelContext context) =>
            Elementwise.Run(Kernels.Conversion.Loop(context.InputSpec(0).DType, To), null, context.Out(), context.Accumulates, context.In(0));

        protected internal override void Pullback(in PullbackContext context)
        {
            if (context.Needs(0))
            {
                context.Add(0, context.Dy().To(context.DTypeOf(0)));
            }
        }

        protected internal override Variable?[]? Tangent(in TangentContext context) => [To.IsFloat() && context.Tx(0) is { } tx ? Apply(tx) : null];

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
        {
            if (inputs[0].DType.IsFloat() && To == DType.Bool)
            {
                recorder.Threshold(Name, inputs[0], 0);
            }
            else if (inputs[0].DType.IsFloat())
            {
                recorder.Integers(Name, inputs[0]);
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s) => [new(new Cast(s.DType == DType.Float32 ? DType.Float64 : DType.Float32), s.Uniform(s.Shape()))];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Converts to another dtype; the same variable if it has it already. PyTorch: Tensor.to(dtype).</summary>
        /// <param name="dtype">The target. Floats to integers truncate; anything not zero is true.</param>
        /// <returns>A variable of the target dtype.</returns>
        /// <remarks>Derivative: dx = dy converted back; none through integers and Bool.</remarks>
        public Variable To(DType dtype) => dtype == DType ? this : new Ops.Cast(dtype).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.To(DType)"/>
        public Tensor To(DType dtype) => dtype == DType ? this : new Ops.Cast(dtype).Run(this);
    }
}
