using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Ops;

/// <summary>Reads the entries of an indexer from left to right: each becomes a view, or a lookup to be done when all views are.</summary>
internal ref struct IndexCursor
{
    private readonly Shape _shape;
    private readonly ReadOnlySpan<TensorIndex> _indices;
    private readonly int _unnamed;   // dimensions an ellipsis stands for
    private int _entry;
    private int _original;           // dimension of the tensor as it was
    private int _dim;                // and as it is after the views so far

    internal IndexCursor(Shape shape, ReadOnlySpan<TensorIndex> indices)
    {
        // v[null] compiles, as an index without entries; an empty list made on purpose has memory.
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(indices)))
        {
            throw Errors.NullIndex();
        }

        _shape = shape;
        _indices = indices;
        int consumed = 0, ellipses = 0;
        foreach (TensorIndex index in indices)
        {
            if (index.Tensor is { } tensor && tensor.DType is not (DType.Int64 or DType.Int32 or DType.Bool))
            {
                throw Errors.NotAnIndex(tensor.DType);
            }

            consumed += index.Consumes;
            ellipses += index.Kind == IndexKind.Ellipsis ? 1 : 0;
        }

        _unnamed = shape.Rank - consumed;
        if (_unnamed < 0)
        {
            throw Errors.TooManyIndices(shape, consumed);
        }

        if (ellipses > 1)
        {
            throw Errors.TwoEllipses(shape);
        }
    }

    /// <summary>Index tensors and the dimensions they stand for, in order; null while there is none.</summary>
    internal List<(int Dim, Tensor Index)>? Lookups { get; private set; }

    /// <summary>Whether entries are left.</summary>
    internal readonly bool HasNext => _entry < _indices.Length;

    /// <summary>The view the next entry asks for, of what the views so far have made; null if it asks for none.</summary>
    internal Op? Next(Shape current)
    {
        TensorIndex index = _indices[_entry++];
        switch (index.Kind)
        {
            case IndexKind.Number:
                return Number(index.Start);
            case IndexKind.Slice:
                _original++;
                bool whole = index is { Start: 0, End: int.MaxValue, Step: 1 };
                return whole ? Skip(1) : Slice.Of(current, _dim++, index.Start, index.End, index.Step);
            case IndexKind.Ellipsis:
                _original += _unnamed;
                return Skip(_unnamed);
            case IndexKind.NewAxis:
                return new Reshape(Axes.Inserted(current, _dim++, 1));
            default:
                return Lookup(current, index.Tensor!);
        }
    }

    private Select Number(int index)
    {
        int size = _shape[_original];
        if (index < -size || index >= size)
        {
            throw Errors.SelectOutOfRange("Index", index, _original, _shape);
        }

        _original++;
        return new Select(_dim, index < 0 ? index + size : index);
    }

    private Op? Lookup(Shape current, Tensor index)
    {
        if (index.DType != DType.Bool)
        {
            if (index.Rank == 0)
            {
                // One place: a view, as for a number.
                long place = index.Item<long>();
                return Number(place is < int.MinValue or > int.MaxValue ? int.MaxValue : (int)place);
            }

            Add(index);
            _original++;
            return null;
        }

        if (index.Rank == 0)
        {
            // True keeps everything, false nothing, behind a new dimension.
            Op view = new Reshape(Axes.Inserted(current, _dim, 1));
            Add(Tensor.Zeros([index.Item() != 0 ? 1 : 0], DType.Int64));
            return view;
        }

        for (int i = 0; i < index.Rank; i++)
        {
            if (index.Shape[i] != _shape[_original + i])
            {
                throw Errors.MaskDoesNotFit(index.Shape, _shape, _original);
            }
        }

        Tensor places = index.NonZero();
        for (int i = 0; i < index.Rank; i++)
        {
            Add(places.Select(1, i));
        }

        _original += index.Rank;
        return null;
    }

    private void Add(Tensor index)
    {
        Lookups ??= [];
        Lookups.Add((_dim++, index));
    }

    private Op? Skip(int dims)
    {
        _dim += dims;
        return null;
    }
}
