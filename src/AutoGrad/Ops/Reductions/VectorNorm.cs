using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record VectorNorm(double P, Dims Dims, bool KeepDim) : ReductionOp<VectorNorm>(Dims, KeepDim), IOp<VectorNorm>
    {
        public override string Name => "Norm";

        protected internal override Saved Saves => Saved.X | Saved.Output;

        protected internal override bool IsPiecewise => true;

        public override string Subgradient => "0 at 0; for p of ±infinity dy split evenly among equal elements";

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            if (double.IsInfinity(P))
            {
                Extrema.DemandElements(Name, inputs[0].Shape, Mask(inputs[0].Shape));
            }

            return base.Infer(inputs);
        }

        protected internal override void Forward(in KernelContext context)
        {
            Tensor x = context.In(0), y = context.Out();
            ulong mask = Mask(x.Shape);
            switch (P)
            {
                case 0:
                    Reductions.Accumulate<NonzeroLanes>(x, mask, y);
                    break;
                case 1:
                    Reductions.Accumulate<AbsSumLanes>(x, mask, y);
                    break;
                case 2:
                    Reductions.Accumulate<SquareLanes>(x, mask, y);
                    break;
                case double.PositiveInfinity:
                    Reductions.Select<AbsMaxLanes>(x, mask, y);
                    break;
                case double.NegativeInfinity:
                    Reductions.Select<AbsMinLanes>(x, mask, y);
                    break;
                default:
                    Elementwise.Copy(y, x.Abs().Pow(P).Sum(Dims, KeepDim).Pow(1 / P), accumulate: false);
                    break;
            }
        }

        protected override Variable Pullback(Variable dy, Variable x, Variable? y) => P switch
        {
            0 => Tensor.Zeros(x.Shape, x.DType),
            1 => dy * x.Sign(),
            2 => x * Finite(dy, y!),
            double.PositiveInfinity or double.NegativeInfinity => dy * Extrema.Shares(x.Abs(), y!, Dims, matchNaN: true) * x.Sign(),
            < 2 => x.Sign() * PowerOrZero(x.Abs(), P - 1) * (P < 1 ? dy * y!.Pow(1 - P) : Finite(dy, y!.Pow(P - 1))),
            _ => x * x.Abs().Pow(P - 2) * Finite(dy, y!.Pow(P - 1)),
        };

        /// <summary>dy / norm, and 0 where the norm is 0.</summary>
        private static Variable Finite(Variable dy, Variable norm)
        {
            Tensor isZero = norm.Data.Eq(0);
            return Variable.Where(isZero, 0, dy / Variable.Where(isZero, 1, norm));
        }

        /// <summary>x to a power, and 0 at 0, where a negative power and every slope would be infinite.</summary>
        private static Variable PowerOrZero(Variable x, double power)
        {
            Tensor isZero = x.Data.Eq(0);
            return Variable.Where(isZero, 0, Variable.Where(isZero, 1, x).Pow(power));
        }

        protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
        {
            // An even power has no kink in an element, only where all of them are 0; another one is not smooth at 0.
            recorder.Threshold(Name, P > 0 && P % 2 == 0 ? output : inputs[0], 0);
            if (double.IsInfinity(P))
            {
                Extrema.Pieces(Name, inputs[0].Abs(), output, Dims, recorder);
            }
        }

        protected internal override long Flops(ReadOnlySpan<TensorSpec> inputs) => 2L * inputs[0].Shape.NumEl;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape(1, 3);
            foreach (double p in (double[])[0, 0.5, 1, 1.5, 2, 3, double.PositiveInfinity, double.NegativeInfinity])
            {
                Tensor magnitudes = s.Distinct(shape).Abs() + 0.2;
                yield return new Sample(new VectorNorm(p, s.Int(0, shape.Rank - 1), true), magnitudes * s.AwayFromZero(shape, 1, 1));
            }

            yield return new Sample(new VectorNorm(2, default, false), s.AwayFromZero(s.Shape()));
            yield return new Sample(new VectorNorm(2, [0, -1], false), s.AwayFromZero(s.Shape(2, 3)));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Norm(2, 2), typeof(ShapeException), "Norm: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([0]).Norm(double.PositiveInfinity), typeof(ShapeException), "Norm: shape [0] has no elements to choose from."),
            new(() => Tensor.Zeros([2], DType.Int64).Norm(), typeof(DTypeException), "Norm: needs Float32 or Float64, got Int64."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Vector norm over dimensions, (Σ |x|ᵖ)^(1/p). PyTorch: torch.norm, torch.linalg.vector_norm.</summary>
        /// <param name="p">The order: 0 counts what is not 0, ±infinity takes the largest or smallest |x|, 2 is Euclid's and Frobenius's. Default 2.</param>
        /// <param name="dim">Dimensions to reduce. Default all.</param>
        /// <param name="keepDim">Whether they stay, with size 1. Default false.</param>
        /// <returns>A variable of the remaining shape.</returns>
        /// <remarks>Derivative: dx = dy · sign(x) (|x| / y)^(p-1). Saves x and y. Kinks: 0, where the derivative is 0; ties for p of ±infinity, which share dy.</remarks>
        /// <exception cref="ShapeException">A dimension is out of range or listed twice, or p is infinite and there are no elements.</exception>
        /// <exception cref="DTypeException">The input is neither Float32 nor Float64.</exception>
        public Variable Norm(double p = 2, Dims dim = default, bool keepDim = false) => new Ops.VectorNorm(p, dim, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Norm(double, Dims, bool)"/>
        public Tensor Norm(double p = 2, Dims dim = default, bool keepDim = false) => new Ops.VectorNorm(p, dim, keepDim).Run(this);
    }
}
