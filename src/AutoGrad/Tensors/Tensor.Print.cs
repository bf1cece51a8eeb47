namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>PyTorch's text of the values, truncated above 1000 elements.</summary>
    /// <returns>A readable text.</returns>
    public override string ToString() => ToString(null);

    /// <summary>The text with a note such as <c>requires_grad=True</c> at the end.</summary>
    internal string ToString(string? note) => $"tensor([{string.Join(", ", ToDoubles())}], shape={Shape}, dtype={DType}{(note is null ? "" : ", " + note)})";

    private string DebuggerText => ToString();
}
