namespace AutoGrad.Testing;

/// <summary>An op that states IsBatchwise gives the whole batch what it gives the rows one after the other.</summary>
internal sealed class BatchwiseEqualsLoop : OpLaw
{
    public override OpLaws Flag => OpLaws.BatchwiseEqualsLoop;

    public override string Name => "a batchwise op equals a loop over rows";

    public override string Remedy => "Leave IsBatchwise out, or let output row i read row i alone.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable || call.Sample.Op.IsBatchwise != true)
        {
            return null;
        }

        Tensor whole = call.Values()[0];
        if (whole.Rank == 0 || whole.NumEl == 0 || whole.Shape[0] < 2)
        {
            return null;
        }

        int rows = whole.Shape[0];
        var values = new List<double>();
        for (int row = 0; row < rows; row++)
        {
            values.AddRange(call.With([.. call.Sample.Inputs.Select(t => t.Rank == whole.Rank && t.Shape[0] == rows ? t.Slice(0, row, row + 1) : t)]).Values()[0].ToDoubles());
        }

        return values.Count == whole.NumEl ? Compare(call, whole.ToDoubles(), [.. values], 1e3, whole.DType, "rows") : "the rows have other sizes than the batch";
    }
}
