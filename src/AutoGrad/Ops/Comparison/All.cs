namespace AutoGrad.Ops
{
    internal sealed record All(Dims Dims, bool KeepDim) : TruthOp<All>(Dims, KeepDim), IOp<All>
    {
        protected override byte Decisive => 0;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            yield return new Sample(new All(Dims.All, false), s.Mask(s.Shape()));
            yield return new Sample(new All(-1, true), s.Integers(s.Shape(1), 0, 1));
            yield return new Sample(new All(0, false), s.Uniform([0, 2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).All(2), typeof(ShapeException), "All: dim 2 is outside [-2, 1] for shape [2, 3]."),
            new(() => Tensor.Zeros([2, 3]).All([1, -1]), typeof(ShapeException), "All: dim -1 is listed twice for shape [2, 3]."),
        ];
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether all elements are true; anything but 0 is true. PyTorch: torch.all.</summary>
        /// <param name="dim">Dimensions to reduce; all by default.</param>
        /// <param name="keepDim">Whether they stay with size 1. Default false.</param>
        /// <returns>Bool, but UInt8 for UInt8; true where there are no elements.</returns>
        /// <remarks>Derivative: none, the result carries no gradient. NaN is true.</remarks>
        /// <exception cref="ShapeException">A dim is out of range or listed twice.</exception>
        public Variable All(Dims dim = default, bool keepDim = false) => new Ops.All(dim, keepDim).Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.All(Dims, bool)"/>
        public Tensor All(Dims dim = default, bool keepDim = false) => new Ops.All(dim, keepDim).Apply(this);
    }
}
