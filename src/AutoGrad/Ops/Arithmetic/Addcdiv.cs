using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Addcdiv(Scalar Value) : TernaryOp<Addcdiv, Addcdiv.Kernels>, IOp<Addcdiv>
    {
        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.B | Saved.C;

        protected internal override Saved SavesWhen(int needs) => (needs & 4) != 0 ? Saved.B | Saved.C : (needs & 2) != 0 ? Saved.C : Saved.None;

        protected override Kernels Kernel => new(Value);

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable c) => dy;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable c) => dy / c * Value;

        protected override Variable PullbackC(Variable dy, Variable a, Variable b, Variable c) => -(dy * (b / c) / c * Value);

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(new Addcdiv(-0.5), s.Uniform(shape), s.Uniform(s.Broadcastable(shape)), s.AwayFromZero(s.Broadcastable(shape)));
            yield return new Sample(new Addcdiv(-0.5), s.Uniform([0, 2]), s.Uniform([2]), s.Uniform([]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).Addcdiv(Tensor.Zeros([3]), Tensor.Zeros([2])), typeof(ShapeException), "Addcdiv: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels(Scalar value) : ITernaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T> => a + (Simd.Of<T>(value) * (b / c));
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Adds a quotient, x + value · tensor1 / tensor2, with broadcasting. PyTorch: torch.addcdiv.</summary>
        /// <param name="tensor1">Dividend.</param>
        /// <param name="tensor2">Divisor.</param>
        /// <param name="value">Factor of the quotient. Default 1.</param>
        /// <returns>A variable of the broadcast shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy, dtensor1 = dy · value / tensor2, dtensor2 = -dy · value · tensor1 / tensor2². Saves dividend and divisor where needed. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Addcdiv(Variable tensor1, Variable tensor2, Scalar? value = null) => new Ops.Addcdiv(value ?? 1).Apply(this, tensor1, tensor2);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Addcdiv(Variable, Variable, Scalar?)"/>
        public Tensor Addcdiv(Tensor tensor1, Tensor tensor2, Scalar? value = null) => new Ops.Addcdiv(value ?? 1).Apply(this, tensor1, tensor2);
    }
}
