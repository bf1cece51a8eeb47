using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>y = condition ? a : b, with the condition as Bool data and a and b of one dtype.</summary>
    internal sealed record Where : TernaryRule<Where>, IOp<Where>
    {
        internal static readonly Where Instance = new();

        protected internal override Promotion Promotion => Promotion.None;

        protected internal override Saved Saves => Saved.X;

        protected internal override bool AcceptsStrides => true;

        protected internal override bool AcceptsAccumulate => true;

        /// <summary>value where the mask is true, 0 elsewhere: unlike a product, it lets no infinity or NaN through.</summary>
        internal static Variable Keep(Variable mask, Variable value) => Instance.Apply(mask, value, Tensor.Zeros(Shape.Scalar, value.DType));

        /// <summary>value where the mask is false, 0 elsewhere.</summary>
        internal static Variable Drop(Variable mask, Variable value) => Instance.Apply(mask, Tensor.Zeros(Shape.Scalar, value.DType), value);

        /// <summary>Brings both choices to their common dtype.</summary>
        internal static Variable Of(Variable condition, Variable input, Variable other)
        {
            Promoter.Bring(ref input, ref other);
            return Instance.Apply(condition, input, other);
        }

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            DType condition = inputs[0].DType, a = inputs[1].DType, b = inputs[2].DType;
            return condition != DType.Bool ? throw Errors.DType(Name, condition, DType.Bool, $"the condition is {condition}, not Bool. Compare it, as in condition.Ne(0).")
                : a != b ? throw Errors.SidesDiffer(Name, "the first choice", a, "the second", b)
                : base.Infer(inputs);
        }

        protected internal override unsafe void Forward(in KernelContext context) => Elementwise.Run(
            context.InputSpec(1).DType.Size() switch { 1 => &Loops.Select<byte>, 4 => &Loops.Select<int>, _ => &Loops.Select<long> },
            null, context.Out(), context.Accumulates, context.In(0), context.In(1), context.In(2));

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable c) => throw new System.Diagnostics.UnreachableException();

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable c) => Keep(a, dy);

        protected override Variable PullbackC(Variable dy, Variable a, Variable b, Variable c) => Drop(a, dy);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Mask(s.Broadcastable(shape)), s.Uniform(shape), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Mask(shape), s.Integers(shape, 0, 9), s.Integers(Shape.Scalar, 0, 9));
            yield return new Sample(Instance, s.Mask([2]), s.Uniform([0, 2]), s.Uniform([]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Where(Tensor.Zeros([2]), Tensor.Zeros([2]), Tensor.Zeros([2])), typeof(DTypeException), "Where: the condition is Float32, not Bool. Compare it, as in condition.Ne(0)."),
            new(() => Tensor.Where(Tensor.Zeros([2], DType.Bool), Tensor.Zeros([2]), Tensor.Zeros([3])), typeof(ShapeException), "Where: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
            new(() => Instance.Apply(Tensor.Zeros([2], DType.Bool), Tensor.Zeros([2]), Tensor.Zeros([2], DType.Int64)), typeof(DTypeException), "Where: the first choice is Float32 and the second is Int64. Convert the second with To(DType.Float32)."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elements of input where the condition is true and of other elsewhere, with broadcasting. PyTorch: torch.where.</summary>
        /// <param name="condition">Bool.</param>
        /// <param name="input">Chosen where true.</param>
        /// <param name="other">Chosen where false.</param>
        /// <returns>A variable of the broadcast shape and of the common dtype of input and other.</returns>
        /// <remarks>Derivative: dy where chosen, zero elsewhere, whatever the value not chosen is. Saves condition. Kinks: none, the condition is data.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">condition is not Bool.</exception>
        public static Variable Where(Variable condition, Variable input, Variable other) => Ops.Where.Of(condition, Errors.Given(input), Errors.Given(other));

        /// <summary>Elements of input where the condition is true and a number elsewhere. PyTorch: torch.where.</summary>
        /// <param name="condition">Bool.</param>
        /// <param name="input">Chosen where true.</param>
        /// <param name="other">Chosen where false.</param>
        /// <returns>A variable of the broadcast shape.</returns>
        /// <remarks>Derivative: dy where chosen, zero elsewhere. Saves condition. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">condition is not Bool.</exception>
        public static Variable Where(Variable condition, Variable input, Scalar other) => Ops.Where.Of(condition, Errors.Given(input), other.Like(input.DType));

        /// <summary>A number where the condition is true and elements of other elsewhere. PyTorch: torch.where.</summary>
        /// <param name="condition">Bool.</param>
        /// <param name="input">Chosen where true.</param>
        /// <param name="other">Chosen where false.</param>
        /// <returns>A variable of the broadcast shape.</returns>
        /// <remarks>Derivative: dy where chosen, zero elsewhere. Saves condition. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">condition is not Bool.</exception>
        public static Variable Where(Variable condition, Scalar input, Variable other) => Ops.Where.Of(condition, input.Like(Errors.Given(other).DType), other);

        /// <summary>This where the condition is true and other elsewhere. PyTorch: Tensor.where.</summary>
        /// <param name="condition">Bool.</param>
        /// <param name="other">Chosen where false.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: dy where chosen, zero elsewhere. Saves condition. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">condition is not Bool.</exception>
        public Variable Where(Variable condition, Variable other) => Ops.Where.Of(condition, this, Errors.Given(other));
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Where(Variable, Variable, Variable)"/>
        public static Tensor Where(Tensor condition, Tensor input, Tensor other) => Ops.Where.Of(condition, input, other).Data;

        /// <inheritdoc cref="Variable.Where(Variable, Variable, Scalar)"/>
        public static Tensor Where(Tensor condition, Tensor input, Scalar other) => Ops.Where.Of(condition, input, other.Like(input.DType)).Data;

        /// <inheritdoc cref="Variable.Where(Variable, Scalar, Variable)"/>
        public static Tensor Where(Tensor condition, Scalar input, Tensor other) => Ops.Where.Of(condition, input.Like(Errors.Given(other).DType), other).Data;

        /// <inheritdoc cref="Variable.Where(Variable, Variable)"/>
        public Tensor Where(Tensor condition, Tensor other) => Ops.Where.Of(condition, this, other).Data;
    }
}
