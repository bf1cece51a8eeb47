#region op
namespace AutoGrad.Tests.Docs;

/// <summary>y = max(x, 0).</summary>
internal sealed record Ramp : UnaryOp<Ramp>, IOp<Ramp>
{
    public override string? Subgradient => "0 at 0";

    protected override bool IsPiecewise => true;

    protected override Saved Saves => Saved.X;

    // On which side of 0 each element lies: steps of the checker stay there, and exactly on 0 it asks for the subgradient instead.
    protected override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => recorder.Threshold(Name, inputs[0], 0);

    protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = T.Max(x[i], T.Zero);
        }
    }

    protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x.Gt(0).To(dy.DType);

    public static IEnumerable<Sample> Samples(Sampler s) => [new(new Ramp(), s.Uniform(s.Shape())), new(new Ramp(), s.Uniform([s.Dim(0), 2, s.Dim(-1)])) { Note = "three dimensions" }];

    // Calls that must be refused: what is thrown, and what its message contains.
    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => new Ramp().Apply((Variable)Tensor.Zeros([2]), Tensor.Zeros([2])), typeof(AutogradException), "takes 1 input")];
}
#endregion
