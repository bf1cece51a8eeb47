using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record BitwiseRightShift : IntegerOp<BitwiseRightShift, BitwiseRightShift.Kernels>, IOp<BitwiseRightShift>
    {
        internal static readonly BitwiseRightShift Instance = new();

        protected override bool AllowsBool => false;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Integers(shape, -9, 9), s.Integers(s.Broadcastable(shape), 0, 9));
            yield return new Sample(Instance, s.Integers([0, 2], 0, 9), s.Integers([2], 0, 9));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).BitwiseRightShift(Tensor.Zeros([2])), typeof(DTypeException), "BitwiseRightShift: works on bits, and Float32 is not an integer. Convert with To(DType.Int64)."),
            new(() => Tensor.From(1L, 2L).BitwiseRightShift(Tensor.From(1L, 2L, 3L)), typeof(ShapeException), "BitwiseRightShift: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Simd.Map<RightShift, T>(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise a / 2ᵇ rounded down, by moving bits right; the sign stays. PyTorch: torch.bitwise_right_shift.</summary>
        /// <param name="other">The other side.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: none, integers carry no gradient. b is from 0 to 63; shifts beyond the width give 0, or -1 for negative numbers.</remarks>
        /// <exception cref="DTypeException">A side is a float or both are Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable BitwiseRightShift(Variable other) => Ops.BitwiseRightShift.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.BitwiseRightShift(Variable)"/>
        public Tensor BitwiseRightShift(Tensor other) => Ops.BitwiseRightShift.Instance.Apply(this, other);
    }
}
