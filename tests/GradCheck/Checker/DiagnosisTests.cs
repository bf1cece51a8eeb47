namespace AutoGrad.Tests.Gradients;

/// <summary>What a failing report says about the cause, and how small the case it shows is.</summary>
public sealed class DiagnosisTests
{
    private static readonly Tensor X = Tensor.From(0.31, -1.27, 0.73, 1.93, -0.41, 0.57).Reshape([2, 3]);

    [Theory]
    [InlineData(-1.0, "sign is wrong")]
    [InlineData(2.0, "missing factor 1/2")]
    [InlineData(0.5, "missing factor 2")]
    [InlineData(1.1, "ratio 1.1 everywhere")]
    [InlineData(0.0, "no gradient arrives")]
    public void A_constant_ratio_is_named(double ratio, string text) =>
        Assert.Contains(text, Suggestion(Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * ratio), X), StringComparison.Ordinal);

    [Fact]
    public void A_mean_for_a_sum_is_named_where_the_ratio_is_a_size() =>
        Assert.Contains("a mean where the sum belongs (6 is a size here)", Suggestion(Custom.Cube((dy, x) => Custom.CubeRule(dy, x) / 6.0), X), StringComparison.Ordinal);

    [Fact]
    public void A_transposed_gradient_is_named()
    {
        Tensor square = Tensor.From(0.31, -1.27, 0.73, 1.93).Reshape([2, 2]);
        Assert.Contains("transposed", Suggestion(Custom.Cube((dy, x) => Custom.CubeRule(dy, x).Transpose(0, 1)), square), StringComparison.Ordinal);
    }

    [Fact]
    public void Exchanged_operands_are_named()
    {
        var wrong = new Custom((x, i) => x[0][i] * x[1][i], (in PullbackContext c) =>
        {
            c.Add(0, c.Dy() * c.X(0));
            c.Add(1, c.Dy() * c.X(1));
        });
        Assert.Contains("input 0 and input 1 are exchanged", Suggestion(wrong, X, X + 0.25), StringComparison.Ordinal);
    }

    [Fact]
    public void The_wrong_input_is_named_if_the_others_are_right()
    {
        var wrong = new Custom((x, i) => x[0][i] * x[1][i], (in PullbackContext c) =>
        {
            c.Add(0, c.Dy() * c.X(1));
            c.Add(1, c.Dy() * c.X(0) * 3.0);
        });
        Assert.Contains("only input 1 is wrong: ratio 3", Suggestion(wrong, X, X + 0.25), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_sum_over_a_broadcast_dimension_is_named()
    {
        // y[i, j] = x[0, j] for two rows; the rule passes the first row's cotangent alone.
        var wrong = new Custom((x, i) => x[0][i % 3], (in PullbackContext c) => c.Add(0, c.Dy().Slice(0, 0, 1))) { Output = [2, 3] };
        Assert.Contains("sum over a broadcast dimension is missing", Suggestion(wrong, X.Slice(0, 0, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_named() =>
        Assert.Contains("NaN or infinity", Suggestion(Custom.Cube((dy, x) => dy / (x - x)), X), StringComparison.Ordinal);

    [Fact]
    public void A_failure_shrinks_to_one_simple_element()
    {
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, 24).Select(i => 0.137 * (i + 1))]).Reshape([2, 3, 4]);
        GradCheckReport report = GradCheck.Inspect(x => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * 1.5).Apply(x), x);
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Contains("Tensor.From(1d).Reshape([1, 1, 1])", report.Reproduction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reproduction_states_inputs_function_and_seed()
    {
        GradCheckReport report = GradCheck.Inspect(
            (a, b) => Custom.Cube((dy, x) => dy).Apply(a) * b, new Variable(Tensor.From(2.0), requiresGrad: true), Tensor.From(1.5f), new GradCheckOptions { Seed = 4, Shrink = false });
        string[] lines = report.Reproduction!.Split('\n');
        Assert.Equal("        var x0 = new Variable(Tensor.From(2d).Reshape([]), requiresGrad: true);", lines[3]);
        Assert.Equal("        var x1 = Tensor.From(1.5f).Reshape([]);", lines[4]);
        Assert.Equal("        GradCheck.Verify((a, b) => Custom.Cube((dy, x) => dy).Apply(a) * b, x0, x1, new GradCheckOptions { Seed = 4, Order = 1 });", lines[5]);
    }

    private static string Suggestion(Op op, params Variable[] inputs) => GradCheck.Inspect(op, inputs, new GradCheckOptions { Shrink = false }).Suggestion!;
}
