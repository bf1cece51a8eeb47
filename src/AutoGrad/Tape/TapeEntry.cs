namespace AutoGrad;

/// <summary>One recorded operation on an explicit tape.</summary>
public sealed class TapeEntry
{
    internal TapeEntry(Node node, Variable[] inputs, Variable[] outputs)
    {
        Node = node;
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>The operation with its parameters.</summary>
    public Op Op => Node.Op!;

    /// <summary>The operands.</summary>
    public IReadOnlyList<Variable> Inputs { get; }

    /// <summary>The results.</summary>
    public IReadOnlyList<Variable> Outputs { get; }

    /// <summary>Shape of the first result.</summary>
    public Shape Shape => Node.Shape;

    /// <summary>DType of the first result.</summary>
    public DType DType => Node.DType;

    /// <summary>Path of the module whose forward pass recorded it; null outside modules.</summary>
    public string? ModulePath => Node.Extras?.ModulePath;

    /// <summary>Bytes of the values kept for the backward pass; 0 once they were released.</summary>
    public long SavedBytes
    {
        get
        {
            long bytes = Bytes(Node.Saved0) + Bytes(Node.Saved1) + Bytes(Node.SavedOutput);
            foreach (RecordedInput input in Node.More?.Inputs ?? [])
            {
                bytes += Bytes(input.Saved);
            }

            foreach (Variable? output in Node.More?.Outputs ?? [])
            {
                bytes += Bytes(output);
            }

            return bytes;
        }
    }

    internal Node Node { get; }

    /// <summary>The operation and the shape of its result.</summary>
    /// <returns>Such as <c>MatMul [32, 10] Float32</c>.</returns>
    public override string ToString() => $"{Op} {Shape} {DType}";

    private static long Bytes(Variable? saved) => saved is null ? 0 : (long)saved.NumEl * saved.DType.Size();
}
