using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Testing.Checks;

/// <summary>Right functions pass over their domain; planted faults are found, made small, and repeat by their number.</summary>
public sealed class ForAllTests
{
    [Fact]
    public void Right_functions_pass()
    {
        GradCheck.ForAll(x => x.Tanh());
        GradCheck.ForAll((x, w) => x.MatMul(w), "... n k", "k m");
        GradCheck.ForAll((a, b) => a / b, "...?", ("...?", Domain.AwayFromZero));
        GradCheck.ForAll((x, w, b) => F.Linear(x, w, b), "n 3", "out 3", "out");
        GradCheck.ForAll(x => x.Sort(-1).Item1, ("... n", Domain.Distinct));
        GradCheck.ForAll(p => p.Log() * p, ("... n", Domain.ProbabilityRows));
        GradCheck.ForAll(x => [F.Embedding(x[0].Data, x[1])], [("n", Domain.Integers(0, 3)), "4 d"]);
        GradCheck.ForAll((p, t) => F.BinaryCrossEntropy(p, t), ("n m", Domain.UnitInterval), ("n m", Domain.UnitInterval));
        GradCheck.ForAll(x => x.Log(), ("... n", Domain.Positive), new ForAllOptions { Check = new GradCheckOptions { Order = 2 }, Count = 8 });
    }

    [Fact]
    public void A_fault_that_needs_a_size_is_shrunk_to_that_size()
    {
        // The gradient is wrong from three columns on.
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => x.Shape[^1] >= 3 ? Wrong(x) : x.Exp(), "... n"));
        Assert.Equal(GradCheckVerdict.Fail, error.Report!.Verdict);
        Assert.Contains("shrunk in", error.Message, StringComparison.Ordinal);
        Assert.Contains("Float64 [3] {0, 0, 0}", error.Message, StringComparison.Ordinal);
        Assert.Contains("GradCheck.ForAll(x => x.Shape[^1] >= 3 ? Wrong(x) : x.Exp())", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hint_is_of_the_point_that_is_shown_or_says_of_which()
    {
        // e^x of e^x + 1: a factor that depends on x, so that it is another one before shrinking and after it.
        static GradCheckReport Report(string dimensions) => Assert.Throws<PropertyException>(() => GradCheck.ForAll(static x => x.Exp() + x.Detach(), dimensions)).Report!;
        GradCheckReport one = Report("1");
        Assert.Contains(FormattableString.Invariant($"ratio {one.Worst!.Ratio:G6}:"), one.Suggestion, StringComparison.Ordinal);
        Assert.DoesNotContain("everywhere", one.Suggestion, StringComparison.Ordinal);
        Assert.DoesNotContain("drawn", one.Suggestion, StringComparison.Ordinal);
        Assert.StartsWith("every wrong entry is off by -1: a term too many or too few", Report("3").Suggestion, StringComparison.Ordinal);
        Assert.EndsWith("(seen on the case as it was drawn)", Report("3").Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void One_step_is_no_plural()
    {
        string[] messages = [.. Enumerable.Range(0, 20).Select(static seed => Assert.Throws<PropertyException>(
            () => GradCheck.ForAll(static x => x.Exp() + x.Detach(), "1", new ForAllOptions { Seed = seed })).Message)];
        Assert.DoesNotContain(messages, static m => m.Contains("in 1 steps", StringComparison.Ordinal));
        Assert.Contains(messages, static m => m.Contains("shrunk in 1 step to", StringComparison.Ordinal));
        Assert.Contains(messages, static m => m.Contains(" steps to", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_in_one_layout_is_found()
    {
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => x.Data.IsContiguous ? x.Exp() : Wrong(x), "n m"));
        Assert.True(error.Message.Contains("with strides", StringComparison.Ordinal) || error.Message.Contains("another layout", StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public void A_fault_of_broadcasting_alone_is_found() => Assert.Contains(
        "failed", Assert.Throws<PropertyException>(() => GradCheck.ForAll((a, b) => a.Shape == b.Shape ? a * b : (a * b) + Wrong(b) - b.Exp(), "n m", "n? m?")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_printed_number_repeats_the_case_and_the_same_seed_the_report()
    {
        static void Check(ForAllOptions options) => GradCheck.ForAll(x => x.Shape is [> 2, ..] ? Wrong(x) : x.Sin(), options: options);
        var first = Assert.Throws<PropertyException>(() => Check(new ForAllOptions { Seed = 3 }));
        Assert.True(first.Replay > 1, first.Message);
        Assert.Contains($"new ForAllOptions {{ Seed = 3, Count = 30, Replay = {first.Replay} }}", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, Assert.Throws<PropertyException>(() => Check(new ForAllOptions { Seed = 3, Replay = first.Replay })).Message);
        Check(new ForAllOptions { Seed = 3, Replay = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Check(new ForAllOptions { Replay = 31 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Check(new ForAllOptions { Count = 0 }));
    }

    [Fact]
    public void A_function_outside_its_domain_is_no_pass_and_the_report_says_what_to_change()
    {
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => x.Log(), "n"));
        Assert.Equal(GradCheckVerdict.Inconclusive, error.Report!.Verdict);
        Assert.Contains("is inconclusive", error.Message, StringComparison.Ordinal);
        Assert.Contains("positive for Log", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_of_many_are_inconclusive_and_the_report_names_the_domain_without_them()
    {
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => x.Max(-1).Item1, ("3", Domain.Each("one", Gen.Constant(1.0), static x => x == 1))));
        Assert.Equal(GradCheckVerdict.Inconclusive, error.Report!.Verdict);
        Assert.Contains("a kink of Max", error.Message, StringComparison.Ordinal);
        Assert.Contains("Domain.Distinct", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_explained_by_names_of_dimensions()
    {
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll((a, b) => a.MatMul(b), "n k", "m n"));
        Assert.Contains("ShapeException", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"n k\", \"k m\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arbitrary_of_ones_own_is_drawn_from_and_shrunk_by()
    {
        Arbitrary<Tensor[]> own = Arb.From(
            Gen.Choose(1, 50).Select(n => (Tensor[])[Tensor.Ones([n], DType.Float64)]),
            t => t[0].NumEl > 1 ? [[Tensor.Ones([t[0].NumEl - 1], DType.Float64)]] : (Tensor[][])[]);
        GradCheck.ForAll(x => [x[0].Sin()], own);
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => [x[0].NumEl > 6 ? Wrong(x[0]) : x[0].Exp()], own));
        Assert.Contains("Float64 [7]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_op_passes_with_all_its_samples() => GradCheck.ForAll<Swish>();

    [Theory]
    [InlineData(SwishFault.Rule, "The gradient is wrong")]
    [InlineData(SwishFault.SecondOrder, "The derivative of order 2 is wrong")]
    public void A_wrong_rule_is_found_by_the_ops_own_samples(SwishFault fault, string message)
    {
        Action check = fault == SwishFault.Rule ? () => GradCheck.ForAll<WrongRule>() : () => GradCheck.ForAll<WrongSecondOrder>();
        var error = Assert.Throws<PropertyException>(check);
        Assert.Contains($"GradCheck.Verify(new Wrong{(fault == SwishFault.Rule ? "Rule" : "SecondOrder")}(), [x0], new GradCheckOptions", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("new Sampler(", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_to_paste_makes_an_op_with_any_parameters() => Assert.Contains(
        "GradCheck.Verify(new Parametrised(double.PositiveInfinity, float.NaN, @\"a\"\"b\\\", new Int32[] { 1, 2 }, (char)120, StringComparison.Ordinal), [x0]",
        Assert.Throws<PropertyException>(() => GradCheck.ForAll<Parametrised>()).Message, StringComparison.Ordinal);

    [Fact]
    public void The_second_order_of_an_op_is_asked_whatever_options_are_given_and_a_report_repeats_itself()
    {
        var first = Assert.Throws<PropertyException>(() => GradCheck.ForAll<WrongSecondOrder>(new ForAllOptions { Seed = 5, LargestSize = 33 }));
        Assert.Contains($"new ForAllOptions {{ Seed = 5, Count = 30, LargestSize = 33, Replay = {first.Replay} }}", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, Assert.Throws<PropertyException>(() => GradCheck.ForAll<WrongSecondOrder>(new ForAllOptions { Seed = 5, LargestSize = 33, Replay = first.Replay })).Message);
        GradCheck.ForAll<WrongSecondOrder>(new ForAllOptions { Seed = 5, Check = new GradCheckOptions { Order = 1 }, Laws = OpLaws.All & ~OpLaws.HessianIsSymmetric });
    }

    [Fact]
    public void An_op_that_does_not_refuse_what_it_says_or_has_no_samples_is_found()
    {
        Assert.Contains("threw nothing", Assert.Throws<PropertyException>(() => GradCheck.ForAll<RefusesNothing>(new ForAllOptions { Count = 2 })).Message, StringComparison.Ordinal);
        Assert.Contains("Samples gave none", Assert.Throws<PropertyException>(() => GradCheck.ForAll<WithoutSamples>()).Message, StringComparison.Ordinal);
    }

    /// <summary>The value of eˣ with half of its gradient.</summary>
    private static Variable Wrong(Variable x) => (0.5 * x.Exp()) + (0.5 * x.Exp().Detach());
}
