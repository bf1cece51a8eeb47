using System.Runtime.CompilerServices;
using AutoGrad.Ops;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>A part of this tensor. Numbers, ranges, Ellipsis and NewAxis give a view; index tensors and masks give a copy. PyTorch: x[...].</summary>
    /// <param name="indices">Entries for the first dimensions, such as <c>x[0, 1..^1, TensorIndex.Ellipsis, mask]</c>; see <see cref="TensorIndex"/>.</param>
    /// <value>Set: the value is broadcast to the place and converted to this dtype; it may share memory with this tensor. Of places named twice the last wins.</value>
    /// <remarks>
    /// Index tensors are broadcast with one another; their shape stands where the indexed dimensions stood if those are neighbours, else in front.
    /// A mask of rank k stands for k dimensions. Plain numbers are set with <see cref="FillInPlace(Scalar, ReadOnlySpan{TensorIndex})"/>.
    /// </remarks>
    /// <exception cref="ShapeException">An index is out of range, there are too many, or shapes do not fit.</exception>
    /// <exception cref="DTypeException">An index tensor is neither Int64, Int32 nor Bool.</exception>
    /// <exception cref="ArgumentNullException">An index or the value is null.</exception>
    [IndexerName("At")] // Item is the single element
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            Tensor view = View(indices, out List<(int Dim, Tensor Index)>? lookups);
            return lookups is null ? view : new PlaceLookup(view.Shape, lookups).Get(view);
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Writable("Index");
            Tensor view = View(indices, out List<(int Dim, Tensor Index)>? lookups);
            if (lookups is null)
            {
                view.CopyFrom(Fitted(value, view.Shape));
                return;
            }

            var lookup = new PlaceLookup(view.Shape, lookups);
            Tensor rows = Fitted(value.To(DType), lookup.Result).Expand(lookup.Result).Reshape(lookup.Rows);
            lookup.Set(view, ReferenceEquals(rows.Base, Base) ? rows.Clone() : rows); // places are written in another order than rows are read
        }
    }

    /// <summary>Several places of the first dimension; a copy. PyTorch: x[[0, 2]].</summary>
    /// <param name="rows">The places; negative ones count from the end.</param>
    /// <value>Set: the value is broadcast to the place and converted to this dtype.</value>
    /// <exception cref="ShapeException">A place is out of range, or the value does not fit.</exception>
    /// <exception cref="ArgumentNullException">rows or the value is null.</exception>
    [OverloadResolutionPriority(1)] // x[[0, 2]] would mean x[0, 2] otherwise
    [IndexerName("At")]
    public Tensor this[int[] rows]
    {
        get => this[new ReadOnlySpan<TensorIndex>([rows])];
        set => this[new ReadOnlySpan<TensorIndex>([rows])] = value;
    }

    /// <summary>Sets a part of this tensor to one number. PyTorch: x[...] = value.</summary>
    /// <param name="value">The number, converted to this dtype.</param>
    /// <param name="indices">The part, as in the indexer.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">An index is out of range, there are too many, or this tensor was expanded, so that elements share memory.</exception>
    /// <exception cref="DTypeException">An index tensor is neither Int64, Int32 nor Bool.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dtype cannot hold the value.</exception>
    public Tensor FillInPlace(Scalar value, params ReadOnlySpan<TensorIndex> indices)
    {
        value.MustFit(nameof(FillInPlace), DType);
        this[indices] = Full(Shape.Scalar, value, DType);
        return this;
    }

    private Tensor View(ReadOnlySpan<TensorIndex> indices, out List<(int Dim, Tensor Index)>? lookups)
    {
        var cursor = new IndexCursor(Shape, indices);
        Tensor view = this;
        while (cursor.HasNext)
        {
            view = cursor.Next(view.Shape) is { } op ? op.Run(view) : view;
        }

        lookups = cursor.Lookups;
        return view;
    }

    /// <summary>The value without leading dimensions of size 1 that the place lacks, after it was seen to broadcast.</summary>
    private static Tensor Fitted(Tensor value, Shape place)
    {
        int extra = 0;
        while (value.Rank - extra > place.Rank && value.Shape[extra] == 1)
        {
            extra++;
        }

        Tensor fitted = extra == 0 ? value : value.Reshape(value.Shape.AsSpan()[extra..]);
        bool fits = fitted.Rank <= place.Rank;
        for (int i = 1; fits && i <= fitted.Rank; i++)
        {
            int size = fitted.Shape[fitted.Rank - i];
            fits = size == 1 || size == place[place.Rank - i];
        }

        return fits ? fitted : throw Errors.ValueDoesNotFit(value.Shape, place);
    }
}
