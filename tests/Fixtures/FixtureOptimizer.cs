using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>An optimizer's run over a fixed sequence of gradients.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Optimizer">PyTorch's class name.</param>
/// <param name="Options">The constructor's options.</param>
/// <param name="Groups">The parameter groups: names of their parameters, and the options that the group overrides.</param>
/// <param name="Initial">The parameters before the first step.</param>
/// <param name="Gradients">For each parameter all gradients, stacked: [steps, ...shape].</param>
/// <param name="SkippedParam">This parameter's gradient is absent (None) at <paramref name="SkippedStep"/>, whatever Gradients holds there.</param>
/// <param name="SkippedStep">The step, counted from 0.</param>
/// <param name="Trajectory">For each parameter its value after every step, stacked: [steps, ...shape].</param>
/// <param name="State">state_dict()["state"] after the last step for each parameter; counters are 0-dim tensors.</param>
/// <param name="ParamGroups">state_dict()["param_groups"] after the last step, without the parameters.</param>
public sealed record FixtureOptimizer(
    string Name,
    string Optimizer,
    FixtureArgs Options,
    (string[] Params, FixtureArgs Options)[] Groups,
    FixtureTensor[] Initial,
    FixtureTensor[] Gradients,
    string SkippedParam,
    int SkippedStep,
    FixtureTensor[] Trajectory,
    IReadOnlyDictionary<string, FixtureTensor[]> State,
    FixtureArgs[] ParamGroups)
{
    /// <summary>The number of steps.</summary>
    public int Steps => (int)Trajectory[0].Shape[0];

    /// <summary>The gradient of a parameter at a step; null where it has none.</summary>
    public FixtureTensor? Gradient(string param, int step) =>
        param == SkippedParam && step == SkippedStep ? null : Gradients.Single(g => g.Name == param).At(step);

    /// <summary>The value of a parameter after a step.</summary>
    public FixtureTensor After(string param, int step) => Trajectory.Single(p => p.Name == param).At(step);

    /// <summary>Reads one run.</summary>
    public static FixtureOptimizer Parse(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("optimizer").GetString()!,
        new FixtureArgs(json.GetProperty("options")),
        [.. json.GetProperty("groups").EnumerateArray().Select(Group)],
        FixtureTensor.ParseList(json, "initial")!,
        FixtureTensor.ParseList(json, "gradients")!,
        json.GetProperty("skipped").GetProperty("param").GetString()!,
        json.GetProperty("skipped").GetProperty("step").GetInt32(),
        FixtureTensor.ParseList(json, "trajectory")!,
        json.GetProperty("state").EnumerateArray().ToDictionary(s => s.GetProperty("param").GetString()!, s => FixtureTensor.ParseList(s, "values"))!,
        [.. json.GetProperty("paramGroups").EnumerateArray().Select(g => new FixtureArgs(g))]);

    private static (string[] Params, FixtureArgs Options) Group(JsonElement json) =>
        ([.. json.GetProperty("params").EnumerateArray().Select(p => p.GetString()!)], new FixtureArgs(json.GetProperty("options")));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
