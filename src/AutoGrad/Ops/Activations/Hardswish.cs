using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>x · (x + 3) / 6 between -3 and 3, 0 below, x above.</summary>
internal sealed record Hardswish : UnaryOp<Hardswish, Hardswish.Kernels>, IOp<Hardswish>
{
    internal static readonly Hardswish Instance = new();

    protected internal override Saved Saves => Saved.X;

    protected override Saved GradReads => Saved.X;

    protected internal override bool IsPiecewise => true;

    public override string Subgradient => "-1/2 at -3, the slope from the right; 1 at 3, the slope from the right";

    protected override Variable Pullback(Variable dy, Variable x, Variable y) =>
        Where.Drop(x.Lt(-3), Where.Of(x.Ge(-3).LogicalAnd(x.Lt(3)), dy * (x / 3 + 0.5), dy));

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) =>
        Hardsigmoid.Bounds(Name, inputs[0], recorder);

    public static IEnumerable<Sample> Samples(Sampler s) =>
    [
        new(Instance, s.Uniform(s.Shape(), -2.8, 2.8)),
        new(Instance, s.AwayFromZero(s.Shape(), 3.2, 4)),
        new(Instance, s.Uniform([0, 2])),
    ];

    internal readonly struct Kernels : IUnaryKernel
    {
        public Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> six = Simd.Of<T>(6), gate = x + Simd.Of<T>(3);
            gate = Vector.ConditionalSelect(Vector.LessThan(gate, Vector<T>.Zero), Vector<T>.Zero, gate);
            gate = Vector.ConditionalSelect(Vector.GreaterThan(gate, six), six, gate);
            return x * gate / six;
        }

        public Vector<T> Grad<T>(Vector<T> dy, Vector<T> x) where T : unmanaged, INumber<T>
        {
            Vector<T> three = Simd.Of<T>(3), below = Vector.LessThan(x, -three), inside = Vector.AndNot(Vector.LessThan(x, three), below);
            return Vector.AndNot(Vector.ConditionalSelect(inside, dy * ((x / three) + Simd.Of<T>(0.5)), dy), below);
        }
    }
}
