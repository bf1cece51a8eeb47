using AutoGrad.NN;

namespace AutoGrad.Tests.Gradients;

/// <summary>What reports say: causes that are there, and none that are not.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_jump_is_called_a_jump(double slope)
    {
        var step = new Custom((x, i) => x[0][i] >= 0 ? 1 : 0, (in PullbackContext c) => c.Add(0, c.Dy() * slope));
        GradCheckReport report = GradCheck.Inspect(x => step.Apply(x), Tensor.From(0.0));
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("jumps at this point", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Float32", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_overflow_is_called_an_overflow()
    {
        GradCheckReport report = GradCheck.Inspect(static x => x.Exp() * 1e300, Tensor.From(18.5));
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("overflow", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("compute nothing in Float32", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_gradient_of_two_elements_is_no_mean()
    {
        GradCheckReport report = GradCheck.Inspect(static x => x + x.Detach(), Tensor.From(0.3, -1.2));
        Assert.Contains("ratio 0.5", report.Suggestion, StringComparison.Ordinal);
        Assert.Contains("one path of 2 equal ones arrives", report.Suggestion, StringComparison.Ordinal);
        Assert.DoesNotContain("mean", report.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_of_uncertain_figures_is_not_named()
    {
        // Rounding of 1e-3 leaves two digits: some part of the gradient arrives, and it is another part of each element, but the figures would allow a third for all.
        GradCheckReport report = GradCheck.Inspect(static x => x.Exp() + (x.Detach() * 2) + 1e13, Tensor.From(0.3, -0.4, 0.1), new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.DoesNotContain("missing factor", report.Suggestion, StringComparison.Ordinal);
        Assert.DoesNotContain("everywhere", report.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shrunk_number_has_no_sign_of_zero() =>
        Assert.DoesNotContain("-0d", GradCheck.Inspect(static x => Custom.Cube(static (dy, y) => dy).Apply(x), Tensor.From(-0.3, -0.2)).Reproduction, StringComparison.Ordinal);

    [Fact]
    public void The_test_to_paste_makes_the_module_what_it_was()
    {
        // What the report says to paste stands compiled below, word for word.
        Halved net = Filled();
        GradCheckReport report = GradCheck.InspectModule(net, Tensor.From(0.5, -1.5));
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        string[] lines = [.. report.Reproduction!.Split('\n').Select(static l => l.Trim())];
        Assert.Equal(
            [
                "// net: Halved of Linear 2->1; made as it was there, it gets these values.",
                "net.LoadStateDict(new Dictionary<string, Tensor>",
                "{",
                "[\"inner.weight\"] = Tensor.From(0.25f, -2f).Reshape([1, 2]),",
                "[\"inner.bias\"] = Tensor.From(0.125f).Reshape([1]),",
                "});",
                "net.Train();",
            ],
            lines[3..10]);
        Assert.StartsWith("var x0 = ", lines[10], StringComparison.Ordinal);
        Assert.Equal("GradCheck.Module(net, x0, new GradCheckOptions { Seed = 0, Order = 1 });", lines[11]);

        net = new Halved();
        net.LoadStateDict(new Dictionary<string, Tensor>
        {
            ["inner.weight"] = Tensor.From(0.25f, -2f).Reshape([1, 2]),
            ["inner.bias"] = Tensor.From(0.125f).Reshape([1]),
        });
        net.Train();
        var x0 = Tensor.From(0.5, -1.5);
        Assert.Equal(report.Summary, Assert.Throws<GradCheckException>(() => GradCheck.Module(net, x0, new GradCheckOptions { Seed = 0, Order = 1 })).Report.Summary);
    }

    [Fact]
    public void A_module_that_has_no_name_or_too_many_numbers_is_made_and_loaded()
    {
        string made = GradCheck.InspectModule(new Halved(), Tensor.From(0.5, -1.5)).Reproduction!;
        Assert.Contains("var module = new Halved();", made, StringComparison.Ordinal);
        Assert.Contains("GradCheck.Module(module, x0", made, StringComparison.Ordinal);
        var large = new Sequential(new Linear(600, 2), new Halved());
        string loaded = GradCheck.InspectModule(large, Tensor.Randn([1, 600], generator: new Generator(2)), new GradCheckOptions { Shrink = false }).Reproduction!;
        Assert.Contains("large.Load(\"failing.safetensors\");", loaded, StringComparison.Ordinal);
    }

    private static Halved Filled()
    {
        var net = new Halved();
        net.LoadStateDict(new Dictionary<string, Tensor> { ["inner.weight"] = Tensor.From(0.25f, -2f).Reshape([1, 2]), ["inner.bias"] = Tensor.From(0.125f).Reshape([1]) });
        return net;
    }

    /// <summary>A linear layer half of whose output is cut off the graph.</summary>
    private sealed class Halved : Module<Variable, Variable>
    {
        private readonly Linear inner = new(2, 1);

        protected override Variable Forward(Variable x)
        {
            Variable y = inner.Call(x);
            return (y * 0.5) + (y.Detach() * 0.5);
        }
    }
}
