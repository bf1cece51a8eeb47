namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>Copies another tensor's elements into this one. PyTorch: Tensor.copy_.</summary>
    /// <param name="source">Broadcasts to this shape; any dtype is converted, and it may share memory with this tensor.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ShapeException">The source does not broadcast to this shape, or this tensor was expanded, so that elements share memory.</exception>
    public Tensor CopyFrom(Tensor source)
    {
        Ops.InPlaceSource.Check(nameof(CopyFrom), this, source);
        Primitive copy = source.DType == DType ? Ops.Clone.Instance : new Ops.Cast(DType);
        copy.RunInto(this, WriteMode.Write, Ops.Overlap.Safe(source, this));
        return this;
    }
}
