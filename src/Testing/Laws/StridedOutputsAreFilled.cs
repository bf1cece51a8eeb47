namespace AutoGrad.Testing;

/// <summary>An output at strides gets the same values, and nothing beside it is touched.</summary>
internal sealed class StridedOutputsAreFilled : OpLaw
{
    public override OpLaws Flag => OpLaws.StridedOutputsAreFilled;

    public override string Name => "outputs at strides are filled";

    public override string Remedy => "Write by the strides of the output, or leave AcceptsStrides out: then the kernel gets dense memory.";

    public override string? Check(OpCall call)
    {
        Op op = call.Sample.Op;
        Tensor[] dense = call.Values();
        if (dense.Length != 1 || dense[0].Rank == 0)
        {
            return null;
        }

        Tensor y = dense[0];
        int[] sizes = y.Shape.ToArray();
        sizes[^1] *= 2;
        var wide = Tensor.Full(Shape.Create(sizes), 7, y.DType == DType.Bool ? DType.UInt8 : y.DType);
        if (wide.DType != y.DType)
        {
            return null;
        }

        Tensor view = wide.Slice(-1, 0, sizes[^1], 2);
        call.Into(view, WriteMode.Write);
        return Compare(call, y.ToDoubles(), view.ToDoubles(), 4, y.DType, "every second element")
            ?? (Array.TrueForAll(wide.Slice(-1, 1, sizes[^1], 2).ToDoubles(), static e => e == 7) ? null : "memory between the elements was written");
    }
}
