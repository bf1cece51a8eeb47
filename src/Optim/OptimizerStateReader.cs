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
        out List<(ParamGroup Group, string Option, double Value)> options,
        out Dictionary<Parameter, ParameterState> states)
    {
        if (state.FirstOrDefault(static p => p.Value is null).Key is { } empty)
        {
            throw Bad(optimizer, empty, "is null");
        }

        options = [];
        states = [];
        var used = new HashSet<string>();
        int index = 0;
        for (int g = 0; g < groups.Count; g++)
        {
            foreach (string option in groups[g].Options)
            {
                string key = $"param_groups.{g}.{option}";
                if (state.TryGetValue(key, out Tensor? value))
                {
                    used.Add(key);
                    options.Add((groups[g], option, value.NumEl == 1 ? value.Item() : throw Bad(optimizer, key, $"has shape {value.Shape}, a single number is expected")));
                }
                else if (option != "initial_lr")
                {
                    throw Bad(optimizer, key, "is missing");
                }
            }

            string initial = $"param_groups.{g}.initial_lr";
            if (state.TryGetValue(initial, out Tensor? rate) && used.Add(initial))
            {
                options.Add((groups[g], "initial_lr", rate.Item()));
            }

            foreach (Parameter parameter in groups[g].Parameters)
            {
                string prefix = string.Create(CultureInfo.InvariantCulture, $"state.{index++}.");
                if (state.TryGetValue(prefix + "step", out Tensor? step))
                {
                    states.Add(parameter, Read(optimizer, state, prefix, step, parameter, stateNames(groups[g]), used));
                }
            }
        }

        if (state.Keys.FirstOrDefault(k => !used.Contains(k)) is { } unexpected)
        {
            throw Bad(optimizer, unexpected, $"does not belong to its {groups.Count} groups of {string.Join(", ", groups.Select(static g => g.Parameters.Count))} parameters");
        }
    }

    private static ParameterState Read(
        string optimizer, IReadOnlyDictionary<string, Tensor> state, string prefix, Tensor step, Parameter parameter, string[] names, HashSet<string> used)
    {
        used.Add(prefix + "step");
        var result = new ParameterState { Step = (long)step.Item() };
        foreach (string name in names)
        {
            if (!state.TryGetValue(prefix + name, out Tensor? value))
            {
                throw Bad(optimizer, prefix + name, "is missing");
            }

            used.Add(prefix + name);
            result.Tensors.Add(name, value.Shape == parameter.Shape
                ? value.To(parameter.DType).Clone()
                : throw Bad(optimizer, prefix + name, $"has shape {value.Shape}, the parameter {parameter.Shape}"));
        }

        return result;
    }

    private static ArgumentException Bad(string optimizer, string key, string problem) =>
        new($"{optimizer}.LoadStateDict: '{key}' {problem}; nothing was changed. Build the optimizer with the groups and options it was saved with.");
}
