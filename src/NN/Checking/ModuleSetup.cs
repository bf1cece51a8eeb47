using System.Globalization;
using AutoGrad.Checking;

namespace AutoGrad.NN;

/// <summary>The lines that put a module into the state in which a check failed, for the test to paste.</summary>
internal static class ModuleSetup
{
    /// <summary>The name of a local variable that holds the module, and the lines.</summary>
    /// <param name="module">The module.</param>
    /// <param name="expression">How the caller wrote it.</param>
    /// <param name="state">Its parameters and persistent buffers.</param>
    internal static (string Name, string[] Lines) Of(Module module, string expression, IReadOnlyDictionary<string, Tensor> state)
    {
        bool isName = expression.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.');
        string name = isName ? expression : "module";
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"// {name}: {module.Description}{Parts(module)}; {(state.Count == 0 ? "it has no parameters" : "made as it was there, it gets these values")}."),
        };
        if (!isName)
        {
            lines.Add($"var module = {expression};");
        }

        if (state.Values.Sum(static t => (long)t.NumEl) > Reproduction.MostElements)
        {
            lines.Add($"// Too many numbers to write: call {name}.Save(\"failing.safetensors\") before the check that failed.");
            lines.Add($"{name}.Load(\"failing.safetensors\");");
        }
        else if (state.Count > 0)
        {
            lines.Add($"{name}.LoadStateDict(new Dictionary<string, Tensor>");
            lines.Add("{");
            lines.AddRange(state.Select(static p => $"    [\"{p.Key}\"] = {Reproduction.Literal(p.Value)},"));
            lines.Add("});");
        }

        bool[] training = [.. module.Modules().Select(static m => m.Training).Distinct()];
        lines.Add(training.Length > 1 ? $"// Some of its modules are in training, others in evaluation." : training[0] ? $"{name}.Train();" : $"{name}.Eval();");
        return (name, [.. lines]);
    }

    private static string Parts(Module module)
    {
        string[] parts = [.. module.Children().Select(static m => m.Description).Take(9)];
        return parts.Length == 0 ? "" : $" of {string.Join(", ", parts.Take(8))}{(parts.Length > 8 ? ", ..." : "")}";
    }
}
