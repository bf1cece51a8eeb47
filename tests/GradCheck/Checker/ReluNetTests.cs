using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>
/// The case that fixed steps fail: a net of 2·64·32 ReLUs has a kink near almost every point. Fixed steps raise false alarms in one trial of five there,
/// plain extrapolation in one of twenty-five; steps that stay on one piece must raise none, and must miss no error.
/// </summary>
public sealed class ReluNetTests
{
    private const int Trials = 200;

    [Theory]
    [InlineData(0)]
    [InlineData(1e-4)]
    [InlineData(-1e-4)]
    [InlineData(1e-6)]
    public void Two_hundred_nets_are_judged_rightly(double error)
    {
        int misjudged = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            (Func<Variable[], Variable> f, Variable[] inputs) = Net(trial, error);
            ProbedFunction probe = new Subject((x, _) => [f(x)], Array.ConvertAll(inputs, static x => x.Data), [.. Enumerable.Range(0, inputs.Length)]).Probe();
            var comparison = Comparison.Of(probe, [[1]], Directions.Random(new Random(trial), 1, probe.Point.Length));
            misjudged += comparison.Agrees == (error == 0) && comparison.Resolution < 1e-6 ? 0 : 1;
        }

        Assert.Equal(0, misjudged);
    }

    /// <summary>Once, kinks that the ReLUs report were taken for one that nobody reports, and the verdict was inconclusive.</summary>
    [Fact]
    public void A_wrong_net_fails_though_kinks_are_near()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            (Func<Variable[], Variable> f, Variable[] inputs) = Net(seed, 1e-4);
            var options = new GradCheckOptions { Mode = GradCheckMode.Directional, Directions = 1, Properties = false, Shrink = false, Seed = seed };
            Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(f, inputs, options).Verdict);
        }
    }

    private static (Func<Variable[], Variable> Function, Variable[] Inputs) Net(int seed, double error)
    {
        var random = new Random(seed);
        Tensor x = Normal(random, 1, 32, 16), w1 = Normal(random, 0.25, 16, 64), w2 = Normal(random, 0.125, 64, 64), w3 = Normal(random, 0.125, 64, 1);
        Tensor b1 = Normal(random, 0.1, 64), b2 = Normal(random, 0.1, 64);
        Custom wrong = new(static (v, i) => v[0][i], (in PullbackContext c) => c.Add(0, c.Dy() * (1 + error))) { Keeps = Saved.None };
        return (v => wrong.Apply((v[0].MatMul(v[1]) + v[2]).Relu().MatMul(v[3]) + v[4]).Relu().MatMul(v[5]).Square().Mean(), [x, w1, b1, w2, b2, w3]);
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
