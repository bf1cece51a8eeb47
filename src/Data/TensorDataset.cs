namespace AutoGrad.Data;

/// <summary>Inputs and targets as two tensors; sample i is row i of both. PyTorch: torch.utils.data.TensorDataset.</summary>
public sealed class TensorDataset : Dataset<(Tensor X, Tensor Y)>, IBatchSource<(Tensor X, Tensor Y)>
{
    /// <summary>Pairs two tensors.</summary>
    /// <param name="x">Inputs [n, ...].</param>
    /// <param name="y">Targets [n, ...].</param>
    /// <exception cref="ShapeException">The first dimensions differ, or a tensor is a scalar.</exception>
    public TensorDataset(Tensor x, Tensor y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Rank == 0 || y.Rank == 0 || x.Shape[0] != y.Shape[0])
        {
            throw Errors.Shapes("TensorDataset", x.Shape, y.Shape, $"inputs {x.Shape} and targets {y.Shape} do not have the same number of rows. Both need one row per sample.");
        }

        X = x.Contiguous(); // once here, not for each batch
        Y = y.Contiguous();
    }

    /// <summary>All inputs; a copy if those given were not contiguous.</summary>
    public Tensor X { get; }

    /// <summary>All targets; a copy if those given were not contiguous.</summary>
    public Tensor Y { get; }

    /// <inheritdoc/>
    public override int Count => X.Shape[0];

    /// <inheritdoc/>
    public override (Tensor X, Tensor Y) this[int index] => (uint)index < (uint)Count ? (Row(X, index), Row(Y, index))
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"TensorDataset: index {index} is outside [0, {Count}).");

    (Tensor X, Tensor Y) IBatchSource<(Tensor X, Tensor Y)>.Batch(ReadOnlySpan<int> indices) => (Rows.Take(X, indices), Rows.Take(Y, indices));

    private static Tensor Row(Tensor t, int index) => t.Slice(0, index, index + 1).Reshape(t.Shape.AsSpan()[1..]);
}
