using System.Runtime.CompilerServices;
using AutoGrad.Ops;

namespace AutoGrad;

public partial class Variable
{
    /// <summary>A part of this variable. Numbers, ranges, Ellipsis and NewAxis give a view; index tensors and masks give a copy. PyTorch: x[...].</summary>
    /// <param name="indices">Entries for the first dimensions, such as <c>x[0, 1..^1, TensorIndex.Ellipsis, mask]</c>; see <see cref="TensorIndex"/>.</param>
    /// <remarks>
    /// Derivative: dy at the places, zero elsewhere; places looked up several times add up. Saves the places of index tensors and masks.
    /// Index tensors are broadcast with one another; their shape stands where the indexed dimensions stood if those are neighbours, else in front. A mask of rank k stands for k dimensions.
    /// </remarks>
    /// <exception cref="ShapeException">An index is out of range, there are too many, or shapes do not fit.</exception>
    /// <exception cref="DTypeException">An index tensor is neither Int64, Int32 nor Bool.</exception>
    /// <exception cref="ArgumentNullException">An index is null.</exception>
    [IndexerName("At")] // Item is the single element
    public Variable this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            var cursor = new IndexCursor(Shape, indices);
            Variable view = this;
            while (cursor.HasNext)
            {
                view = cursor.Next(view.Shape) is { } op ? op.Apply(view) : view;
            }

            return cursor.Lookups is { } lookups ? new PlaceLookup(view.Shape, lookups).Get(view) : view;
        }
    }

    /// <summary>Several places of the first dimension; a copy. PyTorch: x[[0, 2]].</summary>
    /// <param name="rows">The places; negative ones count from the end.</param>
    /// <exception cref="ShapeException">A place is out of range.</exception>
    /// <exception cref="ArgumentNullException">rows is null.</exception>
    [OverloadResolutionPriority(1)] // x[[0, 2]] would mean x[0, 2] otherwise
    [IndexerName("At")]
    public Variable this[int[] rows] => this[new ReadOnlySpan<TensorIndex>([rows])];

    /// <summary>Places to look up (Int64 or Int32), or a mask (Bool), as in <c>x[x &gt; 0]</c>.</summary>
    /// <param name="index">The variable; its value is the index.</param>
    /// <exception cref="ArgumentNullException">It is null; write <see cref="TensorIndex.NewAxis"/> for a new dimension.</exception>
    public static implicit operator TensorIndex(Variable index)
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.Data;
    }
}
