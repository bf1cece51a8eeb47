namespace AutoGrad.Ops;

/// <summary>What maxima and minima over dimensions share.</summary>
internal static class Extrema
{
    /// <summary>Refuses a reduction of no elements to at least one.</summary>
    internal static void DemandElements(string op, Shape shape, ulong mask)
    {
        if (ReducedShape.Count(shape, mask) == 0 && ReducedShape.Of(shape, mask, keepDim: false).NumEl > 0)
        {
            throw Errors.NothingToReduce(op, shape);
        }
    }

    /// <summary>For each element of x its share in the result y: 1 for the winner, 1/k for each of k that tie, else 0. A constant.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The result, with the reduced dims of size 1.</param>
    /// <param name="dims">The reduced dims.</param>
    /// <param name="matchNaN">Whether NaN elements win where the result is NaN; if not, the whole line is NaN.</param>
    internal static Tensor Shares(Variable x, Variable y, Dims dims, bool matchNaN)
    {
        Tensor wins = x.Data.Eq(y.Data);
        wins = matchNaN ? wins.LogicalOr(x.Data.IsNaN().LogicalAnd(y.Data.IsNaN())) : wins;
        wins = wins.To(x.DType);
        return wins / wins.Sum(dims, keepDim: true);
    }

    /// <summary>Reports which elements attain the result, and a tie as a boundary.</summary>
    internal static void Pieces(string op, Tensor x, Tensor y, Dims dims, PieceRecorder recorder)
    {
        Tensor kept = y.Reshape(ReducedShape.Of(x.Shape, dims, keepDim: true, op));
        Tensor wins = x.Eq(kept);
        foreach (double bit in wins.ToDoubles())
        {
            recorder.Branch((long)bit);
        }

        foreach (double winners in wins.Sum(dims).ToDoubles())
        {
            if (winners > 1)
            {
                recorder.Boundary(op);
            }
        }
    }
}
