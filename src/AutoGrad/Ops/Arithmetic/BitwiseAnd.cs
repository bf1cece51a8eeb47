using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record BitwiseAnd : IntegerOp<BitwiseAnd, BitwiseAnd.Kernels>, IOp<BitwiseAnd>
    {
        internal static readonly BitwiseAnd Instance = new();

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Integers(shape, -9, 9), s.Integers(s.Broadcastable(shape), -9, 9));
            yield return new Sample(Instance, s.Integers([0, 2], 0, 9), s.Integers([2], 0, 9));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2]).BitwiseAnd(Tensor.Zeros([2])), typeof(DTypeException), "BitwiseAnd: works on bits, and Float32 is not an integer. Convert with To(DType.Int64)."),
            new(() => Tensor.From(1L, 2L).BitwiseAnd(Tensor.From(1L, 2L, 3L)), typeof(ShapeException), "BitwiseAnd: shapes [2] and [3] do not broadcast: dim 0 is 2 against 3."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a & b;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise and of the bits of integers, or of Bool. PyTorch: torch.bitwise_and.</summary>
        /// <param name="other">The other side.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: none, integers carry no gradient.</remarks>
        /// <exception cref="DTypeException">A side is a float.</exception>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable BitwiseAnd(Variable other) => Ops.BitwiseAnd.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.BitwiseAnd(Variable)"/>
        public Tensor BitwiseAnd(Tensor other) => Ops.BitwiseAnd.Instance.Apply(this, other);
    }
}
