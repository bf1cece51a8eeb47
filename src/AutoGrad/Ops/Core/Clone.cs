namespace AutoGrad.Ops
{
    /// <summary>A dense copy.</summary>
    internal sealed record Clone : LinearOp<Clone>, IOp<Clone>
    {
        internal static readonly Clone Instance = new();

        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        protected internal override bool? IsBatchwise => true;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected internal override void Forward(in KernelContext context) => Elementwise.Copy(context.Out(), context.In(0), context.Accumulates);

        protected override Variable Pullback(Variable dy, Shape xShape) => dy;

        public static IEnumerable<Sample> Samples(Sampler s) => [new(Instance, s.Uniform(s.Shape()))];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>A copy with memory of its own, row-major; gradients flow through. PyTorch: torch.clone.</summary>
        /// <returns>A variable of this shape and dtype.</returns>
        public Variable Clone() => Ops.Clone.Instance.Apply(this);

        /// <summary>This variable if its memory is row-major, else a copy that is. PyTorch: Tensor.contiguous.</summary>
        /// <returns>A contiguous variable.</returns>
        public Variable Contiguous() => Data.IsContiguous ? this : Clone();
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Clone"/>
        public Tensor Clone() => Ops.Clone.Instance.Run(this);

        /// <inheritdoc cref="Variable.Contiguous"/>
        public Tensor Contiguous() => IsContiguous ? this : Clone();
    }
}
