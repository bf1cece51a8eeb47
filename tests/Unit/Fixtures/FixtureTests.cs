using System.Reflection;
using System.Text.Json;
using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Fixtures;

/// <summary>The recorded data are read whole and as they were written.</summary>
public sealed class FixtureTests
{
    public static TheoryData<string> Files => [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.StartsWith("Fixtures/", StringComparison.Ordinal)).Select(n => n["Fixtures/".Length..])];

    [Theory]
    [MemberData(nameof(Files))]
    public void Names_in_a_file_are_unique(string file)
    {
        var names = Fixture.Names(file).Select(row => (string)row[0]).ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_tensor_has_as_many_elements_as_its_shape_says(string file)
    {
        var tensors = Fixture.Records(file).SelectMany(Tensors).ToList();
        Assert.All(tensors, t => Assert.Equal(t.Shape.Aggregate(1L, (a, b) => a * b), t.AsDoubles.LongLength));
    }

    [Fact]
    public void An_operation_case_has_inputs_outputs_and_gradients_under_their_names()
    {
        var row = Fixture.Case("binary", "mul/row");
        Assert.Equal("mul", row.Op);
        Assert.Equal([2L, 3L], row.Input("input").Shape);
        Assert.Equal([3L], row.Input("other").Shape);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(row.Inputs[0].Doubles[i] * row.Inputs[1].Doubles[i % 3], row.Outputs[0].Doubles[i]);
            Assert.Equal(row.Cotangents[0]!.Doubles[i] * row.Inputs[1].Doubles[i % 3], row.Grads[0]!.Doubles[i]);
        }
        Assert.NotNull(row.Second);
    }

    [Fact]
    public void Special_values_keep_sign_and_kind()
    {
        double[] x = Fixture.Case("unary", "neg/special").Input("input").Doubles;
        Assert.True(double.IsNegative(x[1]) && x[1] == 0);
        Assert.Contains(x, double.IsNaN);
        Assert.Contains(x, double.IsPositiveInfinity);
        Assert.Contains(x, double.IsNegativeInfinity);
    }

    [Fact]
    public void Arguments_tell_integers_from_floating_numbers()
    {
        Assert.True(Fixture.Case("unary", "pow/exponent=2").Args.IsInteger("exponent"));
        Assert.False(Fixture.Case("unary", "pow/exponent=-2.0").Args.IsInteger("exponent"));
        Assert.Equal(-0.5, Fixture.Case("unary", "clamp").Args.Double("min"));
        Assert.False(Fixture.Case("unary", "clamp/min-only").Args.Has("max"));
    }

    [Fact]
    public void A_module_has_its_keys_in_order_and_its_buffers_after_each_call()
    {
        var norm = Fixture.Modules().Single(m => m.Name == "BatchNorm1d");
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], norm.Keys);
        Assert.Equal(["weight", "bias"], norm.Parameters);
        Assert.Equal([1L, 2L, 2L], norm.Calls.Select(c => c.Buffers.Single(b => b.Name == "num_batches_tracked").Longs[0]));
    }

    [Fact]
    public void A_plain_gradient_step_leads_to_the_next_entry_of_the_trajectory()
    {
        var run = Fixture.Optimizers().Single(o => o.Name == "SGD/lr=0.1");
        Assert.Null(run.Gradient(run.SkippedParam, run.SkippedStep));
        double[] start = run.Initial[0].Doubles, gradient = run.Gradient("a", 0)!.Doubles, next = run.After("a", 0).Doubles;
        Assert.Equal(start.Zip(gradient, (p, g) => p - (0.1 * g)), next);
        Assert.Equal(run.Groups.Length, run.ParamGroups.Length);
    }

    [Fact]
    public void A_clipped_gradient_has_the_greatest_norm_allowed()
    {
        var clip = Fixture.Clips().Single(c => c.Name == "clip_grad_norm_/norm_type=2.0,max_norm=1.5");
        double norm = Math.Sqrt(clip.Clipped.SelectMany(g => g.Doubles).Sum(x => x * x));
        Assert.Equal(1.5, norm, 1e-5);
        Assert.True(clip.Total!.Doubles[0] > 1.5);
    }

    [Fact]
    public void A_schedule_has_one_entry_more_than_steps_and_one_rate_for_each_group()
    {
        Assert.All(Fixture.Schedulers(), s => Assert.All(s.Lrs, row => Assert.Equal(s.BaseLrs.Length, row.Length)));
        var plateau = Fixture.Schedulers().Single(s => s.Name == "ReduceLROnPlateau/rel");
        Assert.Equal(plateau.Metrics!.Length + 1, plateau.Lrs.Length);
    }

    private static IEnumerable<FixtureTensor> Tensors(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("data", out _) && json.TryGetProperty("dtype", out _) => [FixtureTensor.Parse(json)],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Tensors(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Tensors),
        _ => [],
    };
}
