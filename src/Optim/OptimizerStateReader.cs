using System.Globalization;

namespace AutoGrad.Optim;

/// <summary>Reads and validates an optimizer's state dict before anything is changed.</summary>
internal static class OptimizerStateReader
{
    internal static void Load(
        string optimizer,
        IReadOnlyDictionary<string, Tensor> state,
        List<ParamGroup> groups,
        Func<ParamGroup, string[]> stateNames,
        Action<ParamGroup> check,
        out List<ParamGroup> judged,
        out Dictionary<Parameter, ParameterState> states)
    {
        if (state.FirstOrDefault(static p => p.Value is null).Key is { } empty)
        {
            throw Bad(optimizer, empty, "is null");
        }

        judged = [];
        states = [];
        var used = new HashSet<string>();
        for (int g = 0; g < groups.Count; g++)
        {
            string key = $"param_groups.{g}.params";
            double count = Number(optimizer, state, key, used);
            if (count != groups[g].Parameters.Count)
            {
                throw Bad(optimizer, key, $"says {count.ToString(CultureInfo.InvariantCulture)} parameters, the group here has {groups[g].Parameters.Count}");
            }
        }

        int index = 0;
        for (int g = 0; g < groups.Count; g++)
        {
            var options = new ParamGroup(groups[g].Parameters);
            foreach (string option in groups[g].Options.Union(["initial_lr"]))
            {
                string key = $"param_groups.{g}.{option}";
                if (option != "initial_lr" || state.ContainsKey(key))
                {
                    options[option] = Number(optimizer, state, key, used);
                }
            }

            check(options);
            judged.Add(options);
            foreach (Parameter parameter in groups[g].Parameters)
            {
                string prefix = string.Create(CultureInfo.InvariantCulture, $"state.{index++}.");
                string[] names = stateNames(options);
                if (Array.Exists([.. names, "step"], name => state.ContainsKey(prefix + name)))
                {
                    states.Add(parameter, Read(optimizer, state, prefix, parameter, names, used));
                }
            }
        }

        if (state.Keys.FirstOrDefault(k => !used.Contains(k)) is { } unexpected)
        {
            throw Bad(optimizer, unexpected, $"does not belong to its parameters, by group: {string.Join(", ", groups.Select(static g => g.Parameters.Count))}");
        }
    }

    private static ParameterState Read(
        string optimizer, IReadOnlyDictionary<string, Tensor> state, string prefix, Parameter parameter, string[] names, HashSet<string> used)
    {
        double step = Number(optimizer, state, prefix + "step", used);
        if (!(step >= 0 && step <= 1L << 53 && step == Math.Floor(step)))
        {
            throw Bad(optimizer, prefix + "step", $"is {step.ToString(CultureInfo.InvariantCulture)}, a number of steps is expected");
        }

        var result = new ParameterState { Step = (long)step };
        foreach (string name in names)
        {
            if (!state.TryGetValue(prefix + name, out Tensor? value))
            {
                throw Missing(optimizer, prefix + name, state);
            }

            used.Add(prefix + name);
            result.Tensors.Add(name, value.Shape == parameter.Shape
                ? value.To(parameter.DType).Clone()
                : throw Bad(optimizer, prefix + name, $"has shape {value.Shape}, the parameter {parameter.Shape}"));
        }

        return result;
    }

    private static double Number(string optimizer, IReadOnlyDictionary<string, Tensor> state, string key, HashSet<string> used)
    {
        used.Add(key);
        return !state.TryGetValue(key, out Tensor? value) ? throw Missing(optimizer, key, state)
            : value.NumEl == 1 ? value.Item()
            : throw Bad(optimizer, key, $"has shape {value.Shape}, a single number is expected");
    }

    /// <summary>What the entries look like instead, and what to pass.</summary>
    private static ArgumentException Missing(string optimizer, string key, IReadOnlyDictionary<string, Tensor> state)
    {
        const string groups = "param_groups.0.params";
        string? elsewhere = state.Keys.FirstOrDefault(static k => k.EndsWith("." + groups, StringComparison.Ordinal));
        string found = state.Count == 0 ? "The state is empty."
            : elsewhere is not null ? $"The entries of an optimizer are there behind '{elsewhere[..^groups.Length]}'; pass them without it."
            : !state.ContainsKey(groups) ? $"Entries such as '{state.Keys.First()}' are no optimizer's but, it seems, a module's or a schedule's."
            : "The entries are another optimizer's, or one's with other options, or not all.";
        return new ArgumentException(
            $"{optimizer}.LoadStateDict: '{key}' is missing; nothing was changed. {found} " +
            $"Pass what StateDict() of an {nameof(Optimizer)} of type {optimizer} gave, such as SafeTensors.Load(path) of a file that SafeTensors.Save(path, optimizer.StateDict()) wrote.");
    }

    private static ArgumentException Bad(string optimizer, string key, string problem) =>
        new($"{optimizer}.LoadStateDict: '{key}' {problem}; nothing was changed. Build the optimizer with the groups and options it was saved with.");
}
