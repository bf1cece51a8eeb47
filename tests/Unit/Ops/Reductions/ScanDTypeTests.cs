namespace AutoGrad.Tests.Unit.Ops.Reductions;

/// <summary>Running sums and products of integers; expected values are PyTorch's, which wrap around.</summary>
public sealed class ScanDTypeTests
{
    private static readonly Tensor Numbers = Tensor.From(200L, 100L, 3L);

    [Theory]
    [InlineData(DType.UInt8, new double[] { 200, 44, 47 }, new double[] { 200, 32, 96 })]
    [InlineData(DType.Int32, new double[] { 200, 300, 303 }, new double[] { 200, 20000, 60000 })]
    [InlineData(DType.Int64, new double[] { 200, 300, 303 }, new double[] { 200, 20000, 60000 })]
    public void Narrow_integers_stay_inside_their_own_memory(DType dtype, double[] sums, double[] products)
    {
        Assert.Equal(sums, Numbers.CumSum(0, dtype).ToDoubles());
        Assert.Equal(products, Numbers.CumProd(0, dtype).ToDoubles());
    }

    [Fact]
    public void Int32_sums_wrap_around_along_every_dimension()
    {
        Tensor x = Tensor.From(new[,] { { int.MaxValue, 1 }, { 1, 2 } });
        Assert.Equal([int.MaxValue, 1, int.MinValue, 3], x.CumSum(0, DType.Int32).ToDoubles());
        Assert.Equal([int.MaxValue, int.MinValue, 1, 3], x.CumSum(1, DType.Int32).ToDoubles());
    }

    [Fact]
    public void Bool_has_no_running_sum()
    {
        Assert.Throws<DTypeException>(() => Numbers.CumSum(0, DType.Bool));
        Assert.Throws<DTypeException>(() => Numbers.CumProd(0, DType.Bool));
    }
}
