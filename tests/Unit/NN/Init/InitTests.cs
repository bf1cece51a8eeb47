using System.Text.Json;
using AutoGrad.NN;
using AutoGrad.Tests.Fixtures;
using AutoGrad.Tests.Unit.NN.Layers;
using Filler = AutoGrad.NN.Init;

namespace AutoGrad.Tests.Unit.NN.Init;

/// <summary>Gains, fans and distributions against PyTorch's: bounds are exact limits, spreads are estimated from 400 draws.</summary>
public sealed class InitTests
{
    private const int Draws = 400;

    public static TheoryData<string> Named(string start) =>
        [.. Fixture.Records("init").Select(static r => r.GetProperty("name").GetString()!).Where(n => n.StartsWith(start, StringComparison.Ordinal))];

    public static TheoryData<string> Initialisers() => [.. Fixture.Records("init").Where(static r => r.TryGetProperty("init", out _)).Select(static r => r.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Named), "calculate_gain/")]
    public void Gains_are_PyTorchs(string name)
    {
        JsonElement r = Fixture.Record("init", name);
        Nonlinearity nonlinearity = Parse(r.GetProperty("nonlinearity").GetString()!);
        JsonElement param = r.GetProperty("param");
        double gain = param.ValueKind == JsonValueKind.Null ? Filler.CalculateGain(nonlinearity) : Filler.CalculateGain(nonlinearity, param.GetDouble());
        Assert.Equal(r.GetProperty("gain").GetDouble(), gain, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Named), "fans/")]
    public void Fans_are_PyTorchs(string name)
    {
        JsonElement r = Fixture.Record("init", name);
        Assert.Equal((r.GetProperty("fanIn").GetInt32(), r.GetProperty("fanOut").GetInt32()), Filler.Fans(Tensor.Empty(ShapeOf(r)), "test"));
    }

    [Theory]
    [MemberData(nameof(Initialisers))]
    public void Initialisers_draw_from_PyTorchs_distribution(string name)
    {
        JsonElement r = Fixture.Record("init", name);
        var a = new FixtureArgs(r.GetProperty("args"));
        var generator = new Generator(7);
        Variable weight = Tensor.Empty(ShapeOf(r), DType.Float64);
        FanMode mode = a.Text("mode", "fan_in") == "fan_out" ? FanMode.FanOut : FanMode.FanIn;
        Nonlinearity nonlinearity = Parse(a.Text("nonlinearity", "leaky_relu"));
        var seen = new List<double>();
        for (int i = 0; i < Draws; i++)
        {
            switch (r.GetProperty("init").GetString())
            {
                case "xavier_uniform_":
                    Filler.XavierUniform(weight, a.Double("gain", 1), generator);
                    break;
                case "xavier_normal_":
                    Filler.XavierNormal(weight, a.Double("gain", 1), generator);
                    break;
                case "kaiming_uniform_":
                    Filler.KaimingUniform(weight, a.Double("a", 0), mode, nonlinearity, generator);
                    break;
                case "kaiming_normal_":
                    Filler.KaimingNormal(weight, a.Double("a", 0), mode, nonlinearity, generator);
                    break;
                case var other:
                    Assert.Fail($"no initialiser for {other}");
                    break;
            }

            seen.AddRange(weight.Data.ToDoubles());
        }

        Distributed(r, seen, name);
    }

    [Theory]
    [MemberData(nameof(Named), "default/")]
    public void Layers_start_from_PyTorchs_distributions(string name)
    {
        JsonElement r = Fixture.Record("init", name);
        var a = new FixtureArgs(r.GetProperty("args"));
        var generator = new Generator(11);
        Module[] modules = [.. Enumerable.Range(0, Draws).Select(_ => LayerTable.Build(r.GetProperty("module").GetString()!, a, generator))];
        OrderedDictionary<string, Tensor>[] states = [.. modules.Select(static m => m.StateDict())];
        Assert.Equal(r.GetProperty("entries").EnumerateArray().Select(static e => e.GetProperty("key").GetString()!), states[0].Keys);
        foreach (JsonElement entry in r.GetProperty("entries").EnumerateArray())
        {
            string key = entry.GetProperty("key").GetString()!;
            Assert.Equal(ShapeOf(entry), states[0][key].Shape);
            HashSet<int> zero = entry.TryGetProperty("alwaysZero", out JsonElement z) ? [.. z.EnumerateArray().Select(static i => i.GetInt32())] : [];
            Assert.All(states, s => Assert.All(zero, i => Assert.Equal(0, s[key].ToDoubles()[i])));
            Distributed(entry, [.. states.SelectMany(s => s[key].ToDoubles().Where((_, i) => !zero.Contains(i)))], $"{name} {key}");
        }
    }

    [Fact]
    public void A_generator_repeats_the_initial_values()
    {
        double[] a = new Linear(5, 7, generator: new Generator(3)).Weight.Data.ToDoubles();
        Assert.Equal(a, new Linear(5, 7, generator: new Generator(3)).Weight.Data.ToDoubles());
        Assert.NotEqual(a, new Linear(5, 7, generator: new Generator(4)).Weight.Data.ToDoubles());
    }

    [Fact]
    public void Constants_fill_and_vectors_have_no_fans()
    {
        Variable v = Tensor.Empty([3]);
        Filler.Ones(v);
        Assert.Equal([1, 1, 1], v.Data.ToDoubles());
        Filler.Zeros(v);
        Assert.Equal([0, 0, 0], v.Data.ToDoubles());
        Filler.Constant(v, 2.5);
        Assert.Equal([2.5, 2.5, 2.5], v.Data.ToDoubles());
        Assert.Contains("XavierUniform", Assert.Throws<ShapeException>(() => Filler.XavierUniform(v)).Message, StringComparison.Ordinal);
        Assert.Equal([2.5, 2.5, 2.5], v.Data.ToDoubles());
    }

    /// <summary>Four standard errors of mean and deviation; for a uniform distribution also its exact bounds and that draws come near both.</summary>
    private static void Distributed(JsonElement expected, List<double> seen, string label)
    {
        switch (expected.GetProperty("distribution").GetString())
        {
            case "constant":
                Assert.All(seen, v => Assert.Equal(expected.GetProperty("value").GetDouble(), v));
                break;
            case "uniform":
                double[] bounds = [.. expected.GetProperty("arguments").EnumerateArray().Select(static b => b.GetDouble())];
                double width = bounds[1] - bounds[0];
                Assert.All(seen, v => Assert.InRange(v, bounds[0] - (1e-7 * width), bounds[1] + (1e-7 * width)));
                Assert.True(seen.Min() < bounds[0] + (0.02 * width) && seen.Max() > bounds[1] - (0.02 * width), $"{label}: [{seen.Min()}, {seen.Max()}] does not reach [{bounds[0]}, {bounds[1]}]");
                Moments(seen, (bounds[0] + bounds[1]) / 2, width / Math.Sqrt(12), 0.45, label);
                break;
            default:
                double[] moments = [.. expected.GetProperty("arguments").EnumerateArray().Select(static b => b.GetDouble())];
                Assert.Equal("normal", expected.GetProperty("distribution").GetString());
                Moments(seen, moments[0], moments[1], 0.71, label);
                break;
        }
    }

    private static void Moments(List<double> seen, double mean, double std, double spreadOfStd, string label)
    {
        double m = seen.Average(), s = Math.Sqrt(seen.Average(v => (v - m) * (v - m))), error = 4.5 * std / Math.Sqrt(seen.Count);
        Assert.True(Math.Abs(m - mean) < error, $"{label}: mean {m}, expected {mean}");
        Assert.True(Math.Abs(s - std) < spreadOfStd * error, $"{label}: deviation {s}, expected {std}");
    }

    private static Nonlinearity Parse(string name) => name switch
    {
        "conv2d" or "conv_transpose2d" => Nonlinearity.Linear,
        _ => Enum.Parse<Nonlinearity>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
    };

    private static Shape ShapeOf(JsonElement r) => Shape.Create([.. r.GetProperty("shape").EnumerateArray().Select(static s => s.GetInt32())]);
}
