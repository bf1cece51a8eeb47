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

    [Fact]
    public void Views_are_reproduced_with_their_strides()
    {
        // Each pair is an input and, compiled here, what the report says of it.
        Tensor x = Tensor.From(1.0, 2, 3, 4, 5, 6).Reshape([2, 3]);
        (Tensor View, string Text, Tensor Twin)[] cases =
        [
            (x.Transpose(0, 1), "Tensor.From(1d, 2d, 3d, 4d, 5d, 6d).Reshape([2, 3]).Permute(1, 0)", Tensor.From(1d, 2d, 3d, 4d, 5d, 6d).Reshape([2, 3]).Permute(1, 0)),
            (x.Slice(1, 0, 3, 2), "Tensor.From(1d, 0d, 3d, 4d, 0d, 6d).Reshape([2, 3]).Slice(1, 0, 3, 2)", Tensor.From(1d, 0d, 3d, 4d, 0d, 6d).Reshape([2, 3]).Slice(1, 0, 3, 2)),
            (x.Slice(1, 1, 3), "Tensor.From(2d, 3d, 0d, 5d, 6d, 0d).Reshape([2, 3]).Slice(1, 0, 2)", Tensor.From(2d, 3d, 0d, 5d, 6d, 0d).Reshape([2, 3]).Slice(1, 0, 2)),
            (x.Reshape([1, 2, 3]).Permute(2, 0, 1), "Tensor.From(1d, 2d, 3d, 4d, 5d, 6d).Reshape([1, 2, 3]).Permute(2, 0, 1)", Tensor.From(1d, 2d, 3d, 4d, 5d, 6d).Reshape([1, 2, 3]).Permute(2, 0, 1)),
            (x.Slice(0, 1, 2).Expand(2, 3), "Tensor.From(4d, 5d, 6d, 4d, 5d, 6d).Reshape([2, 3]) /* was a view with strides [0, 1] */", Tensor.From(4d, 5d, 6d, 4d, 5d, 6d).Reshape([2, 3])),
        ];
        foreach ((Tensor view, string text, Tensor twin) in cases)
        {
            Assert.Equal(text, Checking.Reproduction.Literal(view));
            Assert.Equal(view.ToDoubles(), twin.ToDoubles());
            Assert.True(text.Contains("/*", StringComparison.Ordinal) || view.Strides().Zip(twin.Strides(), view.Shape.ToArray()).All(static s => s.Third == 1 || s.First == s.Second));
        }
    }

    [Fact]
    public void The_test_to_paste_fails_for_the_same_reason()
    {
        // Only wrong on strided inputs, so that shrinking keeps the stride. What the report says to paste stands compiled below, word for word.
        static Variable F(Variable x) => Custom.Cube((dy, y) => Custom.CubeRule(dy, y) * (y.Data.IsContiguous ? 1 : 2)).Apply(x);
        GradCheckReport report = GradCheck.Inspect(F, Tensor.From(0.5, -1.5, 2.5, 0.25).Reshape([2, 2]).Transpose(0, 1));
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        string[] lines = [.. report.Reproduction!.Split('\n').Select(static l => l.Trim())];
        Assert.Equal("var x0 = Tensor.From(0.5d, -1.5d, 2.5d, 0.25d).Reshape([2, 2]).Permute(1, 0);", lines[3]);
        Assert.Equal("GradCheck.Verify(F, x0, new GradCheckOptions { Seed = 0, Order = 1 });", lines[4]);

        var x0 = Tensor.From(0.5d, -1.5d, 2.5d, 0.25d).Reshape([2, 2]).Permute(1, 0);
        var thrown = Assert.Throws<GradCheckException>(() => GradCheck.Verify(F, x0, new GradCheckOptions { Seed = 0, Order = 1 }));
        Assert.Equal(report.Summary, thrown.Report.Summary);
    }

    [Fact]
    public void The_suggestion_is_that_of_the_case_as_it_came()
    {
        // Once shrunk to one element, a mean for a sum looks like any constant factor.
        GradCheckReport report = GradCheck.Inspect(x => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) / (double)x.NumEl).Apply(x), X);
        Assert.Contains("a mean where the sum belongs (6 is a size here)", report.Suggestion, StringComparison.Ordinal);
        Assert.Contains("a guess: a single element shows no pattern", GradCheck.Inspect(x => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * 2.0).Apply(x), Tensor.From(0.7)).Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void One_element_is_not_everywhere_and_its_guess_is_of_the_point_shown()
    {
        static Variable Wrong(Variable x) => x.Exp() + x.Detach();
        Assert.Contains(": a factor is wrong, constant or not (a guess", GradCheck.Inspect(x => Wrong(x), Tensor.From(0.7), new GradCheckOptions { Shrink = false }).Suggestion, StringComparison.Ordinal);
        GradCheckReport report = GradCheck.Inspect(Wrong, Tensor.From(0.7));
        Assert.Contains(FormattableString.Invariant($"ratio {report.Worst!.Ratio:G6}:"), report.Suggestion, StringComparison.Ordinal);
        Assert.Contains("(seen on the inputs as they were given)", GradCheck.Inspect(Wrong, Tensor.From(0.7, -1.5)).Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_error_is_no_transposition()
    {
        // The Jacobian is diagonal, so its transpose explains nothing.
        string text = Suggestion(Custom.Cube((dy, x) => (Custom.CubeRule(dy, x) * x.Detach() * 1e-6) + Custom.CubeRule(dy, x)), X);
        Assert.DoesNotContain("transposed", text, StringComparison.Ordinal);
        Assert.Contains("differs from element to element", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ratio_near_one_says_how_near()
    {
        GradCheckReport report = GradCheck.Inspect(Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * (1 - 2e-6)), [X], new GradCheckOptions { Shrink = false });
        Assert.Contains("ratio 1 - 2E-06 everywhere", report.Suggestion, StringComparison.Ordinal);
        Assert.Contains("ratio 1 - 2E-06", report.Worst!.ToString(), StringComparison.Ordinal);
    }

    private static string Suggestion(Op op, params Variable[] inputs) => GradCheck.Inspect(op, inputs, new GradCheckOptions { Shrink = false }).Suggestion!;
}
