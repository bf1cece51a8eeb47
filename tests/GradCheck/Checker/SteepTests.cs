namespace AutoGrad.Tests.Gradients;

/// <summary>Functions that change faster than steps can follow: a right rule never fails, however steep; where differences can follow, it passes and a wrong one fails.</summary>
public sealed class SteepTests
{
    private const int Draws = 300;

    /// <summary>Up to here differences have to follow.</summary>
    private const double Moderate = 1e3;

    /// <summary>Functions with a frequency or sharpness w; what they are at a point a of size one over w or one.</summary>
    private static readonly (string Name, Func<Variable, double, Variable> F)[] Kinds =
    [
        ("sin", static (x, w) => (x * w).Sin()),
        ("cos", static (x, w) => (x * w).Cos()),
        ("tanh", static (x, w) => (x * w).Tanh()),
        ("atan", static (x, w) => (x * w).Atan()),
        ("bump", static (x, w) => x + (-(x * w).Square()).Exp()),
        ("ripple", static (x, w) => x.Square() + ((x * w).Sin() / w)),
        ("small ripple", static (x, w) => x + ((x * w).Sin() * 1e-6)),
        ("pole", static (x, w) => 1.0 / ((x * w) + 1.5)),
        ("exp", static (x, w) => (x * w).Sin().Exp()),
        ("product", static (x, w) => x.Exp() * (x * w).Cos()),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(static k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Right_rules_never_fail_however_steep_the_function(string kind)
    {
        Func<Variable, double, Variable> f = Kinds.Single(k => k.Name == kind).F;
        var random = new Random(20_261);
        int passed = 0, moderate = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            (double w, Tensor x, GradCheckOptions options) = Draw(random);
            GradCheckReport report = GradCheck.Inspect(v => f(v, w), x, options);
            Assert.True(report.Verdict != GradCheckVerdict.Fail, $"{kind}, draw {draw} of seed 20261: w = {w:R}, x = {string.Join(" ", x.ToDoubles().Select(static v => v.ToString("R")))}, {options}\n{report}");
            if (w <= Moderate)
            {
                moderate++;
                passed += report.Verdict == GradCheckVerdict.Pass ? 1 : 0;
            }
        }

        Assert.True(moderate > 20 && passed > 0.9 * moderate, $"{passed} of {moderate} moderate ones pass");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_rules_of_moderate_functions_fail(string kind)
    {
        Func<Variable, double, Variable> f = Kinds.Single(k => k.Name == kind).F;
        var random = new Random(20_262);
        int failed = 0, wrong = 0;
        for (int draw = 0; draw < 300; draw++)
        {
            (double w, Tensor x, GradCheckOptions options) = Draw(random);
            var leaf = new Variable(x.To(DType.Float64), requiresGrad: true);
            f(leaf, w).Sum().Backward();
            if (w > Moderate || leaf.Grad!.Data.ToDoubles().Min(Math.Abs) < 1e-6)
            {
                continue; // a thousandth of nothing is no error
            }

            // Its gradient is a thousandth too large, its value is not.
            GradCheckReport report = GradCheck.Inspect(v => (f(v, w) * 1.001) - (f(v, w).Detach() * 0.001), x, options with { Properties = false, Forward = false, Order = 1, Shrink = false });
            wrong++;
            failed += report.Verdict == GradCheckVerdict.Fail ? 1 : 0;
            Assert.True(report.Verdict != GradCheckVerdict.Pass, $"{kind}, draw {draw} of seed 20262: w = {w:R}\n{report}");
        }

        Assert.True(wrong > 20 && failed > 0.95 * wrong, $"{failed} of {wrong} wrong ones fail");
    }

    private static (double W, Tensor X, GradCheckOptions Options) Draw(Random random)
    {
        double w = Math.Pow(10, 12 * random.NextDouble());
        double size = random.Next(2) == 0 ? 1 : 1 / w;
        double[] x = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => size * ((4 * random.NextDouble()) - 2))];
        Tensor point = Tensor.From<double>(x);
        var options = new GradCheckOptions { Order = 1 + random.Next(2), Mode = (GradCheckMode)random.Next(3), Seed = random.Next(), Directions = 2 };
        return (w, random.Next(4) == 0 ? point.To(DType.Float32) : point, options);
    }
}
