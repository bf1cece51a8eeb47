using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Mul : BinaryOp<Mul, Mul.Kernels>, IOp<Mul>
    {
        internal static readonly Mul Instance = new();

        protected internal override Saved Saves => Saved.A | Saved.B;

        protected internal override Saved SavesWhen(int needs) => ((needs & 1) != 0 ? Saved.B : Saved.None) | ((needs & 2) != 0 ? Saved.A : Saved.None);

        protected override bool AllowsBool => true;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * b;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * a;

        protected internal override bool HasPullbackKernel => true;

        protected internal override void PullbackKernel(in PullbackContext context)
        {
            bool both = context.Needs(0) && context.Needs(1);
            if (context.Needs(1))
            {
                context.AddElementwise(1, this, context.X(0).Data, isLast: !both);
            }

            if (context.Needs(0))
            {
                context.AddElementwise(0, this, context.X(1).Data, isLast: true);
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape), s.AwayFromZero(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Mul(Tensor.Zeros([4])), typeof(ShapeException), "Mul: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a * b;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise product with broadcasting, y = a · b. PyTorch: torch.mul.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy · b, db = dy · a. Saves a and b where needed. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Mul(Variable other) => Ops.Mul.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Mul(Variable)"/>
        public Tensor Mul(Tensor other) => Ops.Mul.Instance.Apply(this, other);
    }
}
