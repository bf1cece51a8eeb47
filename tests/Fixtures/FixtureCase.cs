using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>One recorded call of an operation with its gradients.</summary>
/// <param name="Name">Unique in its file: the operation, a slash, the variation.</param>
/// <param name="Op">PyTorch's name of the operation.</param>
/// <param name="Args">The arguments that are not tensors.</param>
/// <param name="Inputs">The tensors in call order, named as PyTorch's parameters.</param>
/// <param name="Outputs">The results in order.</param>
/// <param name="Cotangents">One for each output, null where the output has no gradient; empty if none has.</param>
/// <param name="Grads">The vector-Jacobian product for each input; null where nothing flows to it; empty if no output has a gradient.</param>
/// <param name="Second">The second order, where it was recorded.</param>
public sealed record FixtureCase(
    string Name,
    string Op,
    FixtureArgs Args,
    FixtureTensor[] Inputs,
    FixtureTensor[] Outputs,
    FixtureTensor?[] Cotangents,
    FixtureTensor?[] Grads,
    FixtureSecondOrder? Second)
{
    /// <summary>The input with this name.</summary>
    public FixtureTensor Input(string name) => Inputs.Single(x => x.Name == name);

    /// <summary>True if the call has an input of this name.</summary>
    public bool HasInput(string name) => Inputs.Any(x => x.Name == name);

    /// <summary>Reads one case.</summary>
    public static FixtureCase Parse(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("op").GetString()!,
        new FixtureArgs(json.GetProperty("args")),
        FixtureTensor.ParseList(json, "inputs")!,
        FixtureTensor.ParseList(json, "outputs")!,
        FixtureTensor.ParseList(json, "cotangents"),
        FixtureTensor.ParseList(json, "grads"),
        json.TryGetProperty("second", out var second) ? FixtureSecondOrder.Parse(second) : null);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Let s be the sum over the inputs of V times the gradient. Its own gradients are recorded here.</summary>
/// <param name="V">A direction for each input; null for inputs without gradient.</param>
/// <param name="Grads">ds/dinput: the second order; null where nothing flows, as for a linear operation.</param>
/// <param name="Jvp">ds/dcotangent: the forward-mode derivative of each output along V; null for outputs without gradient.</param>
public sealed record FixtureSecondOrder(FixtureTensor?[] V, FixtureTensor?[] Grads, FixtureTensor?[] Jvp)
{
    /// <summary>Reads the second-order part of a case.</summary>
    public static FixtureSecondOrder Parse(JsonElement json) =>
        new(FixtureTensor.ParseList(json, "v"), FixtureTensor.ParseList(json, "grads"), FixtureTensor.ParseList(json, "jvp"));
}
