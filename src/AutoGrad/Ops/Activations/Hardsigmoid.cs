using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>(x + 3) / 6 limited to [0, 1].</summary>
internal sealed record Hardsigmoid : UnaryOp<Hardsigmoid, Hardsigmoid.Kernels>, IOp<Hardsigmoid>
{
    internal static readonly Hardsigmoid Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "0 at -3 and 3; also for NaN";

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => Where.Keep(x.Gt(-3).LogicalAnd(x.Lt(3)), dy / 6);

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => Bounds(Name, inputs[0], recorder);

    internal static void Bounds(string op, Tensor x, PieceRecorder recorder)
    {
        recorder.Threshold(op, x, -3);
        recorder.Threshold(op, x, 3);
    }

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(Instance, s.Uniform(s.Shape(), -2.8, 2.8)),
        new(Instance, s.AwayFromZero(s.Shape(), 3.2, 4)),
        new(Instance, s.Distinct(s.Shape(1), 2)) { Note = "both sides of the bounds" },
        new(Instance, s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> six = Simd.Of<T>(6), y = x + Simd.Of<T>(3);
            y = Vector.ConditionalSelect(Vector.LessThan(y, Vector<T>.Zero), Vector<T>.Zero, y);
            return Vector.ConditionalSelect(Vector.GreaterThan(y, six), six, y) / six;
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T> =>
            Simd.Keep(Vector.GreaterThan(x, Simd.Of<T>(-3)) & Vector.LessThan(x, Simd.Of<T>(3)), dy / Simd.Of<T>(6));
    }
}
