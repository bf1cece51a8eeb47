using AutoGrad.NN;

namespace AutoGrad.VsPyTorch;

/// <summary>What a case lends to both sides: equal bytes under the same name.</summary>
internal sealed class Inputs(TorchWorker worker)
{
    private readonly Generator _generator = new(1);

    /// <summary>Leaves whose gradients are compared, with the expression of PyTorch's gradient.</summary>
    public List<(string Expression, Variable Leaf)> Leaves { get; } = [];

    /// <summary>Modules that are put into evaluation for the check, since no two generators drop the same elements.</summary>
    public List<(string Name, Module Module)> Modules { get; } = [];

    /// <summary>Further tensors to compare after the step.</summary>
    public List<(string Expression, Func<Tensor> Ours)> Extras { get; } = [];

    public Tensor Lend(string name, Tensor tensor)
    {
        worker.Lend(name, tensor);
        return tensor;
    }

    /// <summary>A text under this name, such as a path.</summary>
    public void LendText(string name, string text) => worker.Ask(new { command = "lend_text", name, text });

    public Tensor Normal(string name, Shape shape, DType dtype = DType.Float32) => Lend(name, Tensor.Randn(shape, dtype, _generator));

    public Tensor Uniform(string name, Shape shape, double low = 0, double high = 1) =>
        Lend(name, Tensor.Empty(shape).UniformInPlace(low, high, _generator));

    public Tensor Integers(string name, int high, Shape shape) => Lend(name, Tensor.RandInt(high, shape, generator: _generator));

    public Variable Leaf(string name, Tensor value)
    {
        worker.Lend(name, value, leaf: true);
        var leaf = new Variable(value, requiresGrad: true);
        Leaves.Add(($"{name}.grad", leaf));
        return leaf;
    }

    public Variable Leaf(string name, Shape shape, DType dtype = DType.Float32) => Leaf(name, Tensor.Randn(shape, dtype, _generator));

    public Parameter Parameter(string name, Shape shape)
    {
        var parameter = new Parameter(Tensor.Randn(shape, generator: _generator));
        worker.Lend(name, parameter.Data, leaf: true);
        return parameter;
    }

    /// <summary>Lends the state of a module; PyTorch's module of this name loads <c>state["name"]</c>.</summary>
    public TModule Net<TModule>(string name, TModule module) where TModule : Module
    {
        foreach ((string key, Tensor value) in module.StateDict())
        {
            worker.Lend(key, value, module: name);
        }

        foreach ((string key, Parameter parameter) in module.NamedParameters())
        {
            Leaves.Add(($"{name}.get_parameter('{key}').grad", parameter));
        }

        Modules.Add((name, module));
        return module;
    }

    /// <summary>A step that clears the leaves' gradients, runs forward and then backward.</summary>
    public Func<object> Backward(Func<Variable> forward, Tensor? gradient = null)
    {
        Variable[] leaves = [.. Leaves.Select(static l => l.Leaf)];
        return () =>
        {
            foreach (Variable leaf in leaves)
            {
                leaf.Grad = null;
            }

            Variable y = forward();
            y.Backward(gradient);
            return y;
        };
    }
}
