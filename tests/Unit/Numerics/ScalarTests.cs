namespace AutoGrad.Tests.Unit.Numerics;

/// <summary>Numbers beside tensors.</summary>
public sealed class ScalarTests
{
    [Fact]
    public void Whole_numbers_stay_whole_and_exact_and_real_ones_are_real()
    {
        Scalar whole = 2, large = long.MaxValue, real = 2.0, single = 0.5f;
        Assert.True(whole.IsInteger && large.IsInteger);
        Assert.False(real.IsInteger || single.IsInteger);
        Assert.Equal(long.MaxValue, large.ToInt64());
        Assert.Equal(0.5, single.ToDouble());
        Assert.NotEqual(whole, real);
        Assert.Equal("2", whole.ToString());
        Assert.Equal("0.5", single.ToString());
    }

    [Theory]
    [InlineData(DType.Bool, DType.Int64, DType.Float32)]
    [InlineData(DType.UInt8, DType.UInt8, DType.Float32)]
    [InlineData(DType.Int32, DType.Int32, DType.Float32)]
    [InlineData(DType.Int64, DType.Int64, DType.Float32)]
    [InlineData(DType.Float32, DType.Float32, DType.Float32)]
    [InlineData(DType.Float64, DType.Float64, DType.Float64)]
    public void A_number_widens_a_tensor_only_to_a_higher_kind(DType tensor, DType besideWhole, DType besideReal)
    {
        Assert.Equal(besideWhole, ((Scalar)2L).Beside(tensor));
        Assert.Equal(besideReal, ((Scalar)2.5).Beside(tensor));
        Assert.Equal(besideWhole, ((Scalar)2L).Like(tensor).DType);
        Assert.Equal(2, ((Scalar)2L).Like(tensor).Item());
    }
}
