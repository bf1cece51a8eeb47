namespace AutoGrad.Tests.Unit.Tensors;

/// <summary>Arguments that no kernel can serve are refused by name, before anything runs.</summary>
public sealed class BadArgumentTests
{
    [Fact]
    public void A_number_that_is_no_dtype_is_refused_everywhere()
    {
        Assert.Throws<DTypeException>(() => Tensor.Zeros([2], (DType)77));
        Assert.Throws<DTypeException>(() => Tensor.Full([2], 1, (DType)77));
        Assert.Throws<DTypeException>(() => Tensor.Ones([2]).To((DType)77));
        Assert.Throws<DTypeException>(() => new Variable(Tensor.Ones([2])).To((DType)77));
        Assert.False(((DType)77).IsFloat());
    }

    [Fact]
    public void A_missing_operand_is_an_argument_error()
    {
        var x = new Variable(Tensor.Ones([2]));
        Assert.Throws<ArgumentNullException>(() => x.Add((Variable)null!));
        Assert.Throws<ArgumentNullException>(() => Tensor.Ones([2]).Add((Tensor)null!));
        Assert.Throws<ArgumentNullException>(() => Variable.Cat([x, null!]));
        Assert.Throws<ArgumentNullException>(() => (Variable)(Tensor)null!);
    }
}
