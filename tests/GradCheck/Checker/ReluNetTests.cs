namespace AutoGrad.Tests.Gradients;

/// <summary>
/// The case that fixed steps fail: a net of 2·64·32 ReLUs has a kink near almost every point. Fixed steps raise false alarms in one trial of five there,
/// plain extrapolation in one of twenty-five; steps that stay on one piece must raise none, and must miss no error.
/// </summary>
public sealed class ReluNetTests
{
    private const int Trials = 200;

    private static readonly GradCheckOptions Options = new() { Mode = GradCheckMode.Directional, Directions = 1, Properties = false, Forward = false, Shrink = false };

    [Theory]
    [InlineData(0, GradCheckVerdict.Pass)]
    [InlineData(1e-4, GradCheckVerdict.Fail)]
    [InlineData(1e-6, GradCheckVerdict.Fail)]
    public void Two_hundred_nets_are_judged_rightly(double error, GradCheckVerdict expected)
    {
        var verdicts = new int[3];
        for (int trial = 0; trial < Trials; trial++)
        {
            verdicts[(int)Check(trial, error).Verdict]++;
        }

        Assert.Equal(Trials, verdicts[(int)expected]);
    }

    private static GradCheckReport Check(int seed, double error)
    {
        var random = new Random(seed);
        Tensor x = Normal(random, 1, 32, 16), w1 = Normal(random, 0.25, 16, 64), w2 = Normal(random, 0.125, 64, 64), w3 = Normal(random, 0.125, 64, 1);
        Tensor b1 = Normal(random, 0.1, 64), b2 = Normal(random, 0.1, 64);
        Custom wrong = new(static (v, i) => v[0][i], (in PullbackContext c) => c.Add(0, c.Dy() * (1 + error))) { Keeps = Saved.None };
        return GradCheck.Inspect(
            v => wrong.Apply((v[0].MatMul(v[1]) + v[2]).Relu().MatMul(v[3]) + v[4]).Relu().MatMul(v[5]).Square().Mean(), [x, w1, b1, w2, b2, w3], Options with { Seed = seed });
    }

    private static Tensor Normal(Random random, double scale, params int[] sizes)
    {
        double[] values = new double[sizes.Aggregate(1, static (n, s) => n * s)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return Tensor.From<double>(values).Reshape(Shape.Create(sizes));
    }
}
