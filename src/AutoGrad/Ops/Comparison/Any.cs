namespace AutoGrad.Ops
{
    internal sealed record Any(Dims Dims, bool KeepDim) : TruthOp<Any>(Dims, KeepDim), IOp<Any>
    {
        protected override byte Decisive => 1;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new Any(Dims.All, false), s.Mask(s.Shape()));
            yield return new Sample(new Any(-1, true), s.Integers(s.Shape(1), 0, 1));
            yield return new Sample(new Any(0, false), s.Uniform([0, 2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Any(2), typeof(ShapeException), "Any: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).Any([1, -1]), typeof(ShapeException), "Any: dim -1 is listed twice for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether any element is true; anything but 0 is true. PyTorch: torch.any.</summary>
        /// <param name="dim">Dimensions to reduce; all by default.</param>
        /// <param name="keepDim">Whether they stay with size 1. Default false.</param>
        /// <returns>Bool, but UInt8 for UInt8; false where there are no elements.</returns>
        /// <remarks>Derivative: none, the result carries no gradient. NaN is true.</remarks>
        /// <exception cref="ShapeException">A dim is out of range or listed twice.</exception>
        public Variable Any(Dims dim = default, bool keepDim = false) => new Ops.Any(dim, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Any(Dims, bool)"/>
        public Tensor Any(Dims dim = default, bool keepDim = false) => new Ops.Any(dim, keepDim).Apply(this);
    }
}
