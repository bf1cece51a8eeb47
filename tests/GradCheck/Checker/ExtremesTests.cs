namespace AutoGrad.Tests.Gradients;

/// <summary>Right rules where differences cannot follow: the verdict is inconclusive and says why; wrong rules there still fail where differences settle.</summary>
public sealed class ExtremesTests
{
    private static readonly Dictionary<string, (Func<Variable, Variable> F, double X)> Right = new()
    {
        ["sin(1e6 x)"] = (static x => (x * 1e6).Sin(), 0.3),
        ["sin(1e8 x)"] = (static x => (x * 1e8).Sin(), 0.3),
        ["sin(1e10 x)"] = (static x => (x * 1e10).Sin(), 0.3),
        ["cos(1e12 x)"] = (static x => (x * 1e12).Cos(), 0.3),
        ["sin(1e17 x)"] = (static x => (x * 1e17).Sin(), 0.3),
        ["sin(1e40 x) at 0"] = (static x => (x * 1e40).Sin(), 0),
        ["a narrow bump"] = (static x => x + (-(x * 1e7).Square()).Exp(), 1e-8),
        ["a small ripple"] = (static x => x + ((x * 1e8).Sin() * 1e-14), 0.3),
        ["a ripple below the doubles"] = (static x => x + ((x * 1e17).Sin() * 1e-5), 0.3),
        ["exp(1e5 x)"] = (static x => (x * 1e5).Exp(), 1e-3),
        ["x^50"] = (static x => x.Pow(50), 1e3),
        ["tanh(1e9 x)"] = (static x => (x * 1e9).Tanh(), 1e-9),
        ["atan(1e9 x)"] = (static x => (x * 1e9).Atan(), 1e-10),
        ["1 / x"] = (static x => 1.0 / x, 1e-12),
        ["log"] = (static x => x.Log(), 1e-300),
        ["sqrt near 0"] = (static x => x.Sqrt(), 1e-300),
        ["sqrt at 0"] = (static x => x.Sqrt(), 0),
        ["x^1.5 at 0"] = (static x => x.Pow(1.5), 0),
        ["a cusp"] = (static x => x.Square().Pow(0.25), 0),
        ["a kink inside"] = (static x => x.Square().Sqrt(), 0),
        ["near the largest double"] = (static x => x.Exp(), 709.7),
        ["beyond the largest double"] = (static x => (x * 300).Exp(), 2.36),
        ["a stair longer than the first step"] = (static x => (x + 1e16) - 1e16, 0.3),
        ["a cosine that cancels"] = (static x => (1 - (x * 1e-9).Cos()) * 1e18, 0.3),
        ["whole numbers beyond integers"] = (static x => x - x.Floor(), 1e19),
        ["a cast at a whole number"] = (static x => x.To(DType.Int64).To(x.DType) + x, 12345),
        ["variance far from zero"] = (static x => (x.Reshape([x.NumEl, 1]) * Tensor.From(1.0, 1.0001, 1.0004).Reshape([1, 3])).Var(1), 1e3),
        ["a saturated softmax"] = (static x => (x.Reshape([x.NumEl, 1]) * Tensor.From(1.0, 0.0).Reshape([1, 2])).Softmax(1), 35),
        ["denormal values"] = (static x => x.Tanh() * 1e-320, 0.3),
        ["a kink in a fast function"] = (static x => NN.Functional.Relu(x) + (x * 1e8).Sin(), 0),
    };

    public static TheoryData<string> Names => [.. Right.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_right_rule_never_fails(string name)
    {
        (Func<Variable, Variable> f, double x) = Right[name];
        foreach (Tensor point in (Tensor[])[Tensor.From(x), Tensor.From((float)x), Tensor.From(x, 0.5, x)])
        {
            for (int order = 1; order <= 2; order++)
            {
                GradCheckReport report = GradCheck.Inspect(f, point, new GradCheckOptions { Order = order });
                Assert.True(report.Verdict != GradCheckVerdict.Fail, report.ToString());
            }
        }
    }

    [Fact]
    public void A_gradient_lost_in_the_value_is_no_pass()
    {
        GradCheckReport report = GradCheck.Inspect(x => (0.5 * x * x) + (0.5 * (x * x).Detach()) + 1e14, Tensor.From(0.3, -1.2));
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
    }

    [Theory]
    [InlineData("sin(1e8 x)", 1, "changes too fast", "rescale the inputs")]
    [InlineData("a narrow bump", 1, "changes too fast", "a spike")]
    [InlineData("1 / x", 1, "changes too fast", "a pole")]
    [InlineData("sin(1e6 x)", 1, "too rough", "rescale the inputs")]
    [InlineData("sqrt at 0", 1, "infinite or undefined", "move the point")]
    [InlineData("x^1.5 at 0", 2, "infinite or undefined", "move the point")]
    [InlineData("a cusp", 1, "derivative is infinite", "away from 0")]
    [InlineData("a kink inside", 1, "kink", "move the inputs away")]
    [InlineData("beyond the largest double", 1, "infinite or undefined", "overflow")]
    [InlineData("near the largest double", 1, "overflow Float64", "smaller inputs")]
    public void The_reason_and_the_remedy_are_named(string name, int order, string summary, string remedy)
    {
        (Func<Variable, Variable> f, double x) = Right[name];
        GradCheckReport report = GradCheck.Inspect(f, Tensor.From(x), new GradCheckOptions { Order = order });
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains(summary, report.Summary, StringComparison.Ordinal);
        Assert.Contains(remedy, report.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_overflow_Float32_alone_are_inconclusive()
    {
        GradCheckReport report = GradCheck.Inspect(static x => x.Pow(50), Tensor.From(1e3f));
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("overflow Float32", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_overflows_where_the_gradient_does_not_still_fails() =>
        // The value is 1e30 in Float32; the rule squares it on its way.
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(static x => Custom.Cube(static (dy, y) => dy * (3.0 * (y * y * y * y * y * y / (y * y * y * y)))).Apply(x), Tensor.From(1e10f)).Verdict);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.0)]
    [InlineData(-2.5)]
    public void A_rule_that_gives_infinity_or_NaN_where_the_derivative_exists_fails(double x)
    {
        GradCheckReport report = GradCheck.Inspect(static x => Custom.Cube(static (dy, y) => dy / (y - y)).Apply(x) + x, Tensor.From(x));
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Contains("NaN or infinity", GradCheck.Inspect(static x => Custom.Cube(static (dy, y) => dy / (y - y)).Apply(x) + x, Tensor.From(x, 1.0)).Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_whose_period_fits_every_halving_step_is_not_overlooked()
    {
        // At all steps of a ladder of halvings the sine comes back to where it was, and the differences say 1.
        static Variable Ripple(Variable x) => x + (x * (Math.Tau * 4096)).Sin();
        GradCheck.Verify(static x => Ripple(x), Tensor.From(0.3));
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(static x => x + Ripple(x).Detach() - x.Detach(), Tensor.From(0.3)).Verdict);
    }

    [Fact]
    public void A_saturated_function_of_which_the_last_digit_is_left_is_inconclusive()
    {
        GradCheckReport report = GradCheck.Inspect(static x => (x * 8.894036356569753).Tanh(), Tensor.From(2.0), new GradCheckOptions { Order = 2, Seed = 127515659, Mode = GradCheckMode.Directional });
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("stairs", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_of_very_different_sizes_are_judged_together() =>
        // Along a direction that moves all of them, the small one moves where the large one no longer does.
        Assert.NotEqual(GradCheckVerdict.Fail, GradCheck.Inspect(static x => 1.0 / x, Tensor.From(1e6, 1e-12, 3.0), new GradCheckOptions { Mode = GradCheckMode.Directional }).Verdict);

    [Theory]
    [InlineData(88_400_345_795.83415, 0.97950965)]
    [InlineData(7_134_708_513.147272, 2.1787904248805955e-10)]
    [InlineData(1_791_128_647.7501113, -8.73182095410532e-10)]
    public void Values_that_cancel_to_stairs_raise_no_alarm(double large, double x)
    {
        // The sum keeps a few digits of x, so the values move in stairs; steps that stay on one see no slope, and no noise either.
        Assert.NotEqual(GradCheckVerdict.Fail, GradCheck.Inspect(v => (v + large - large) * v, Tensor.From(x)).Verdict);
        Assert.NotEqual(GradCheckVerdict.Fail, GradCheck.Inspect(v => ((v * v) + large - large).Exp(), Tensor.From(x)).Verdict);
    }

    [Fact]
    public void A_gradient_with_more_rounding_than_its_terms_show_raises_no_alarm() =>
        // The exponential's last digit is a thousandth of a turn of the sine: the gradient is known to ten digits, the differences to eleven.
        Assert.NotEqual(GradCheckVerdict.Fail, GradCheck.Inspect(static x => (x.Exp() * 164_606.3758424177).Sin(), Tensor.From(8.38119675795819e-9), new GradCheckOptions { Thorough = true }).Verdict);

    [Fact]
    public void Forward_and_reverse_mode_may_cancel_differently()
    {
        static Variable Root(Variable x) => ((x * 3_667_795_192.538033).Square() + 1e-8).Sqrt();
        var options = new GradCheckOptions { Order = 2, Seed = 322_536_784, Mode = GradCheckMode.Full };
        Assert.NotEqual(GradCheckVerdict.Fail, GradCheck.Inspect(static x => Root(x), Tensor.From(-4.309805863420612e-6), options).Verdict);
    }
}
