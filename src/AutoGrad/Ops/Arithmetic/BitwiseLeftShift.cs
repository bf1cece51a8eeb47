using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record BitwiseLeftShift : IntegerOp<BitwiseLeftShift, BitwiseLeftShift.Kernels>, IOp<BitwiseLeftShift>
    {
        internal static readonly BitwiseLeftShift Instance = new();

        protected override bool AllowsBool => false;

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Integers(shape, -9, 9), s.Integers(s.Broadcastable(shape), 0, 9));
            yield return new Sample(Instance, s.Integers([0, 2], 0, 9), s.Integers([2], 0, 9));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).BitwiseLeftShift(Tensor.Zeros([2])), typeof(DTypeException), "BitwiseLeftShift: works on bits, and Float32 is not an integer. Convert with To(DType.Int64)."),
            new(() => Tensor.From(1L, 2L).BitwiseLeftShift(Tensor.From(1L, 2L, 3L)), typeof(ShapeException), "BitwiseLeftShift: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => Simd.Map<LeftShift, T>(a, b);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise a · 2ᵇ by moving bits left; bits that leave are lost. PyTorch: torch.bitwise_left_shift.</summary>
        /// <param name="other">The other side.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: none, integers carry no gradient. b is from 0 to 63; shifts beyond the width give 0.</remarks>
        /// <exception cref="DTypeException">A side is a float or both are Bool.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable BitwiseLeftShift(Variable other) => Ops.BitwiseLeftShift.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.BitwiseLeftShift(Variable)"/>
        public Tensor BitwiseLeftShift(Tensor other) => Ops.BitwiseLeftShift.Instance.Apply(this, other);
    }
}
