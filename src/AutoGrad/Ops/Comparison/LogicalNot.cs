using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record LogicalNot : TestOp<LogicalNot, LogicalNot.Kernels>, IOp<LogicalNot>
    {
        internal static readonly LogicalNot Instance = new();

        public static IEnumerable<Sample> Samples(Sampler s) =>
        [
            new(Instance, s.Uniform(s.Shape())),
            new(Instance, s.Integers(s.Shape(), -1, 1)),
            new(Instance, s.Uniform([0, 2])),
        ];

        internal readonly struct Kernels : ITestKernel
        {
            public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T> => Vector.Equals(x, Vector<T>.Zero);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Whether each element is false: equal to 0. PyTorch: torch.logical_not.</summary>
        /// <returns>A Bool variable of this shape; NaN counts as true.</returns>
        /// <remarks>Derivative: none, the result carries no gradient.</remarks>
        public Variable LogicalNot() => Ops.LogicalNot.Instance.Apply(this);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.LogicalNot()"/>
        public Tensor LogicalNot() => Ops.LogicalNot.Instance.Apply(this);
    }
}
