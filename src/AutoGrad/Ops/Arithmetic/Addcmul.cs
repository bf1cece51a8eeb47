using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Addcmul(Scalar Value) : TernaryOp<Addcmul, Addcmul.Kernels>, IOp<Addcmul>
    {
        protected internal override Saved Saves => Saved.B | Saved.C;

        protected internal override Saved SavesWhen(int needs) => ((needs & 2) != 0 ? Saved.C : Saved.None) | ((needs & 4) != 0 ? Saved.B : Saved.None);

        protected override Kernels Kernel => new(Value);

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => Value.IsInteger || inputs[0].DType.IsFloat()
            ? base.Infer(inputs)
            : throw Errors.DType(Name, inputs[0].DType, DType.Float32, $"value {Value} is not a whole number, but the tensors are {inputs[0].DType}. Convert them with To(DType.Float32).");

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable c) => dy;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable c) => dy * c * Value;

        protected override Variable PullbackC(Variable dy, Variable a, Variable b, Variable c) => dy * b * Value;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(new Addcmul(-0.5), s.Uniform(shape), s.Uniform(s.Broadcastable(shape)), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(new Addcmul(-0.5), s.Uniform([0, 2]), s.Uniform([2]), s.Uniform([]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).Addcmul(Tensor.Zeros([3]), Tensor.Zeros([2])), typeof(ShapeException), "Addcmul: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
            new(() => Tensor.From(1L).Addcmul(Tensor.From(1L), Tensor.From(1L), 0.5), typeof(DTypeException), "Addcmul: value 0.5 is not a whole number, but the tensors are Int64."),
        ];

        internal readonly struct Kernels(Scalar value) : ITernaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a + (Simd.Of<T>(value) * b * c);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Adds a product, x + value · tensor1 · tensor2, with broadcasting. PyTorch: torch.addcmul.</summary>
        /// <param name="tensor1">First factor.</param>
        /// <param name="tensor2">Second factor.</param>
        /// <param name="value">Factor of the product. Default 1.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: dx = dy, dtensor1 = dy · value · tensor2, dtensor2 = dy · value · tensor1. Saves the factors where needed. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DTypeException">The tensors are integers and value is not.</exception>
        public Variable Addcmul(Variable tensor1, Variable tensor2, Scalar? value = null) => new Ops.Addcmul(value ?? 1).Apply(this, tensor1, tensor2);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Addcmul(Variable, Variable, Scalar?)"/>
        public Tensor Addcmul(Tensor tensor1, Tensor tensor2, Scalar? value = null) => new Ops.Addcmul(value ?? 1).Apply(this, tensor1, tensor2);
    }
}
