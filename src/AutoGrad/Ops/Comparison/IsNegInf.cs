using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record IsNegInf : TestOp<IsNegInf, IsNegInf.Kernels>, IOp<IsNegInf>
    {
        internal static readonly IsNegInf Instance = new();

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape())),
            new(Instance, s.Integers(s.Shape(), -1, 1)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : ITestKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.IsNegativeInfinity(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether each element is -inf. PyTorch: torch.isneginf.</summary>
        /// <returns>A Bool variable of this shape; false for integers.</returns>
        /// <remarks>Derivative: none, the result carries no gradient.</remarks>
        public Variable IsNegInf() => Ops.IsNegInf.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IsNegInf()"/>
        public Tensor IsNegInf() => Ops.IsNegInf.Instance.Apply(this);
    }
}
