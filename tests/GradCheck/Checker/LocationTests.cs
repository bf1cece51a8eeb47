namespace AutoGrad.Tests.Gradients;

/// <summary>Where a fault lies among many elements: found with few evaluations, and only claimed where it can be told.</summary>
public sealed class LocationTests
{
    [Theory]
    [InlineData(1_000, false)]
    [InlineData(1_000, true)]
    [InlineData(100_000, false)]
    [InlineData(100_000, true)]
    public void One_wrong_element_among_many_is_found(int n, bool summed)
    {
        int bad = (2 * n / 3) + 1, calls = 0;
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, n).Select(static i => 0.5 + (i % 17 * 0.1))]);
        double[] mask = [.. Enumerable.Repeat(1.0, n)];
        mask[bad] = 1.01;
        Tensor factor = Tensor.From<double>(mask);
        GradCheckReport report = GradCheck.Inspect(
            v =>
            {
                calls++;
                Variable y = v.Square();
                y = (y * factor) - (y * (factor - 1.0)).Detach();
                return summed ? y.Sum() : y;
            },
            x,
            new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Equal([bad], report.Worst!.InputIndex);
        Assert.False(report.Worst.IsApproximate);
        Assert.Equal(1.01, report.Worst.Ratio, 1e-6);
        Assert.InRange(calls, 1, n > 10_000 ? 400 : 700);
    }

    [Fact]
    public void An_element_of_a_matrix_product_is_found()
    {
        Tensor a = Tensor.Randn([40, 30], DType.Float64, generator: new Generator(1)), b = Tensor.Randn([30, 20], DType.Float64, generator: new Generator(2));
        double[] mask = [.. Enumerable.Repeat(1.0, 1200)];
        mask[(17 * 30) + 11] = 0;
        Tensor factor = Tensor.From<double>(mask).Reshape([40, 30]);
        GradCheckReport report = GradCheck.Inspect((x, w) => ((x * factor) + (x * (1.0 - factor)).Detach()).MatMul(w), a, b, new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Equal((0, 17, 11), (report.Worst!.Input, report.Worst.InputIndex[0], report.Worst.InputIndex[1]));
    }

    [Fact]
    public void A_rule_that_gives_NaN_in_one_of_many_elements_is_found_there()
    {
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, 5_000).Select(static i => 0.5 + (i % 17 * 0.1))]);
        double[] mask = new double[5_000];
        mask[4_321] = double.NaN;
        Tensor bad = Tensor.From<double>(mask);
        GradCheckReport report = GradCheck.Inspect(v => Custom.Cube((dy, y) => Custom.CubeRule(dy, y) + bad).Apply(v), x, new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Equal([4_321], report.Worst!.InputIndex);
    }

    [Fact]
    public void Errors_too_small_to_be_told_alone_are_reported_as_a_sum_at_a_guessed_place()
    {
        // The constant takes the digits in which one error could be told; twenty thousand of them together are larger.
        Tensor x = Tensor.From<double>([.. Enumerable.Range(0, 20_000).Select(static i => 0.5 + (i % 17 * 0.1))]);
        GradCheckReport report = GradCheck.Inspect(static v => ((v * (1 + 3e-6)) - (v * 3e-6).Detach()).Sum() + 1e9, x, new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.True(report.Worst!.IsApproximate);
        Assert.Contains("the place is a guess", report.ToString(), StringComparison.Ordinal);
    }
}
