namespace AutoGrad.Optim;

/// <summary>What an optimizer remembers of one parameter: the number of steps and named tensors of the parameter's shape.</summary>
public sealed class ParameterState
{
    internal ParameterState()
    {
    }

    /// <summary>How often the parameter was updated, the present update included.</summary>
    public long Step { get; internal set; }

    /// <summary>The group's <see cref="ParamGroup.Changes"/> when the tensors were last completed.</summary>
    internal int Completed { get; set; } = -1;

    internal OrderedDictionary<string, Tensor> Tensors { get; } = [];

    /// <summary>A state tensor by PyTorch's name, such as <c>exp_avg</c>; change it in place.</summary>
    /// <param name="name">One of the optimizer's state names.</param>
    /// <exception cref="KeyNotFoundException">The optimizer keeps no state of this name.</exception>
    public Tensor this[string name] => Tensors[name];

    /// <summary>Converts the tensors after Module.To changed the parameter's dtype.</summary>
    internal void Follow(DType dtype)
    {
        for (int i = 0; i < Tensors.Count; i++)
        {
            Tensor value = Tensors.GetAt(i).Value;
            if (value.DType != dtype)
            {
                Tensors.SetAt(i, value.To(dtype));
            }
        }
    }
}
