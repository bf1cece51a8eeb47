namespace AutoGrad;

/// <summary>The tangent of an op from reverse passes alone: the pullback is linear in its cotangent u, so its own vjp along t is J t.</summary>
internal static class DoubleReverse
{
    internal static Variable?[] Tangents(Op op, Variable[] inputs, Variable?[] tangents, int outputCount)
    {
        using (Mode.Enter(Mode.Current with { Grad = true }))
        {
            Variable[] x = new Variable[inputs.Length];
            var wanted = new List<Variable>();
            var along = new List<Variable>();
            for (int i = 0; i < inputs.Length; i++)
            {
                x[i] = inputs[i];
                if (tangents[i] is { } t && inputs[i].DType.IsFloat())
                {
                    x[i] = Recorder.Apply(Ops.Alias.Instance, inputs[i].RequiresGrad ? inputs[i] : Leaf(inputs[i]));
                    wanted.Add(x[i]);
                    along.Add(t);
                }
            }

            Variable[] y = op.ApplyAll(x);
            var results = new Variable?[outputCount];
            for (int k = 0; k < outputCount; k++)
            {
                if (!y[k].RequiresGrad)
                {
                    continue;
                }

                var u = new Variable(Tensor.ZerosLike(y[k].Data), requiresGrad: true);
                Variable?[] g = Autodiff.Grad([y[k]], [.. wanted], [u], createGraph: true, retainGraph: true, allowUnused: true);
                var reached = new List<Variable>();
                var directions = new List<Variable>();
                for (int i = 0; i < g.Length; i++)
                {
                    if (g[i] is { RequiresGrad: true } gi)
                    {
                        reached.Add(gi);
                        directions.Add(along[i]);
                    }
                }

                results[k] = reached.Count == 0 ? null : Autodiff.Grad([.. reached], [u], [.. directions], createGraph: true, retainGraph: true, allowUnused: true)[0];
            }

            return results;
        }
    }

    private static Variable Leaf(Variable x)
    {
        var leaf = new Variable(x.Data, requiresGrad: true);
        Mode.Current.Forward?.Carry(x, leaf);
        return leaf;
    }
}
