using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record BitwiseOr : IntegerOp<BitwiseOr, BitwiseOr.Kernels>, IOp<BitwiseOr>
    {
        internal static readonly BitwiseOr Instance = new();

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Integers(shape, -9, 9), s.Integers(s.Broadcastable(shape), -9, 9));
            yield return new Sample(Instance, s.Integers([0, 2], 0, 9), s.Integers([2], 0, 9));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).BitwiseOr(Tensor.Zeros([2])), typeof(DTypeException), "BitwiseOr: works on bits, and Float32 is not an integer. Convert with To(DType.Int64)."),
            new(() => Tensor.From(1L, 2L).BitwiseOr(Tensor.From(1L, 2L, 3L)), typeof(ShapeException), "BitwiseOr: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a | b;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise or of the bits of integers, or of Bool. PyTorch: torch.bitwise_or.</summary>
        /// <param name="other">The other side.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: none, integers carry no gradient.</remarks>
        /// <exception cref="DTypeException">A side is a float.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable BitwiseOr(Variable other) => Ops.BitwiseOr.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.BitwiseOr(Variable)"/>
        public Tensor BitwiseOr(Tensor other) => Ops.BitwiseOr.Instance.Apply(this, other);
    }
}
