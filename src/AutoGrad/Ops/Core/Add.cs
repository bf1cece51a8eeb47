using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops
{
    internal sealed record Add : BinaryOp<Add, Add.Kernels>, IOp<Add>
    {
        internal static readonly Add Instance = new();

        protected override bool AllowsBool => true;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy;

        protected internal override unsafe void Forward(in KernelContext context)
        {
            if (context.InputSpec(0).DType == DType.Bool)
            {
                byte none = 0; // true + true is true
                Elementwise.Run(&Loops.Binary<Either, byte>, &none, context.Out(), context.Accumulates, context.In(0), context.In(1));
            }
            else
            {
                base.Forward(context);
            }
        }

        public static IEnumerable<Sample> Samples(Sampler s)
        {
            Shape shape = s.Shape();
            yield return new Sample(Instance, s.Uniform(shape), s.Uniform(s.Broadcastable(shape)));
            yield return new Sample(Instance, s.Uniform([0, 2]), s.Uniform([2]));
        }

        public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [
            new(() => Tensor.Zeros([2, 3]).Add(Tensor.Zeros([4])), typeof(ShapeException), "Add: shapes [2, 3] and [4] do not broadcast: dim 1 is 3 against 4."),
        ];

        internal readonly struct Kernels : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a + b;
        }

        private readonly struct Either : IBinaryKernel
        {
            public Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T> => a | b;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Elementwise sum with broadcasting, y = a + b. PyTorch: torch.add.</summary>
        /// <param name="other">The second term.</param>
        /// <returns>A variable of the broadcast shape and common dtype.</returns>
        /// <remarks>Derivative: da = dy, db = dy. Saves nothing. Kinks: none.</remarks>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Variable Add(Variable other) => Ops.Add.Instance.Apply(this, other);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.Add(Variable)"/>
        public Tensor Add(Tensor other) => Ops.Add.Instance.Apply(this, other);
    }
}
