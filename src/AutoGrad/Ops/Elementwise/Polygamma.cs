using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>The n-th derivative of digamma, for n of at least 1; its own derivative is the next one.</summary>
    internal sealed record Polygamma(int N) : UnaryOp<Polygamma, Polygamma.Kernels>, IOp<Polygamma>
    {
        protected internal override Saved Saves => Saved.X;

        protected override Kernels Kernel => new(N);

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
            N >= 1 ? base.Infer(inputs) : throw Errors.Argument(Name, $"n = {N} is negative. Pass 0 or more.");

        // From 171 on n! is infinite and only the sign, which n's parity gives, is left.
        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * new Polygamma(N == int.MaxValue ? N - 1 : N + 1).Apply(x);

        public static IEnumerable<Sample> Samples(Sampler s) =>
            [new(new Polygamma(1), s.Uniform(s.Shape(), 0.3, 3)), new(new Polygamma(2), s.Uniform(s.Shape(), 0.3, 3)), new(new Polygamma(1), s.Uniform([0, 2]))];

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Ones([2]).Polygamma(-1), typeof(ArgumentException), "Polygamma: n = -1 is negative. Pass 0 or more."),
        ];

        internal readonly struct Kernels(int n) : IUnaryKernel
        {
            public unsafe Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
            {
                T* lanes = (T*)&x;
                for (int i = 0; i < Vector<T>.Count; i++)
                {
                    lanes[i] = T.CreateTruncating(ScalarMath.Polygamma(n, double.CreateTruncating(lanes[i])));
                }

                return x;
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise n-th derivative of digamma. PyTorch: torch.polygamma.</summary>
        /// <param name="n">Which derivative; 0 is digamma itself.</param>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: dx = dy · polygamma(n + 1, x). Saves x. Kinks: none; infinite at the poles 0, -1, -2, ....</remarks>
        /// <exception cref="ArgumentException">n is negative.</exception>
        public Variable Polygamma(int n) => n == 0 ? Digamma() : new Ops.Polygamma(n).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Polygamma(int)"/>
        public Tensor Polygamma(int n) => n == 0 ? Digamma() : new Ops.Polygamma(n).Apply(this);
    }
}
