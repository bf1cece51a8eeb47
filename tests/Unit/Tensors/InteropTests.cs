using System.Numerics.Tensors;

namespace AutoGrad.Tests.Unit.Tensors;

public sealed class InteropTests
{
    [Fact]
    public void A_System_Numerics_tensor_is_copied_in_with_its_shape()
    {
        Tensor<float> theirs = System.Numerics.Tensors.Tensor.Create<float>([1, 2, 3, 4, 5, 6], [2, 3]);
        Tensor ours = AutoGrad.Tensor.From(theirs);
        Assert.Equal([2, 3], ours.Shape.ToArray());
        Assert.Equal([1f, 2, 3, 4, 5, 6], ours.ToArray<float>());
        theirs[0, 0] = 9;
        Assert.Equal(1, ours[0, 0].Item());
    }

    [Fact]
    public void Strided_spans_are_read_by_their_strides()
    {
        var theirs = new TensorSpan<double>([0.0, 1, 2, 3, 4, 5], [3, 2], [1, 3]);
        Assert.Equal([0.0, 3, 1, 4, 2, 5], AutoGrad.Tensor.From((ReadOnlyTensorSpan<double>)theirs).ToArray<double>());
        Assert.Equal([0, 2], AutoGrad.Tensor.From(new ReadOnlyTensorSpan<long>(new long[0], [0, 2], default)).Shape.ToArray());
    }

    [Fact]
    public void ToSystemTensor_copies_views_densely()
    {
        Tensor ours = Tensor.Arange(6).Reshape(2, 3).Transpose(0, 1);
        Tensor<long> theirs = ours.ToSystemTensor<long>();
        Assert.Equal([3, 2], theirs.Lengths.ToArray());
        Assert.Equal(3, theirs[0, 1]);
        Assert.Equal(5, theirs[2, 1]);
        Assert.Equal(ours.ToArray<long>(), AutoGrad.Tensor.From(theirs).ToArray<long>());
        Assert.Equal(DType.Bool, AutoGrad.Tensor.From(Tensor.From(true, false).ToSystemTensor<bool>()).DType);
        Assert.Equal(7, Tensor.From(7f).ToSystemTensor<float>()[0]);
        Assert.Throws<DTypeException>(() => ours.ToSystemTensor<int>());
    }

    [Fact]
    public void AsTensorSpan_shows_the_memory_of_views_too()
    {
        Tensor whole = Tensor.Arange(24.0).Reshape(2, 3, 4);
        foreach (Tensor view in (Tensor[])[whole, whole.Transpose(0, 2), whole[.., 1], whole[.., .., 1..3], whole[1, TensorIndex.Slice(step: 2), 0], whole[0, 0, 0], whole[1..1], whole[1..2].Transpose(0, 1)])
        {
            TensorSpan<float> span = view.AsTensorSpan<float>();
            Assert.Equal(view.Rank == 0 ? [1] : view.Shape.Select(s => (nint)s), span.Lengths.ToArray());
            float[] values = new float[view.NumEl];
            span.FlattenTo(values);
            Assert.Equal(view.ToArray<float>(), values);
        }

        whole.Transpose(0, 2).AsTensorSpan<float>()[3, 2, 1] = -1;
        Assert.Equal(-1, whole[1, 2, 3].Item());
        Assert.Throws<DTypeException>(() => { _ = whole.AsTensorSpan<double>(); });
    }

    [Fact]
    public void Expanded_tensors_are_shown_without_a_copy()
    {
        float[] values = new float[6];
        Tensor.From([1f, 2f, 3f]).Expand([2, 3]).AsTensorSpan<float>().FlattenTo(values);
        Assert.Equal([1f, 2, 3, 1, 2, 3], values);
    }
}
