namespace AutoGrad.Testing;

/// <summary>How a generated tensor lies in memory.</summary>
public enum TensorLayout
{
    /// <summary>Row-major without gaps.</summary>
    Contiguous,

    /// <summary>First and last dimensions stored in exchanged order.</summary>
    Transposed,

    /// <summary>Every second element of a longer tensor.</summary>
    Stepped,

    /// <summary>Row-major behind an offset into a larger tensor.</summary>
    Offset,

    /// <summary>One row seen many times: the first dimension has stride 0, so its rows are equal.</summary>
    Expanded,
}

/// <summary>Puts values into a layout.</summary>
internal static class Layouts
{
    /// <summary>What lies around the elements: a kernel that reads it gives values far off.</summary>
    private const double Surroundings = 77;

    internal static TensorLayout[] All { get; } = Enum.GetValues<TensorLayout>();

    /// <summary>The values of a contiguous tensor in a layout; where the shape has no room for it, contiguous.</summary>
    internal static Tensor Arrange(Tensor t, TensorLayout layout) => layout switch
    {
        TensorLayout.Transposed when t.Rank >= 2 => t.Transpose(0, -1).Contiguous().Transpose(0, -1),
        TensorLayout.Stepped when t.Rank >= 1 => Within(t, -1, 2),
        TensorLayout.Offset when t.Rank >= 1 => Within(t, 0, 1),
        TensorLayout.Expanded when t.Rank >= 1 && t.Shape[0] > 1 => t.Slice(0, 0, 1).Contiguous().Expand(t.Shape.AsSpan()),
        _ => t,
    };

    private static Tensor Within(Tensor t, int dim, int step)
    {
        int[] sizes = t.Shape.ToArray();
        int at = dim < 0 ? sizes.Length + dim : dim, size = sizes[at];
        sizes[at] = (step * size) + 2;
        Tensor view = Tensor.Full(Shape.Create(sizes), Surroundings, t.DType).Slice(at, 1, 1 + (step * size), step);
        view.CopyFrom(t);
        return view;
    }
}
