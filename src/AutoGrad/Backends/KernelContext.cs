namespace AutoGrad;

/// <summary>What a CPU kernel works on. It lives for the duration of one call.</summary>
public readonly ref struct KernelContext
{
    private readonly ReadOnlySpan<Tensor> _inputs;
    private readonly ReadOnlySpan<Tensor> _outputs;

    internal KernelContext(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, WriteMode mode)
    {
        _inputs = inputs;
        _outputs = outputs;
        Mode = mode;
    }

    /// <summary>Replace or add; always <see cref="WriteMode.Write"/> unless the primitive accepts accumulation.</summary>
    public WriteMode Mode { get; }

    /// <summary>Number of inputs.</summary>
    public int InputCount => _inputs.Length;

    /// <summary>Shape and dtype of an input.</summary>
    /// <param name="index">Which input.</param>
    /// <returns>Its specification.</returns>
    public TensorSpec InputSpec(int index) => _inputs[index].Spec;

    /// <summary>Shape and dtype of an output.</summary>
    /// <param name="index">Which output.</param>
    /// <returns>Its specification.</returns>
    public TensorSpec OutputSpec(int index = 0) => _outputs[index].Spec;

    /// <summary>Elements of a contiguous input, in row-major order. Do not keep the span.</summary>
    /// <typeparam name="T">The CLR type of the input's dtype; byte for Bool.</typeparam>
    /// <param name="index">Which input.</param>
    /// <returns>The elements.</returns>
    public ReadOnlySpan<T> Input<T>(int index) where T : unmanaged => _inputs[index].KernelSpan<T>();

    /// <summary>Elements of an output to be written, in row-major order. Do not keep the span.</summary>
    /// <typeparam name="T">The CLR type of the output's dtype; byte for Bool.</typeparam>
    /// <param name="index">Which output.</param>
    /// <returns>The elements.</returns>
    public Span<T> Output<T>(int index = 0) where T : unmanaged => _outputs[index].KernelSpan<T>();

    internal ReadOnlySpan<Tensor> Inputs => _inputs;

    internal ReadOnlySpan<Tensor> Outputs => _outputs;

    internal Tensor In(int index) => _inputs[index];

    internal Tensor Out(int index = 0) => _outputs[index];

    internal bool Accumulates => Mode == WriteMode.Accumulate;
}
