namespace AutoGrad.Tests.Unit.Tape;

/// <summary>The mistakes people make in rules of their own are named: whose rule, which value, what it should have been.</summary>
public sealed class RuleErrorTests
{
    [Fact]
    public void A_cotangent_of_a_shape_the_input_does_not_broadcast_to_names_both_shapes()
    {
        var error = Assert.Throws<ShapeException>(static () => Run(static (in PullbackContext c) => c.Add(1, Tensor.Ones([5]))));
        Assert.Equal(
            "Probe: the rule adds a cotangent of shape [5] to input 1 of shape [3]. It must have the input's shape, or one the input broadcasts to: the engine sums what broadcasting repeated.",
            error.Message);
        Assert.Equal("Probe", error.Op);
        Assert.Throws<ShapeException>(static () => Run(static (in PullbackContext c) => c.Add(0, Tensor.Ones([3])))); // [2, 3] does not broadcast to [3]
    }

    [Fact]
    public void A_cotangent_that_broadcasting_enlarged_is_summed_to_the_input()
    {
        (_, Variable b) = Run(static (in PullbackContext c) => c.Add(1, Tensor.Full([4, 2, 3], 0.5)));
        Assert.Equal([4.0, 4, 4], b.Grad!.Data.ToDoubles()); // eight halves each
    }

    [Fact]
    public void A_cotangent_that_is_null_is_refused() =>
        Assert.StartsWith("Probe: the rule adds null as the cotangent of input 1.", Message(static (in PullbackContext c) => c.Add(1, null!)), StringComparison.Ordinal);

    [Fact]
    public void A_value_that_was_not_saved_is_named_with_its_op()
    {
        Assert.StartsWith("Probe: the rule reads X(1), which was not saved. Name it in Saves, such as Saved.B.", Message(static (in PullbackContext c) => c.X(1)), StringComparison.Ordinal);
        Assert.StartsWith("Probe: the rule reads Y(0), which was not saved. Name it in Saves, as Saved.Output.", Message(static (in PullbackContext c) => c.Y()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_does_not_exist_is_named()
    {
        Assert.StartsWith("Probe: the rule asks for X(2), and there are 2.", Message(static (in PullbackContext c) => c.X(2)), StringComparison.Ordinal);
        Assert.StartsWith("Probe: the rule asks for X(-1), and there are 2.", Message(static (in PullbackContext c) => c.Needs(-1)), StringComparison.Ordinal);
        Assert.StartsWith("Probe: the rule asks for X(7), and there are 2.", Message(static (in PullbackContext c) => c.Add(7, Tensor.Ones([1]))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_rule_that_reads_what_it_did_not_save_is_named_though_it_got_the_value_as_an_argument()
    {
        var x = new Variable(Tensor.From(2.0), requiresGrad: true);
        var error = Assert.Throws<AutogradException>(() => new Forgetful().Apply(x).Backward());
        Assert.Equal("Forgetful: the rule reads X(0), which was not saved. Name it in Saves, such as Saved.X.", error.Message);
        Assert.Equal("Forgetful", error.Op);
    }

    private delegate void Rule(in PullbackContext context);

    private static string Message(Rule rule) => Assert.Throws<AutogradException>(() => Run(rule)).Message;

    /// <summary>A [2, 3] and a [3] input, and a backward pass that only knows the rule under test.</summary>
    private static (Variable A, Variable B) Run(Rule rule)
    {
        Variable a = new(Tensor.Ones([2, 3]), requiresGrad: true), b = new(Tensor.Ones([3]), requiresGrad: true);
        new Probe(rule).Apply(a, b).Sum().Backward();
        return (a, b);
    }

    private sealed record Probe(Rule Rule) : Op
    {
        protected internal override int Arity => 2;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected internal override void Forward(in KernelContext context) => context.Output<float>().Fill(1);

        protected internal override void Pullback(in PullbackContext context) => Rule(context);
    }

    private sealed record Forgetful : UnaryOp<Forgetful>, IOp<Forgetful>
    {
        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * x;

        public static IEnumerable<Sample> Samples(Sampler s) => [];
    }
}
