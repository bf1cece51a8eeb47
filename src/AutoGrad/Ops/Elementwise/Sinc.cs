using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    /// <summary>The spherical Bessel function j_n(f · x), of which sin(f x) / (f x) is the one of order 0. Closed under differentiation and smooth at 0.</summary>
    internal sealed record Sinc(int Order, double Frequency) : UnaryOp<Sinc, Sinc.Kernels>, IOp<Sinc>
    {
        internal static readonly Sinc Normalized = new(0, Math.PI), Unnormalized = new(0, 1);

        protected internal override Saved Saves => Saved.X;

        protected override Saved GradReads => Saved.X;

        protected override Kernels Kernel => new(Order, Frequency);

        protected override Variable Pullback(Variable dy, Variable x, Variable y)
        {
            Variable upper = new Sinc(Order + 1, Frequency).Apply(x);
            return Order == 0
                ? dy * (upper * -Frequency)
                : dy * (((new Sinc(Order - 1, Frequency).Apply(x) * Order) - (upper * (Order + 1))) * (Frequency / ((2 * Order) + 1)));
        }

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Normalized, s.Uniform(s.Shape())),
            new(Unnormalized, s.Uniform(s.Shape(), -8, 8)),
            new(Unnormalized, s.Uniform([0, 2])),
            new(new Sinc(2, 1.5), s.Uniform(s.Shape())),
        ];

        internal readonly unsafe struct Kernels(int order, double frequency) : IUnaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
            {
                if (order > 0)
                {
                    T* lanes = (T*)&x;
                    for (int i = 0; i < Vector<T>.Count; i++)
                    {
                        lanes[i] = T.CreateTruncating(ScalarMath.SphericalBessel(order, frequency, double.CreateTruncating(lanes[i])));
                    }

                    return x;
                }

                Vector<T> angle = x * Simd.Of<T>(frequency), sin = VectorMath.Sin(frequency == Math.PI ? WithinQuarterTurn(x) * Simd.Of<T>(frequency) : angle);
                return Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), Vector<T>.One, sin / angle);
            }

            public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
            {
                Vector<T> upper = new Kernels(order + 1, frequency).Apply(x);
                return order == 0
                    ? dy * (upper * Simd.Of<T>(-frequency))
                    : dy * (((new Kernels(order - 1, frequency).Apply(x) * Simd.Of<T>(order)) - (upper * Simd.Of<T>(order + 1))) * Simd.Of<T>(frequency / ((2 * order) + 1)));
            }

            /// <summary>The half turns in [-1/2, 1/2] with the sine of x half turns, without rounding: 0 for whole numbers.</summary>
            private static Vector<T> WithinQuarterTurn<T>(Vector<T> x) where T : unmanaged, INumber<T>
            {
                Vector<T> half = Simd.Of<T>(0.5), turn = x - (Simd.Of<T>(2) * Simd.Round(x * half));
                return Vector.ConditionalSelect(Vector.GreaterThan(Vector.Abs(turn), half), Simd.CopySign(Vector<T>.One, turn) - turn, turn);
            }
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise normalised sinc, y = sin(πx) / (πx), 1 at 0. PyTorch: torch.sinc.</summary>
        /// <returns>A variable of this shape; integers become Float32.</returns>
        /// <remarks>Derivative: (cos(πx) - y) / x, 0 at 0, without cancellation next to it. Saves x. Kinks: none.</remarks>
        public Variable Sinc() => Ops.Sinc.Normalized.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Sinc()"/>
        public Tensor Sinc() => Ops.Sinc.Normalized.Apply(this);
    }
}
