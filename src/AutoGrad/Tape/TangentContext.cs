namespace AutoGrad;

/// <summary>What a forward rule works on: the op's inputs, outputs and the tangents of its inputs.</summary>
public readonly ref struct TangentContext
{
    private readonly Variable[] _inputs;
    private readonly Variable[] _outputs;
    private readonly Variable?[] _tangents;

    internal TangentContext(Variable[] inputs, Variable[] outputs, Variable?[] tangents)
    {
        _inputs = inputs;
        _outputs = outputs;
        _tangents = tangents;
    }

    /// <summary>Number of inputs.</summary>
    public int InputCount => _inputs.Length;

    /// <summary>An input.</summary>
    /// <param name="index">Which input.</param>
    /// <returns>Its value.</returns>
    public Variable X(int index) => _inputs[index];

    /// <summary>An output.</summary>
    /// <param name="index">Which output.</param>
    /// <returns>Its value.</returns>
    public Variable Y(int index = 0) => _outputs[index];

    /// <summary>The tangent of an input; null means zero.</summary>
    /// <param name="index">Which input.</param>
    /// <returns>A variable of the input's shape, or null.</returns>
    public Variable? Tx(int index) => _tangents[index];

    /// <summary>The tangent of an input, as zeros where there is none.</summary>
    internal Variable TxOrZeros(int index) => _tangents[index] ?? Tensor.Zeros(_inputs[index].Shape, _inputs[index].DType);

    /// <summary>The sum of the given terms, leaving out zeros.</summary>
    internal static Variable? Sum(Variable? a, Variable? b) => a is null ? b : b is null ? a : Recorder.Apply(Ops.Add.Instance, a, b);
}
