namespace AutoGrad.Tests.Unit.Tensors;

/// <summary>Calls in which several overloads fit: each must compile, and mean what PyTorch's does.</summary>
public sealed class OverloadTests
{
    private static readonly Tensor T = Tensor.Arange(6).Reshape(3, 2);

    [Fact]
    public void Sizes_may_be_listed_in_brackets_or_as_arguments()
    {
        Assert.Equal([2, 3], Tensor.Zeros(2, 3).Shape);
        Assert.Equal([2, 3], Tensor.Zeros([2, 3]).Shape);
        Assert.Equal([2, 0], Tensor.Ones(2, 0).Shape);
        Assert.Equal([4], Tensor.Rand(4).Shape);
        Assert.Equal([4], Tensor.Randn([4]).Shape);
        Assert.Equal([], Tensor.Zeros([]).Shape);
        Assert.Equal([], Tensor.Ones().Shape);
        Assert.Equal([2, 3], Tensor.Zeros(Tensor.Ones(2, 3).Shape).Shape);
        int[] sizes = [5, 1];
        Assert.Equal([5, 1], Tensor.Ones(sizes).Shape);
        Assert.Equal(DType.Int64, Tensor.Zeros([2, 3], DType.Int64).DType);
        Assert.Equal(DType.Int64, Tensor.Zeros([2, 3], dtype: DType.Int64).DType);
        Assert.Equal([1f, 1f], Tensor.Ones(2).ToArray<float>());
        Assert.Throws<ShapeException>(static () => Tensor.Zeros(-1));
        Assert.Throws<ShapeException>(static () => Tensor.Randn(65536, 65536));
    }

    [Fact]
    public void Sequences_of_every_kind_become_vectors()
    {
        List<float> list = [1, 2];
        Assert.Equal((DType.Float32, 2), (Tensor.From(list).DType, Tensor.From(list).NumEl));
        Assert.Equal([0L, 1L, 2L], Tensor.From(Enumerable.Range(0, 3).Select(static i => (long)i)).ToArray<long>());
        Assert.Equal(DType.Int32, Tensor.From(new List<int> { 1 }).DType);
        Assert.Equal(DType.Int64, Tensor.From([0, 1]).DType); // literals, as before
        Assert.Equal(DType.Int64, Tensor.From(1).DType);
        Assert.Equal(DType.Float64, Tensor.From([0.5, 1]).DType);
        Assert.Equal(DType.Float32, Tensor.From(new float[] { 1 }).DType);
        Assert.Equal(DType.Int32, Tensor.From(new[] { 1, 2 }).DType);
        Assert.Equal([2, 1], Tensor.From((float[][])[[1], [2]]).Shape);
        Assert.Throws<ArgumentNullException>(static () => Tensor.From((List<float>)null!));
    }

    [Fact]
    public void Brackets_in_an_indexer_list_rows_and_null_is_no_index()
    {
        Assert.Equal([0L, 1L, 4L, 5L], T[[0, 2]].ToArray<long>()); // rows 0 and 2, as in PyTorch, not the element [0, 2]
        Assert.Equal(3, T[1, 1].Item());
        Assert.Throws<ArgumentNullException>(static () => T[(Tensor)null!]);
        Assert.Throws<ArgumentNullException>(static () => T[(TensorIndex[])null!]);
    }

    [Fact]
    public void Comparisons_and_products_take_numbers_tensors_and_variables_on_either_side()
    {
        var v = new Variable(T.To(DType.Float32));
        Assert.Equal(1, (v < 1).Sum().Item());
        Assert.Equal(1, (1 > v).Sum().Item());
        Assert.Equal(v.Shape, (v + T).Shape);
        Assert.Equal(v.Shape, (T + v).Shape);
        Assert.Equal([3, 3], T.To(DType.Float32).MatMul(v.T()).Shape);
        Assert.Equal([3, 3], v.MatMul(T.To(DType.Float32).T()).Shape);
    }
}
