using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Div : BinaryOp<Div, Div.Kernels>, IOp<Div>
    {
        internal static readonly Div Instance = new();

        protected internal override Promotion Promotion => Promotion.Float;

        protected internal override Saved Saves => Saved.B | Saved.Output;

        protected internal override Saved SavesWhen(int needs) => (needs & 2) != 0 ? Saved.B | Saved.Output : Saved.B;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy / b;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => -(dy * y / b);

        protected internal override bool HasPullbackKernel => true;

        protected internal override void PullbackKernel(in PullbackContext context)
        {
            Tensor b = context.X(1).Data;
            if (context.Needs(1))
            {
                context.Add(1, -(context.Dy().Data * context.Y().Data / b));
            }

            if (context.Needs(0))
            {
                context.AddElementwise(0, this, b, isLast: true);
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
            new(() => Tensor.Zeros([2, 3]).Div(Tensor.Zeros([4])), typeof(ShapeException), "Div: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a / b;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise true quotient with broadcasting, y = a / b. PyTorch: torch.div.</summary>
        /// <param name="other">The second operand.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy / b, db = -dy · y / b. Saves b, and y where needed. Integers become Float32. Kinks: none; b = 0 gives ±inf or NaN as IEEE 754.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Div(Variable other) => Ops.Div.Instance.Apply(this, other);

        /// <summary>Elementwise quotient rounded to an integer, with broadcasting. PyTorch: torch.div with rounding_mode.</summary>
        /// <param name="other">The divisor.</param>
        /// <param name="roundingMode">Towards zero or down.</param>
        /// <returns>A variable of the broadcast shape and common dtype; integers stay integers.</returns>
        /// <remarks>Derivative: zero everywhere. Saves nothing. Kinks: the jumps where a / b is an integer, where the derivative is 0.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="DivideByZeroException">An integer divisor is 0.</exception>
        public Variable Div(Variable other, RoundingMode roundingMode) =>
            roundingMode == RoundingMode.Floor ? FloorDivide(other) : Ops.TruncDivide.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Div(Variable)"/>
        public Tensor Div(Tensor other) => Ops.Div.Instance.Apply(this, other);

        /// <inheritdoc cref="Variable.Div(Variable, RoundingMode)"/>
        public Tensor Div(Tensor other, RoundingMode roundingMode) =>
            roundingMode == RoundingMode.Floor ? FloorDivide(other) : Ops.TruncDivide.Instance.Apply(this, other);
    }

    /// <summary>How a quotient becomes an integer. PyTorch: the rounding_mode of torch.div.</summary>
    public enum RoundingMode
    {
        /// <summary>Towards zero, as C divides integers.</summary>
        Trunc,

        /// <summary>Down, as Python's // divides.</summary>
        Floor,
    }
}
