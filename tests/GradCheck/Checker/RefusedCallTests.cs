namespace AutoGrad.Tests.Gradients;

/// <summary>Functions that throw or change their shape under the check: the report quotes them.</summary>
public sealed class RefusedCallTests
{
    private static readonly Tensor X = Tensor.From(0.3, -1.2);

    [Fact]
    public void What_is_thrown_at_other_points_is_quoted_where_the_verdict_is_inconclusive()
    {
        double[] taken = X.ToDoubles();
        GradCheckReport report = GradCheck.Inspect(
            x => x.Data.ToDoubles().AsSpan().SequenceEqual(taken) ? x * x : throw new InvalidOperationException("the cache holds another key"), X);
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("At other points the function throws InvalidOperationException: the cache holds another key", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_second_call_throws_is_quoted()
    {
        int calls = 0;
        GradCheckReport report = GradCheck.Inspect(x => ++calls == 2 ? throw new TimeoutException("too late") : x * x, X);
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("called again at the same point, the function throws TimeoutException: too late", report.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("another value", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_inside_the_domain_of_the_check_is_quoted_at_order_two_as_well()
    {
        static Variable Thorny(Variable x) => x.Data.ToDoubles()[0] is > 0.3 and < 0.300000001 ? throw new ArithmeticException("a thorn") : (x * 1e8).Sin();
        GradCheckReport report = GradCheck.Inspect(static x => Thorny(x), X, new GradCheckOptions { Order = 2 });
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("a thorn", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_that_change_their_shape_are_named()
    {
        int calls = 0;
        GradCheckReport report = GradCheck.Inspect(x => ++calls % 2 == 0 ? x.Slice(0, 0, 1) : x * 1.0, X);
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("gives outputs of shape [1] instead of [2]", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_whose_shape_depends_on_the_values_are_named_where_it_matters()
    {
        GradCheckReport report = GradCheck.Inspect(static x => x.Data.ToDoubles()[0] == 0.3 ? x * x : x.Slice(0, 0, 1), X);
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("At other points the function gives outputs of shape [1] instead of [2]", report.Summary, StringComparison.Ordinal);
    }
}
