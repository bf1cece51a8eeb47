using System.Numerics;

namespace AutoGrad.Optim;

/// <summary>The arithmetic of one optimizer on one vector of elements.</summary>
internal unsafe interface IUpdate
{
    /// <summary>The most state tensors it has; known to the JIT, so code for more is left out.</summary>
    static abstract int MostStates { get; }

    /// <summary>Writes the options of this step, at most <see cref="UpdateLoop.MaxConstants"/>, in an order of its own.</summary>
    void Constants(Span<double> k);

    /// <summary>Changes p and the state vectors a, b, c from the gradient g; states that there are not are zeros. k: the constants, each in every lane, in that order.</summary>
    void Apply<T>(Vector<T>* k, ref Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>One step of any number of parameters as a primitive, so that it runs wherever they lie: for each p, its gradient and state in; p and state out, in place.</summary>
/// <param name="Rule">The arithmetic with this step's options.</param>
/// <param name="States">Which of the state tensors a, b, c there are, as bits 1, 2, 4.</param>
internal sealed record Update<TRule>(TRule Rule, int States) : Primitive
    where TRule : unmanaged, IUpdate
{
    public override string Name => $"{typeof(TRule).DeclaringType?.Name}.Step";

    /// <summary>Outputs of each parameter.</summary>
    public override int OutputCount => 1 + BitOperations.PopCount((uint)States);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) => outputs.Fill(inputs[0]);

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            UpdateLoop.Run<TRule, float>(context, Rule, States);
        }
        else
        {
            UpdateLoop.Run<TRule, double>(context, Rule, States);
        }
    }
}
