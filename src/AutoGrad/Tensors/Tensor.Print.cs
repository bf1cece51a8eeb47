using System.Globalization;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>The values in PyTorch's layout: nested brackets, one format for all elements, three at each end of each dimension above 1000 elements. PyTorch: str(tensor).</summary>
    /// <returns>A text such as <c>tensor([1.0000, 2.5000])</c>; the dtype is named unless it is Float32, Int64 or Bool.</returns>
    public override string ToString() => ToString(null);

    /// <summary>The text with a note such as <c>requires_grad=True</c> at the end.</summary>
    internal string ToString(string? note) => TensorText.Of(this, note);

    /// <summary>One short line: a debugger shows it in a column, and asks for it at every step.</summary>
    internal string DebuggerText
    {
        get
        {
            const int Few = 8;
            Tensor start = NumEl <= Few ? this : IsContiguous ? ViewOf([Few], [], Offset) : ViewOf([0], [], Offset);
            string values = string.Join(", ", start.ToDoubles().Select(v => v.ToString("G5", CultureInfo.InvariantCulture)));
            return $"{DType} {Shape}{(start.NumEl > 0 ? $" {{ {values}{(NumEl > Few ? ", ..." : "")} }}" : "")}";
        }
    }
}
