using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>The non-tensor arguments of a recorded call, under PyTorch's names; an argument left at its default is absent.</summary>
public sealed class FixtureArgs(JsonElement json)
{
    /// <summary>The names that were passed.</summary>
    public IEnumerable<string> Names => json.EnumerateObject().Select(p => p.Name);

    /// <summary>True if the argument was passed and is not None.</summary>
    public bool Has(string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The argument as JSON.</summary>
    public JsonElement this[string name] => json.GetProperty(name);

    /// <summary>True if the argument was written as an integer (2, not 2.0).</summary>
    public bool IsInteger(string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out _)
        && !value.GetRawText().AsSpan().ContainsAny('.', 'e');

    /// <summary>An integer argument.</summary>
    public int Int(string name) => json.GetProperty(name).GetInt32();

    /// <summary>An integer argument, or the default when absent or None.</summary>
    public int Int(string name, int otherwise) => Has(name) ? Int(name) : otherwise;

    /// <summary>A floating argument; "inf", "-inf" and "nan" are read too.</summary>
    public double Double(string name) => FixtureTensor.Number(json.GetProperty(name));

    /// <summary>A floating argument, or the default when absent or None.</summary>
    public double Double(string name, double otherwise) => Has(name) ? Double(name) : otherwise;

    /// <summary>A bool argument, or the default when absent.</summary>
    public bool Bool(string name, bool otherwise = false) => Has(name) ? json.GetProperty(name).GetBoolean() : otherwise;

    /// <summary>A text argument.</summary>
    public string Text(string name) => json.GetProperty(name).GetString()!;

    /// <summary>A text argument, or the default when absent or None.</summary>
    public string Text(string name, string otherwise) => Has(name) ? Text(name) : otherwise;

    /// <summary>A list of integers; a single integer gives a list of one.</summary>
    public int[] Ints(string name)
    {
        var value = json.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(x => x.GetInt32())] : [value.GetInt32()];
    }

    /// <summary>A list of integers, or the default when absent or None.</summary>
    public int[] Ints(string name, params int[] otherwise) => Has(name) ? Ints(name) : otherwise;

    /// <summary>A list of floating numbers; a single number gives a list of one.</summary>
    public double[] Doubles(string name)
    {
        var value = json.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(FixtureTensor.Number)] : [FixtureTensor.Number(value)];
    }

    /// <inheritdoc/>
    public override string ToString() => json.GetRawText();
}
