namespace AutoGrad.Tests.Gradients;

/// <summary>Right rules pass, wrong ones fail, and what cannot be told is neither.</summary>
public sealed class VerdictTests
{
    private static readonly Tensor X = Tensor.From(0.3, -1.2, 0.7, 1.9, -0.4, 0.05).Reshape([2, 3]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_right_rule_passes_at_every_order(int order) =>
        GradCheck.Verify(x => Custom.Cube(Custom.CubeRule).Apply(x).Exp(), X * 0.5, new GradCheckOptions { Order = order });

    [Theory]
    [InlineData(1e-6, false)]
    [InlineData(-1e-6, false)]
    [InlineData(1e-8, true)]
    [InlineData(-1e-8, true)]
    public void A_small_relative_error_is_caught_in_both_modes(double error, bool thorough)
    {
        foreach (GradCheckMode mode in (GradCheckMode[])[GradCheckMode.Full, GradCheckMode.Directional])
        {
            for (int seed = 0; seed < 20; seed++)
            {
                GradCheckReport report = GradCheck.Inspect(Wrong((dy, x) => Custom.CubeRule(dy, x) * (1 + error)), X, new GradCheckOptions { Mode = mode, Thorough = thorough, Seed = seed, Shrink = false });
                Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
            }
        }
    }

    [Fact]
    public void A_function_that_draws_random_numbers_is_checked_with_the_same_ones_and_leaves_the_generator_where_it_was()
    {
        GeneratorState before = Generator.Default.GetState();
        GradCheck.Verify(static x => NN.Functional.Dropout(x, 0.5) * x, X);
        Assert.Equal(before, Generator.Default.GetState());
    }

    [Fact]
    public void A_failure_of_a_random_function_says_where_the_generator_stood()
    {
        Func<Variable, Variable> wrong = Wrong((dy, x) => Custom.CubeRule(dy, x) * 1.001);
        GradCheckReport report = GradCheck.Inspect(x => NN.Functional.Dropout(wrong(x), 0.5), X);
        GeneratorState state = Generator.Default.GetState();
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Contains($"Generator.Default.SetState(new GeneratorState({state.Seed}, {state.Offset}));", report.Reproduction, StringComparison.Ordinal);
        Assert.DoesNotContain("Generator", GradCheck.Inspect(wrong, X).Reproduction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(-1, 4)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    public void A_check_that_would_check_nothing_is_refused(int order, int directions) =>
        Assert.ThrowsAny<ArgumentException>(() => GradCheck.Inspect(static x => x * x.Detach(), X, new GradCheckOptions { Order = order, Directions = directions }));

    [Fact]
    public void A_function_that_writes_to_its_input_is_refused()
    {
        var error = Assert.Throws<AutogradException>(() => GradCheck.Inspect(
            static x =>
            {
                x.Data.AddInPlace(1);
                return x * x;
            },
            X.Clone()));
        Assert.Contains("writes to its input 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_returns_null_is_refused() =>
        Assert.Contains("returned null", Assert.Throws<AutogradException>(static () => GradCheck.Inspect(static x => null!, X)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_leaf_that_is_listed_twice_is_refused()
    {
        var a = new Variable(X, requiresGrad: true);
        Assert.Contains("listed twice", Assert.Throws<AutogradException>(() => GradCheck.Inspect(() => a * 2, [a, a])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_to_paste_calls_the_overload_that_was_called()
    {
        Func<Variable, Variable> wrong = Wrong((dy, x) => Custom.CubeRule(dy, x) * 1.001);
        Assert.Contains(", x0, new GradCheckOptions", GradCheck.Inspect(wrong, X).Reproduction, StringComparison.Ordinal);
        Assert.Contains(", [x0], new GradCheckOptions", GradCheck.Inspect(x => wrong(x[0]), [X]).Reproduction, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_from_elsewhere_make_a_check_inconclusive()
    {
        int calls = 0;
        GradCheckReport report = GradCheck.Inspect(x => x * ++calls, X);
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("another value when called again", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_zeroed_element_among_a_thousand_is_caught_and_located()
    {
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, 1000).Select(i => 0.5 + (i % 17 * 0.1))]);
        double[] mask = [.. Enumerable.Repeat(1.0, 1000)];
        mask[617] = 0;
        GradCheckReport report = GradCheck.Inspect(Wrong((dy, x) => Custom.CubeRule(dy, x) * Tensor.From<double>(mask)), x, new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Equal([617], report.Worst!.InputIndex);
        Assert.Equal([617], report.Worst.OutputIndex);
        Assert.Equal(0, report.Worst.Analytic);
    }

    [Fact]
    public void A_rule_right_at_order_one_and_wrong_at_order_two_is_caught_there()
    {
        Func<Variable, Variable> f = Wrong((dy, x) => dy * (3.0 * x.Detach() * x));
        Assert.Equal(GradCheckVerdict.Pass, GradCheck.Inspect(f, X).Verdict);
        GradCheckReport report = GradCheck.Inspect(f, X, new GradCheckOptions { Order = 2 });
        Assert.Equal((GradCheckVerdict.Fail, 2), (report.Verdict, report.Order));
    }

    [Fact]
    public void A_wrong_forward_rule_is_caught_though_the_reverse_rule_is_right()
    {
        Custom cube = Custom.Cube(Custom.CubeRule) with { Forwards = t => t[0]! * 2.0 };
        GradCheckReport report = GradCheck.Inspect(x => cube.Apply(x), X);
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.True(report.ToString().Contains("forward rule", StringComparison.Ordinal) && report.Oracles[0].Agrees == true, report.ToString());
        Assert.Equal([true, false], report.Oracles.Select(o => o.Agrees));
    }

    [Fact]
    public void A_function_that_hides_its_gradient_in_a_large_value_is_inconclusive()
    {
        GradCheckReport report = GradCheck.Inspect(x => x.Exp() + 1e12, X);
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.True(report.Resolution > 1e-6);
    }

    [Fact]
    public void An_error_bar_that_is_small_by_accident_raises_no_alarm() =>
        // At ±2.296 two differences of the table are small at once, and the bar is a tenth of the error. Found by 100,000 checks.
        GradCheck.Verify(Ops.LogSigmoid.Instance, [Tensor.From(0.472, -1.408, 2.392, 2.044, -2.296, -1.209, -1.162, 1.145, -0.851).Reshape([3, 1, 3])], new GradCheckOptions { Seed = 1730083167, Directions = 2, Order = 2 });

    [Fact]
    public void A_point_that_Float32_rounds_onto_a_kink_raises_no_alarm() =>
        Assert.NotEqual(GradCheckVerdict.Fail, GradCheck.Inspect((Variable x) => x.Clamp(-0.52, 1.07), Tensor.From(1.07f, 0.3f, 2f)).Verdict);

    [Fact]
    public void Conversion_to_the_dtype_an_input_has_passes() => Assert.Equal(GradCheckVerdict.Pass, GradCheck.Inspect(new Ops.Cast(DType.Float64), [Tensor.From(1.5f, -0.25f)]).Verdict);

    [Fact]
    public void A_gradient_of_zero_passes() => GradCheck.Verify(x => x - x, X);

    [Fact]
    public void A_function_that_changes_from_call_to_call_is_inconclusive()
    {
        int calls = 0;
        GradCheckReport report = GradCheck.Inspect(x => x * ++calls, X);
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("freeze", report.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_outside_the_domain_is_inconclusive() =>
        Assert.Equal(GradCheckVerdict.Inconclusive, GradCheck.Inspect(x => x / (x - x), X).Verdict);

    [Fact]
    public void A_function_that_throws_outside_its_domain_is_checked_inside()
    {
        static Variable Root(Variable x) => x.Data.ToArray<double>().Any(static v => v < 0) ? throw new ArgumentOutOfRangeException(nameof(x)) : x.Sqrt();
        GradCheck.Verify(x => Root(x), Tensor.From(0.01, 1.0, 0.3));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradCheck.Inspect(x => Root(x), Tensor.From(-0.01)));
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(x => Root(x) + x - x.Detach(), Tensor.From(0.01, 1.0)).Verdict);
    }

    [Fact]
    public void A_point_near_a_pole_passes() => GradCheck.Verify(x => 1.0 / x, Tensor.From(1e-3, -2e-4, 5e-2));

    [Fact]
    public void Large_and_small_inputs_pass() => GradCheck.Verify((a, b) => a * b / (1.0 + (b * b)), Tensor.From(1e6, 3e-5, 1.0), Tensor.From(2e-4, 7e3, -1.0));

    [Fact]
    public void Only_inputs_that_require_gradients_are_differentiated_if_some_do()
    {
        var wrongForB = new Custom((x, i) => x[0][i] * x[1][i], (in PullbackContext c) =>
        {
            c.Add(0, c.Dy() * c.X(1));
            c.Add(1, c.Dy());
        });
        var a = new Variable(X, requiresGrad: true);
        Assert.Equal(GradCheckVerdict.Pass, GradCheck.Inspect(wrongForB, [a, X]).Verdict);
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(wrongForB, [X, X]).Verdict);
    }

    [Fact]
    public void Leaves_that_code_reads_by_itself_are_checked_and_keep_their_values()
    {
        var w = new Variable(Tensor.From(0.5f, -1.5f), requiresGrad: true);
        var b = new Variable(Tensor.From(0.25f, 2f), requiresGrad: true);
        GradCheck.Verify(() => ((w * w) + b).Exp(), [w, b], new GradCheckOptions { Order = 2 });
        Assert.Equal([0.5f, -1.5f], w.Data.ToArray<float>());
        Assert.Null(w.Grad);
        Custom wrong = Custom.Cube((dy, x) => dy * x);
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(() => wrong.Apply(w) * b, [w, b]).Verdict);
        Assert.Throws<AutogradException>(() => GradCheck.Inspect(() => w * b, [w * b]));
    }

    [Fact]
    public void A_failure_throws_its_report()
    {
        var thrown = Assert.Throws<GradCheckException>(() => GradCheck.Verify(x => Custom.Cube((dy, x) => -Custom.CubeRule(dy, x)).Apply(x), X));
        Assert.Contains("the sign is wrong", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Custom.Cube(", thrown.Report.Reproduction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report()
    {
        var options = new GradCheckOptions { Mode = GradCheckMode.Directional, Order = 2, Seed = 5 };
        Assert.Equal(GradCheck.Inspect(x => x.Exp(), X, options).ToString(), GradCheck.Inspect(x => x.Exp(), X, options).ToString());
    }

    private static Func<Variable, Variable> Wrong(Func<Variable, Variable, Variable> rule) => x => Custom.Cube(rule).Apply(x);
}
