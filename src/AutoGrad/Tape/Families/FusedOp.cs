namespace AutoGrad;

/// <summary>An op with its own forward and backward kernels and a composition of plain ops that means the same. Higher derivatives run on the composition.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public abstract record FusedOp<TSelf> : Op, IComposed where TSelf : FusedOp<TSelf>, IOp<TSelf>
{
    /// <summary>All inputs by default: the composition starts from them. Statistics saved for the kernel are never treated as constants.</summary>
    protected internal override Saved Saves => Saved.Inputs;

    /// <inheritdoc/>
    protected internal sealed override bool HasPullbackKernel => true;

    /// <summary>The same computation in plain differentiable ops.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>One variable per output; entries that are statistics without a gradient may be null.</returns>
    public abstract Variable?[] Compose(ReadOnlySpan<Variable> inputs);

    /// <summary>The reverse rule as kernels.</summary>
    /// <param name="context">Saved values and the cotangents of the outputs.</param>
    protected internal abstract override void PullbackKernel(in PullbackContext context);

    /// <summary>The vjp of the composition, on aliases of the saved inputs, so that the graph goes on through them.</summary>
    /// <param name="context">Saved values and the cotangents of the outputs.</param>
    protected internal sealed override void Pullback(in PullbackContext context)
    {
        int n = context.InputCount;
        var inputs = new Variable[n];
        var wanted = new List<Variable>();
        using (GradientTape.EnableGrad())
        {
            for (int i = 0; i < n; i++)
            {
                inputs[i] = context.X(i);
                if (context.Needs(i))
                {
                    inputs[i] = Recorder.Apply(Ops.Alias.Instance, inputs[i]);
                    wanted.Add(inputs[i]);
                }
            }

            Variable?[] outputs = Compose(inputs);
            var ys = new List<Variable>();
            var dys = new List<Variable>();
            for (int k = 0; k < outputs.Length; k++)
            {
                if (outputs[k] is { RequiresGrad: true } y && context.HasDy(k))
                {
                    ys.Add(y);
                    dys.Add(context.Dy(k));
                }
            }

            Variable?[] gradients = ys.Count == 0
                ? new Variable?[wanted.Count]
                : Autodiff.Grad([.. ys], [.. wanted], [.. dys], createGraph: context.CreateGraph, allowUnused: true);
            for (int i = 0, w = 0; i < n; i++)
            {
                if (context.Needs(i) && gradients[w++] is { } dx)
                {
                    context.Add(i, dx);
                }
            }
        }
    }
}

/// <summary>What the gradient checker asks of every fused op, whatever its type.</summary>
internal interface IComposed
{
    /// <inheritdoc cref="FusedOp{TSelf}.Compose"/>
    Variable?[] Compose(ReadOnlySpan<Variable> inputs);
}
