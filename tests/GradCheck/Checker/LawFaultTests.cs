using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>For each law of ops: a fault it must catch.</summary>
public sealed class LawFaultTests
{
    private static readonly Tensor X = Tensor.From(0.31, -1.27, 0.73, 1.93, -0.41, 0.57).Reshape([2, 3]);

    public static TheoryData<string> Laws => [.. OpLaw.All.Select(l => l.GetType().Name)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_fault_planted_for_it_is_caught(string law)
    {
        OpLaw asked = OpLaw.All.Single(l => l.GetType().Name == law);
        OpCall call = Planted(law);
        Assert.NotNull(asked.Check(call));
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_right_op_passes(string law) => Assert.Null(OpLaw.All.Single(l => l.GetType().Name == law).Check(Call(Custom.Cube(Custom.CubeRule), X)));

    [Fact]
    public void Every_law_has_its_name_among_those_a_user_can_choose()
    {
        Assert.All(OpLaw.All, static law => Assert.Equal(law.GetType().Name, law.Flag.ToString()));
        Assert.Equal(Enum.GetValues<OpLaws>().Except([OpLaws.None, OpLaws.All]), OpLaw.All.Select(static law => law.Flag).Order());
        Assert.Equal(OpLaws.All, OpLaw.All.Aggregate(OpLaws.None, static (all, law) => all | law.Flag));
        Assert.All(OpLaw.All, static law => Assert.EndsWith(".", law.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void Forward_against_reverse_catches_a_wrong_forward_rule()
    {
        OpCall call = Call(Custom.Cube(Custom.CubeRule) with { Forwards = t => t[0]! * 1.0001 }, X);
        Assert.False(AdjointIdentity.Check(call.Subject.Probe(), new Random(1), 1).Agrees);
    }

    private static OpCall Planted(string law)
    {
        Custom cube = Custom.Cube(Custom.CubeRule);
        return law switch
        {
            nameof(InferTellsTheTruth) => Call(new Lying(), X),
            nameof(AccumulateAddsToWrite) => Call(cube with { ClaimsAccumulate = true, ClaimsStrides = true }, X),
            nameof(StridedOutputsAreFilled) => Call(cube with { ClaimsStrides = true }, X),
            nameof(KernelEqualsRule) => Call(cube with { GradientKernel = (in PullbackContext c) => c.Add(0, Custom.CubeRule(c.Dy(), c.X(0)) * 1.000001) }, X),
            nameof(ForwardEqualsCompose) => Call(new Apart(), X),
            nameof(SavedIsRead) => Call(cube with { Keeps = Saved.X | Saved.Output }, X),
            nameof(SavedStaysUnmodified) => Call(Custom.Cube((dy, x) =>
            {
                x.Data.First<double>() += 1e-9;
                return Custom.CubeRule(dy, x);
            }), X),
            nameof(BroadcastEqualsExpand) => Call(new Lengthy(), X, Tensor.From(0.5, 2.0, 3.0)),
            nameof(RowsStayApart) => Call(new Custom((x, i) => x[0][i] * x[0][i % 3], (in PullbackContext c) =>
            {
                Variable first = c.X(0).Slice(0, 0, 1);
                c.Add(0, c.Dy() * first);
                c.Add(0, new Ops.ViewGrad(new Ops.Slice(0, 0, 1, 1), [2, 3]).Apply(new Ops.SumTo([1, 3]).Apply(c.Dy() * c.X(0))));
            })
            { ClaimsBatchwise = true, Keeps = Saved.X }, X),
            nameof(BatchwiseEqualsLoop) => Call(new Custom((x, i) => x[0][i] * x[0].Length, (in PullbackContext c) => c.Add(0, c.Dy() * 6.0)) { ClaimsBatchwise = true, Keeps = Saved.None }, X),
            nameof(EmptyShapesWork) => Call(new Custom((x, i) => x[0][i] / x[0].Length, (in PullbackContext c) => c.Add(0, c.Dy() * (6 / c.X(0).Shape.NumEl / 36.0))) { Keeps = Saved.X }, X),
            nameof(HessianIsSymmetric) => Call(new Custom((x, i) => x[0][0] * x[0][1] * x[0][1], (in PullbackContext c) =>
            {
                // Right at order one; at order two the mixed derivative is there in one of its two places only.
                Variable a = c.X(0).Slice(0, 0, 1), b = c.X(0).Slice(0, 1, 2);
                c.Add(0, new Ops.ViewGrad(new Ops.Slice(0, 0, 1, 1), [2]).Apply(c.Dy() * b.Detach() * b.Detach()));
                c.Add(0, new Ops.ViewGrad(new Ops.Slice(0, 1, 2, 1), [2]).Apply(c.Dy() * a * b * 2.0));
            })
            { Output = [1], Keeps = Saved.X }, Tensor.From(0.5, 2.0)),
            nameof(LinearOpsAreExact) => Call(new Custom((x, i) => x[0][i] * 3, (in PullbackContext c) => c.Add(0, c.Dy() * (3 * (1 + 1e-12)))) { Keeps = Saved.None }, X),
            nameof(KinksAreReported) => Call(new Custom((x, i) => Math.Abs(x[0][i]), (in PullbackContext c) => c.Add(0, c.Dy())), Tensor.From(0.3)),
            nameof(JumpsAreReported) => Call(new Silent(), X),
            nameof(EqualOpsAreEqual) => Call(new Counted(), X) with { Again = () => new Counted() },
            _ => throw new InvalidOperationException($"No fault is planted for {law}."),
        };
    }

    private static OpCall Call(Op op, params Tensor[] inputs) => new(op.Name, new Sample(op, inputs), 0, new OpDraw(1, 3, SampleLayout.Contiguous));

    /// <summary>States one shape and returns another.</summary>
    private sealed record Lying : Op
    {
        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new([6], inputs[0].DType);

        internal override Tensor Run(params ReadOnlySpan<Tensor> inputs) => inputs[0].Clone();

        protected internal override void Forward(in KernelContext context) => throw new System.Diagnostics.UnreachableException();

        protected internal override void Pullback(in PullbackContext context) => context.Add(0, context.Dy());
    }

    /// <summary>Multiplies by the number of elements its second input has, so broadcasting is not what expanding is.</summary>
    private sealed record Lengthy : BinaryRule<Lengthy>, IOp<Lengthy>
    {
        public static IEnumerable<Sample> Samples(Sampler sampler) => [];

        protected internal override Saved Saves => Saved.B;

        protected override Variable PullbackA(Variable dy, Variable a, Variable b, Variable y) => dy * b.Shape.NumEl;

        protected override Variable PullbackB(Variable dy, Variable a, Variable b, Variable y) => dy * 0.0;

        protected internal override void Forward(in KernelContext context)
        {
            ReadOnlySpan<double> x = context.Input<double>(0);
            for (int i = 0; i < x.Length; i++)
            {
                context.Output<double>()[i] = x[i] * context.InputSpec(1).Shape.NumEl;
            }
        }
    }

    /// <summary>A fused op whose composition is another function.</summary>
    private sealed record Apart : FusedOp<Apart>, IOp<Apart>
    {
        public static IEnumerable<Sample> Samples(Sampler sampler) => [];

        public override Variable?[] Compose(ReadOnlySpan<Variable> inputs) => [inputs[0] * 1.00001];

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected internal override void Forward(in KernelContext context) => TensorCopy.Copy(context.In(0), context.Out());

        protected internal override void PullbackKernel(in PullbackContext context) => context.Add(0, context.Dy());
    }

    /// <summary>A predicate that reports no branches.</summary>
    private sealed record Silent : ConstantOp<Silent>, IOp<Silent>
    {
        public static IEnumerable<Sample> Samples(Sampler sampler) => [];

        protected internal override bool IsPiecewise => false;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(inputs[0].Shape, DType.Bool);

        protected internal override void Forward(in KernelContext context)
        {
            double[] x = context.In(0).ToDoubles();
            for (int i = 0; i < x.Length; i++)
            {
                context.Output<byte>()[i] = x[i] > 0 ? (byte)1 : (byte)0;
            }
        }
    }

    /// <summary>An op that is equal to no other.</summary>
    private sealed record Counted : Op
    {
        private static int _made;
        private readonly int _number = _made++;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[_number - _number];

        protected internal override void Forward(in KernelContext context) => throw new System.Diagnostics.UnreachableException();

        protected internal override void Pullback(in PullbackContext context) => throw new System.Diagnostics.UnreachableException();
    }
}
