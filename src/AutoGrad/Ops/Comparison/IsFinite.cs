using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record IsFinite : TestOp<IsFinite, IsFinite.Kernels>, IOp<IsFinite>
    {
        internal static readonly IsFinite Instance = new();

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape())),
            new(Instance, s.Integers(s.Shape(), -1, 1)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : ITestKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.IsFinite(x);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether each element is neither infinite nor NaN. PyTorch: torch.isfinite.</summary>
        /// <returns>A Bool variable of this shape; true for integers.</returns>
        /// <remarks>Derivative: none, the result carries no gradient.</remarks>
        public Variable IsFinite() => Ops.IsFinite.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.IsFinite()"/>
        public Tensor IsFinite() => Ops.IsFinite.Instance.Apply(this);
    }
}
