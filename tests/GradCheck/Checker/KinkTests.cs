namespace AutoGrad.Tests.Gradients;

/// <summary>Kinks: inside a piece the differences stay there; on a boundary the subgradient must lie between the two sides.</summary>
public sealed class KinkTests
{
    /// <summary>relu, with the stated slope at zero.</summary>
    private static Custom Relu(double atZero, bool reports = true) => new(
        (x, i) => Math.Max(x[0][i], 0),
        (in PullbackContext c) => c.Add(0, c.Dy() * Tensor.From<double>([.. c.X(0).Data.ToDoubles().Select(x => x > 0 ? 1 : x < 0 ? 0 : atZero)]).Reshape(c.X(0).Shape)))
    {
        Branches = reports ? (x, recorder) => recorder.Threshold("Relu", x, 0) : null,
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Points_near_a_kink_pass_whether_or_not_it_is_reported(bool reports) =>
        GradCheck.Verify(x => Relu(0, reports).Apply(x) * x, Tensor.From(1e-5, -1e-5, 0.07, -0.02, 1.0, 3e-3));

    [Fact]
    public void A_wrong_slope_near_a_kink_fails() =>
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(x => new Custom((x, i) => Math.Max(x[0][i], 0), (in PullbackContext c) => c.Add(0, c.Dy() * 0.5)).Apply(x), Tensor.From(1e-4)).Verdict);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void On_a_reported_kink_any_slope_between_the_sides_passes_and_the_report_says_so(double atZero)
    {
        GradCheckReport report = GradCheck.Inspect(x => Relu(atZero).Apply(x) * 2.0, Tensor.From(0.0, 1.0, -1.0));
        Assert.Equal(GradCheckVerdict.Pass, report.Verdict);
        Assert.Equal(["Relu"], report.BoundaryOps);
        Assert.Contains("one-sided", report.Oracles[0].Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0001)]
    public void On_a_reported_kink_a_slope_outside_the_sides_fails(double atZero) =>
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(x => Relu(atZero).Apply(x), Tensor.From(0.0, 1.0), new GradCheckOptions { Shrink = false }).Verdict);

    [Fact]
    public void On_a_kink_that_nobody_reports_the_verdict_is_inconclusive()
    {
        GradCheckReport report = GradCheck.Inspect(x => Relu(0, reports: false).Apply(x), Tensor.From(0.0));
        Assert.Equal(GradCheckVerdict.Inconclusive, report.Verdict);
        Assert.Contains("kink", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jump_is_checked_from_inside_its_pieces()
    {
        var step = new Custom((x, i) => Math.Floor(x[0][i]), (in PullbackContext c) => c.Add(0, c.Dy() * 0.0))
        {
            Branches = (x, recorder) =>
            {
                foreach (double e in x.ToDoubles())
                {
                    recorder.Branch((long)Math.Floor(e));
                    if (e == Math.Floor(e))
                    {
                        recorder.Boundary("Floor");
                    }
                }
            },
        };
        GradCheck.Verify(x => step.Apply(x) + x, Tensor.From(2.0, 0.999999, -1.5));
    }
}
