using System.Runtime.CompilerServices;

namespace AutoGrad.VsPyTorch;

/// <summary>Whether both sides computed the same numbers: the step's results, the gradients of the leaves, and what a case adds.</summary>
internal static class Check
{
    public static void Run(Case test, Inputs inputs, TorchWorker worker, Func<object> ours)
    {
        foreach ((string name, NN.Module module) in inputs.Modules)
        {
            worker.Ask(new { command = "run", code = $"{name}_mode = {name}.training; [m.eval() for m in {name}.modules() if isinstance(m, nn.Dropout)]" });
            SetDropout(module, training: false);
        }

        object result = ours();
        Tensor[] values = [.. Tensors(result)];
        Tensor[] expected = worker.Values("step()");
        if (values.Length != expected.Length)
        {
            throw new UserException($"{test.FullName}: our step returns {values.Length} tensors, PyTorch's {expected.Length}.");
        }

        for (int i = 0; i < values.Length; i++)
        {
            Same(test, $"result {i}", values[i], expected[i]);
        }

        foreach ((string expression, Variable leaf) in inputs.Leaves)
        {
            Tensor gradient = leaf.Grad?.Data ?? throw new UserException($"{test.FullName}: our step leaves no gradient where PyTorch has {expression}.");
            Same(test, expression, gradient, worker.Values(expression)[0]);
        }

        foreach ((string expression, Func<Tensor> extra) in inputs.Extras)
        {
            Same(test, expression, extra(), worker.Values(expression)[0]);
        }

        if (test.Published?.Invoke() is var (own, published))
        {
            Same(test, "what is published", own, published);
        }

        foreach ((string name, NN.Module module) in inputs.Modules)
        {
            worker.Ask(new { command = "run", code = $"{name}.train({name}_mode)" });
            SetDropout(module, training: true);
        }
    }

    private static void SetDropout(NN.Module module, bool training)
    {
        foreach (NN.Module part in module.Modules())
        {
            if (part is NN.Dropout)
            {
                part.Train(training);
            }
        }
    }

    private static IEnumerable<Tensor> Tensors(object result) => result switch
    {
        Tensor tensor => [tensor],
        Variable variable => [variable.Data],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i]!)),
        Array several => several.Cast<object>().SelectMany(Tensors),
        _ => throw new UserException($"A step returned {result.GetType().Name}."),
    };

    private static void Same(Case test, string what, Tensor ours, Tensor torch)
    {
        if (!ours.Shape.AsSpan().SequenceEqual(torch.Shape.AsSpan()))
        {
            throw new UserException($"{test.FullName}: {what} has shape {ours.Shape} here and {torch.Shape} in PyTorch.");
        }

        if (ours.NumEl == 0)
        {
            return;
        }

        Tensor a = ours.To(DType.Float64), b = torch.To(DType.Float64);
        double scale = Math.Max(b.Abs().Max().Item(), double.Epsilon);
        double difference = (a - b).Abs().Max().Item() / scale;
        double allowed = ours.DType.IsFloat() ? test.Tolerance : 0;
        if (!(difference <= allowed))
        {
            throw new UserException($"{test.FullName}: {what} differs from PyTorch's by {difference:0.0e0} of its greatest magnitude {scale:g4}; allowed is {allowed:0.0e0}.");
        }
    }
}
