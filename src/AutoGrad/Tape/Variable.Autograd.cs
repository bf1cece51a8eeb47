namespace AutoGrad;

public partial class Variable
{
    /// <summary>Computes gradients of this variable and adds them to the Grad of every leaf that requires one. PyTorch: Tensor.backward.</summary>
    /// <param name="gradient">Cotangent of this shape; null for a single element, where it is 1.</param>
    /// <param name="retainGraph">Whether saved values are kept for another pass; null means the value of <paramref name="createGraph"/>.</param>
    /// <param name="createGraph">Whether the pass itself is recorded, for higher derivatives. Default false.</param>
    /// <exception cref="AutogradException">There is no graph, it was released, or a saved value was changed in place.</exception>
    /// <exception cref="ShapeException">gradient is missing and this is not a single element, or its shape differs.</exception>
    public void Backward(Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false) =>
        Autodiff.Backward([this], gradient is null ? null : [gradient], retainGraph, createGraph);

    /// <summary>Calls a function with the complete gradient of this variable in every backward pass. PyTorch: Tensor.register_hook.</summary>
    /// <param name="hook">Gets the gradient; returns a replacement, or null to keep it.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    /// <exception cref="AutogradException">The variable requires no gradient.</exception>
    public Hook RegisterHook(Func<Variable, Variable?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        NodeExtras extras = ExtrasForHooks("RegisterHook");
        var handle = new Hook(hook, h => extras.Hooks?.Remove(h));
        (extras.Hooks ??= []).Add(handle);
        return handle;
    }

    /// <summary>Calls a function after a gradient was added to this leaf's Grad. PyTorch: Tensor.register_post_accumulate_grad_hook.</summary>
    /// <param name="hook">Gets this variable.</param>
    /// <returns>A handle; disposing it removes the hook.</returns>
    /// <exception cref="AutogradException">The variable is not a leaf that requires a gradient.</exception>
    public Hook RegisterPostAccumulateGradHook(Action<Variable> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        if (Node is not LeafNode)
        {
            throw Errors.Autograd("RegisterPostAccumulateGradHook", "only leaves that require gradients accumulate them. Use RegisterHook on results.");
        }

        var handle = new Hook(hook, h => Extras.PostAccumulateHooks?.Remove(h));
        (Extras.PostAccumulateHooks ??= []).Add(handle);
        return handle;
    }

    /// <summary>Keeps the gradient of a computed variable in Grad after Backward. Nothing to do on leaves. PyTorch: Tensor.retain_grad.</summary>
    /// <exception cref="AutogradException">The variable requires no gradient.</exception>
    public void RetainGrad() => ExtrasForHooks("RetainGrad").RetainedBy = this;

    private NodeExtras ExtrasForHooks(string caller) => Node is { } node
        ? node.Extras ??= new NodeExtras()
        : throw Errors.Autograd(caller, "the variable requires no gradient, so there is nothing to observe. Set RequiresGrad, or record the computation.");
}
