using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>One call of clip_grad_norm_ or clip_grad_value_.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Function">PyTorch's name.</param>
/// <param name="Args">max_norm and norm_type, or clip_value.</param>
/// <param name="Gradients">The gradients before, one for each parameter.</param>
/// <param name="Clipped">The gradients after.</param>
/// <param name="Total">The norm that was returned; null for clip_grad_value_.</param>
public sealed record FixtureClip(string Name, string Function, FixtureArgs Args, FixtureTensor[] Gradients, FixtureTensor[] Clipped, FixtureTensor? Total)
{
    /// <summary>Reads one call.</summary>
    public static FixtureClip Parse(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("clip").GetString()!,
        new FixtureArgs(json.GetProperty("args")),
        FixtureTensor.ParseList(json, "gradients")!,
        FixtureTensor.ParseList(json, "clipped")!,
        json.GetProperty("total").ValueKind == JsonValueKind.Null ? null : FixtureTensor.Parse(json.GetProperty("total")));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
