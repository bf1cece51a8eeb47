namespace AutoGrad.Optim;

/// <summary>What an optimizer remembers of one parameter: the number of steps and named tensors of the parameter's shape.</summary>
internal sealed class ParameterState
{
    internal long Step { get; set; }

    /// <summary>The group's <see cref="ParamGroup.Changes"/> when the tensors were last completed.</summary>
    internal int Completed { get; set; } = -1;

    internal OrderedDictionary<string, Tensor> Tensors { get; } = [];

    internal Tensor this[string name] => Tensors[name];

    /// <summary>Converts the tensors after Module.To changed the parameter's dtype.</summary>
    internal void Follow(DType dtype)
    {
        foreach (string name in Tensors.Keys.ToArray())
        {
            if (Tensors[name].DType != dtype)
            {
                Tensors[name] = Tensors[name].To(dtype);
            }
        }
    }
}
