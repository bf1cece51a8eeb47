using System.Text.Json;

namespace AutoGrad.Tests.Fixtures;

/// <summary>A recorded tensor: row-major, in <see cref="Doubles"/> for float32 and float64, in <see cref="Longs"/> for the rest (bool as 0 and 1).</summary>
/// <param name="Name">Argument, parameter or buffer name; empty where the record has none.</param>
/// <param name="DType">float64, float32, int64, int32, uint8 or bool.</param>
/// <param name="Shape">Sizes; empty for a 0-dim tensor.</param>
/// <param name="Doubles">The data of a floating tensor, else empty.</param>
/// <param name="Longs">The data of an integer or bool tensor, else empty.</param>
public sealed record FixtureTensor(string Name, string DType, long[] Shape, double[] Doubles, long[] Longs)
{
    /// <summary>True for float32 and float64.</summary>
    public bool IsFloating => DType.StartsWith("float", StringComparison.Ordinal);

    /// <summary>The data of a floating tensor in single precision.</summary>
    public float[] Singles => Array.ConvertAll(Doubles, x => (float)x);

    /// <summary>The data of any tensor as doubles.</summary>
    public double[] AsDoubles => IsFloating ? Doubles : Array.ConvertAll(Longs, x => (double)x);

    /// <summary>The part at an index of the first dim, as a tensor without that dim.</summary>
    public FixtureTensor At(int index)
    {
        int size = (int)Shape[1..].Aggregate(1L, (a, b) => a * b);
        var range = (index * size)..((index + 1) * size);
        return this with { Shape = Shape[1..], Doubles = IsFloating ? Doubles[range] : [], Longs = IsFloating ? [] : Longs[range] };
    }

    /// <summary>Reads one tensor.</summary>
    public static FixtureTensor Parse(JsonElement json)
    {
        string dtype = json.GetProperty("dtype").GetString()!;
        var data = json.GetProperty("data");
        bool floating = dtype.StartsWith("float", StringComparison.Ordinal);
        return new FixtureTensor(
            json.TryGetProperty("name", out var name) ? name.GetString()! : "",
            dtype,
            [.. json.GetProperty("shape").EnumerateArray().Select(x => x.GetInt64())],
            floating ? [.. data.EnumerateArray().Select(Number)] : [],
            floating ? [] : [.. data.EnumerateArray().Select(x => x.GetInt64())]);
    }

    /// <summary>Reads a list of tensors in which null stands for "no gradient"; an absent list is empty.</summary>
    public static FixtureTensor?[] ParseList(JsonElement json, string property) =>
        json.TryGetProperty(property, out var list)
            ? [.. list.EnumerateArray().Select(x => x.ValueKind == JsonValueKind.Null ? null : Parse(x))]
            : [];

    /// <summary>A number, or one of the strings "nan", "inf" and "-inf".</summary>
    public static double Number(JsonElement json) => json.ValueKind != JsonValueKind.String
        ? json.GetDouble()
        : json.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            var text => throw new FormatException($"'{text}' is not a number."),
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{DType}[{string.Join(", ", Shape)}]";
}
