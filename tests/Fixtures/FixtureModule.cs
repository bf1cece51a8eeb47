using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>A recorded module: how it was built, its state, and calls on it in order.</summary>
/// <param name="Name">Unique in the file: the module, a slash, the variation.</param>
/// <param name="Module">PyTorch's class name.</param>
/// <param name="Args">Constructor arguments under PyTorch's names.</param>
/// <param name="State">state_dict before the first call, in PyTorch's order; the names are the keys.</param>
/// <param name="Parameters">The names of the state that are parameters, in order.</param>
/// <param name="Calls">Calls one after another on the same module.</param>
public sealed record FixtureModule(string Name, string Module, FixtureArgs Args, FixtureTensor[] State, string[] Parameters, FixtureCall[] Calls)
{
    /// <summary>The keys of state_dict in order.</summary>
    public IEnumerable<string> Keys => State.Select(t => t.Name);

    /// <summary>Reads one module.</summary>
    public static FixtureModule Parse(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("module").GetString()!,
        new FixtureArgs(json.GetProperty("args")),
        FixtureTensor.ParseList(json, "state")!,
        [.. json.GetProperty("parameters").EnumerateArray().Select(x => x.GetString()!)],
        [.. json.GetProperty("calls").EnumerateArray().Select(FixtureCall.Parse)]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>One call of a module.</summary>
/// <param name="Training">True in training mode, false in evaluation mode.</param>
/// <param name="Args">Arguments of the call that are not tensors.</param>
/// <param name="Inputs">The tensors passed, named as PyTorch's parameters.</param>
/// <param name="Outputs">The results, nested tuples flattened.</param>
/// <param name="Cotangents">One for each output; null where the output has no gradient.</param>
/// <param name="Grads">One for each input; null where nothing flows.</param>
/// <param name="ParameterGrads">The gradient of this call alone for each parameter, by name; null where nothing flows.</param>
/// <param name="Buffers">The buffers after the call, by name.</param>
public sealed record FixtureCall(
    bool Training,
    FixtureArgs Args,
    FixtureTensor[] Inputs,
    FixtureTensor[] Outputs,
    FixtureTensor?[] Cotangents,
    FixtureTensor?[] Grads,
    FixtureTensor?[] ParameterGrads,
    FixtureTensor[] Buffers)
{
    /// <summary>Reads one call.</summary>
    public static FixtureCall Parse(JsonElement json) => new(
        json.GetProperty("training").GetBoolean(),
        new FixtureArgs(json.GetProperty("args")),
        FixtureTensor.ParseList(json, "inputs")!,
        FixtureTensor.ParseList(json, "outputs")!,
        FixtureTensor.ParseList(json, "cotangents"),
        FixtureTensor.ParseList(json, "grads"),
        FixtureTensor.ParseList(json, "parameterGrads"),
        FixtureTensor.ParseList(json, "buffers")!);
}
