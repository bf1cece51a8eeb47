using System.Globalization;
using System.Text;

namespace AutoGrad.Checking;

/// <summary>A failing check as a test in C#.</summary>
internal static class Reproduction
{
    /// <summary>Up to so many equal numbers are written one by one.</summary>
    private const int LongestList = 16;

    /// <summary>Nobody pastes more than so many numbers.</summary>
    internal const int MostElements = 512;

    internal static string Of(Subject subject, GradCheckOptions options, IReadOnlyDictionary<Generator, GeneratorState> generators)
    {
        var text = new StringBuilder();
        text.AppendLine("    [Fact]").AppendLine("    public void The_gradient_is_right()").AppendLine("    {");
        if (generators.TryGetValue(Generator.Default, out GeneratorState drawn))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"        Generator.Default.SetState(new GeneratorState({drawn.Seed}, {drawn.Offset}));");
        }

        bool isModule = subject.Setup is not null;
        string expression = subject.Expression;
        if (subject.Setup?.Invoke() is var (name, lines))
        {
            expression = subject.TakesArray ? $"{name}, {expression}" : name;
            foreach (string line in lines)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"        {line}");
            }
        }
        else if (subject.Leaves is not null)
        {
            text.AppendLine("        // The leaves keep their values; set them as below before the check.");
        }

        int first = isModule ? subject.Leaves!.Length : 0;
        string[] names = [.. Enumerable.Range(0, subject.Inputs.Length - first).Select(static i => $"x{i}")];
        for (int i = 0; i < names.Length; i++)
        {
            if (subject.Inputs[first + i] is { NumEl: > MostElements } input && !IsUniform(input))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"        // {names[i]}: the input as it was passed, {input.DType} {input.Shape}; too many numbers to write.");
                continue;
            }

            string wrapped = subject.Active.Length < subject.Inputs.Count(static t => t.DType.IsFloat()) && subject.Active.Contains(first + i)
                ? $"new Variable({Literal(subject.Inputs[first + i])}, requiresGrad: true)"
                : Literal(subject.Inputs[first + i]);
            text.AppendLine(CultureInfo.InvariantCulture, $"        var {names[i]} = {wrapped};");
        }

        string arguments = !isModule && subject.Leaves is not null ? "leaves" : subject.TakesArray ? $"[{string.Join(", ", names)}]" : string.Join(", ", names);
        text.AppendLine(CultureInfo.InvariantCulture, $"        GradCheck.{(isModule ? "Module" : "Verify")}({expression}, {arguments}, {Settings(options)});").Append("    }");
        return text.ToString();
    }

    private static string Settings(GradCheckOptions options)
    {
        var parts = new List<string> { $"Seed = {options.Seed}", $"Order = {options.Order}" };
        if (options.Mode != GradCheckMode.Auto)
        {
            parts.Add($"Mode = GradCheckMode.{options.Mode}");
        }

        if (options.Thorough)
        {
            parts.Add("Thorough = true");
        }

        if (options.BatchIndependent)
        {
            parts.Add("BatchIndependent = true");
        }

        return $"new GradCheckOptions {{ {string.Join(", ", parts)} }}";
    }

    /// <summary>An expression that makes this tensor, in its layout.</summary>
    internal static string Literal(Tensor t)
    {
        if (t.NumEl == 0)
        {
            return $"Tensor.Zeros({t.Shape}, DType.{t.DType})";
        }

        StridedLayout? layout = t.IsContiguous ? null : StridedLayout.Of(t);
        IEnumerable<string> values = (layout?.Fill(t) ?? t.ToDoubles()).Select(x => t.DType switch
        {
            DType.Bool => x != 0 ? "true" : "false",
            DType.Int64 => x.ToString("R", CultureInfo.InvariantCulture) + "L",
            DType.Int32 => x.ToString("R", CultureInfo.InvariantCulture),
            DType.UInt8 => $"(byte){x.ToString("R", CultureInfo.InvariantCulture)}",
            DType.Float32 => Number(x, ((float)x).ToString("R", CultureInfo.InvariantCulture) + "f", "float"),
            _ => Number(x, x.ToString("R", CultureInfo.InvariantCulture) + "d", "double"),
        });
        if (layout is null && t.NumEl > LongestList && IsUniform(t))
        {
            return $"Tensor.Full({t.Shape}, {Number(t.ToDoubles()[0], t.ToDoubles()[0].ToString("R", CultureInfo.InvariantCulture) + "d", "double")}, DType.{t.DType})";
        }

        if (layout is not null)
        {
            return $"Tensor.From({string.Join(", ", values)}).Reshape([{string.Join(", ", layout.Sizes)}]){layout.Calls(t)}";
        }

        string view = t.IsContiguous ? "" : $" /* was a view with strides [{string.Join(", ", t.Strides())}] */";
        return $"Tensor.From({string.Join(", ", values)}).Reshape({t.Shape}){view}";
    }

    private static bool IsUniform(Tensor t) => t.DType.IsFloat() && t.ToDoubles().Distinct().Count() == 1;

    private static string Number(double x, string text, string type) =>
        double.IsNaN(x) ? $"{type}.NaN" : double.IsInfinity(x) ? $"{type}.{(x > 0 ? "Positive" : "Negative")}Infinity" : text;
}
