namespace AutoGrad.Tests.Unit.Tensors;

public sealed class ConvertTests
{
    private static readonly Tensor Matrix = Tensor.From(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });

    [Fact]
    public void ToArray_reads_views_in_row_major_order()
    {
        Assert.Equal([1f, 4, 2, 5, 3, 6], Matrix.Transpose(0, 1).ToArray<float>());
        Assert.Equal([2f, 5], Matrix.Slice(1, 1, 2).ToArray<float>());
        Assert.Equal([1f, 1], Tensor.From(1f).Expand([2]).ToArray<float>());
        Assert.Equal([true, false], Tensor.From(true, false).ToArray<bool>());
        Assert.Equal(new byte[] { 1, 0 }, Tensor.From(true, false).ToArray<byte>());
    }

    [Fact]
    public void Arrays_of_rank_2_and_3_come_back_as_they_went_in()
    {
        Assert.Equal(new float[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, Matrix.Transpose(0, 1).ToArray2D<float>());
        long[,,] cube = { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };
        Assert.Equal(cube, Tensor.From(cube).ToArray3D<long>());
        Assert.Equal(new double[0, 2], Tensor.Zeros([0, 2], DType.Float64).ToArray2D<double>());
        Assert.Contains("rank 2, not 3", Assert.Throws<ShapeException>(() => Matrix.ToArray3D<float>()).Message);
        Assert.Contains("rank 1, not 2", Assert.Throws<ShapeException>(() => Tensor.From(1f, 2f).ToArray2D<float>()).Message);
    }

    [Fact]
    public void Another_element_type_is_refused_with_the_remedy()
    {
        var e = Assert.Throws<DTypeException>(() => Matrix.ToArray<double>());
        Assert.Contains("ToArray: elements of Float32 cannot be read as Double. Convert with To(DType.Float64) first.", e.Message);
        Assert.Equal(DType.Float32, e.Given);
        Assert.Throws<DTypeException>(() => Matrix.ToArray2D<int>());
        Assert.Throws<DTypeException>(() => Matrix.AsSpan<int>());
        Assert.Throws<DTypeException>(() => Matrix.ToArray<bool>());
        Assert.Throws<DTypeException>(() => Matrix.CopyTo<long>(new long[6]));
    }

    [Fact]
    public void CopyTo_needs_room()
    {
        float[] target = new float[7];
        Matrix.CopyTo<float>(target);
        Assert.Equal([1f, 2, 3, 4, 5, 6, 0], target);
        Assert.Contains("6 elements", Assert.Throws<ShapeException>(() => Matrix.CopyTo<float>(new float[5])).Message);
    }

    [Fact]
    public void Item_reads_the_one_element_of_any_dtype_and_rank()
    {
        Assert.Equal(2.5, Tensor.From(2.5f).Item());
        Assert.Equal(7, Tensor.From(new long[,] { { 7 } }).Item());
        Assert.Equal(1, Tensor.From(true).Item());
        Assert.Equal(6, Matrix.Slice(0, 1, 2).Slice(1, 2, 3).Item());
        Assert.Equal(3, Tensor.From(3.9).Item<int>());
        Assert.True(Tensor.From(0.1f).Item<bool>());
        Assert.Equal(9007199254740993, Tensor.From(9007199254740993).Item<long>());
        Assert.Contains("6 elements is not a single number", Assert.Throws<ShapeException>(() => Matrix.Item()).Message);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([0]).Item<float>());
        Assert.Throws<DTypeException>(() => Tensor.From(1f).Item<short>());
    }

    [Fact]
    public void AsSpan_is_the_memory_itself()
    {
        Tensor t = Tensor.Zeros([2, 2]);
        t.AsSpan<float>()[3] = 5;
        Assert.Equal([0f, 0, 0, 5], t.ToArray<float>());
        Assert.Equal(5, t.AsReadOnlySpan<float>()[3]);
        Tensor row = t.Slice(0, 1, 2);
        row.AsSpan<float>()[0] = 4;
        Assert.Equal([0f, 0, 4, 5], t.ToArray<float>());
        Assert.Equal(0, Tensor.Zeros([0, 4]).AsSpan<float>().Length);
        var e = Assert.Throws<ShapeException>(() => t.Transpose(0, 1).AsSpan<float>());
        Assert.Contains("strides [1, 2]", e.Message);
        Assert.Contains("Contiguous()", e.Message);
    }

    [Fact]
    public void A_span_outlives_its_tensor()
    {
        Span<float> span = MakeAndForget();
        for (int i = 0; i < 50; i++)
        {
            GC.Collect();
            Memory.Trim();
            Tensor.Full([100_000], 3);
        }

        Assert.Equal(-1, span.IndexOfAnyExcept(7f));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static Span<float> MakeAndForget() => Tensor.Full([100_000], 7).AsSpan<float>();
}
