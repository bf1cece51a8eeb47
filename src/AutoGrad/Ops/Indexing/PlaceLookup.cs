namespace AutoGrad.Ops;

/// <summary>Lookups with index tensors, brought to one dimension and one list of places: what the row kernels understand.</summary>
/// <remarks>
/// The index tensors are broadcast with one another. Their shape stands where the indexed dimensions stood if those are neighbours, else in front: PyTorch's rule, and NumPy's but
/// for numbers, which NumPy counts as index tensors here.
/// </remarks>
internal sealed class PlaceLookup
{
    private readonly int[]? _order;   // brings separated dimensions to the front; null if they are neighbours
    private readonly Shape _flat;     // the indexed dimensions as one

    internal PlaceLookup(Shape shape, List<(int Dim, Tensor Index)> lookups)
    {
        int count = lookups.Count, rank = shape.Rank;
        Places = lookups[0].Index.Shape;
        foreach ((_, Tensor index) in lookups)
        {
            Places = Shape.Broadcast(Places, index.Shape, "Index");
        }

        Tensor? flat = null;
        long product = 1;
        foreach ((int dim, Tensor index) in lookups)
        {
            Tensor places = new WrapIndex("Index", shape[dim]).Run(index);
            flat = flat is null ? places : flat.Mul(shape[dim]).Add(places);
            product *= shape[dim];
        }

        List = flat!.Expand(Places).Reshape(Places.NumEl);
        int first = lookups[0].Dim;
        if (lookups[^1].Dim - first != count - 1)
        {
            int[] indexed = [.. lookups.Select(l => l.Dim)];
            _order = [.. indexed, .. Enumerable.Range(0, rank).Except(indexed)];
            int[] sizes = shape.ToArray();
            shape = Shape.Create(Array.ConvertAll(_order, d => sizes[d]));
            first = 0;
        }

        if (product > int.MaxValue)
        {
            throw Errors.IndexedTooMuch(shape); // only an empty tensor has such dimensions
        }

        Dim = first;
        ReadOnlySpan<int> all = shape.AsSpan();
        Ordered = shape;
        _flat = count == 1 ? shape : Shape.Create([.. all[..first], (int)product, .. all[(first + count)..]]);
        Result = Shape.Create([.. all[..first], .. Places.AsSpan(), .. all[(first + count)..]]);
        Rows = Shape.Create([.. all[..first], Places.NumEl, .. all[(first + count)..]]);
    }

    /// <summary>The dimension that is looked up in, after <see cref="Flatten(Tensor)"/>.</summary>
    internal int Dim { get; }

    /// <summary>Shape of the index tensors together.</summary>
    internal Shape Places { get; }

    /// <summary>The places in the flat dimension, plain and checked.</summary>
    internal Tensor List { get; }

    /// <summary>Shape of what was looked up.</summary>
    internal Shape Result { get; }

    /// <summary>The same with all places in one dimension.</summary>
    internal Shape Rows { get; }

    /// <summary>The shape with indexed dimensions in order, before they become one.</summary>
    internal Shape Ordered { get; }

    internal Variable Get(Variable x)
    {
        x = _order is null ? x : new Permute(Dims.Create(_order)).Apply(x);
        x = x.Shape == _flat ? x : new Reshape(_flat).Apply(x);
        Variable rows = new IndexSelect(Dim).Apply(x, List);
        return rows.Shape == Result ? rows : new Reshape(Result).Apply(rows);
    }

    internal Tensor Get(Tensor x)
    {
        Tensor rows = new IndexSelect(Dim).Run(Flatten(x), List);
        return rows.Shape == Result ? rows : rows.Reshape(Result);
    }

    /// <summary>Writes rows, of shape <see cref="Rows"/>, to the places; of repeated ones the last wins.</summary>
    internal void Set(Tensor x, Tensor rows)
    {
        Tensor flat = Flatten(x);
        new PutRows(Dim).RunInto(flat, WriteMode.Write, flat, rows, List);
        if (!ReferenceEquals(flat.Base, x.Base))
        {
            Order(x).CopyFrom(flat.Reshape(Ordered)); // its strides allowed no flat view, so a copy was changed
        }
    }

    private Tensor Order(Tensor x) => _order is null ? x : x.Permute(_order);

    private Tensor Flatten(Tensor x)
    {
        x = Order(x);
        return x.Shape == _flat ? x : x.Reshape(_flat);
    }
}
