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

    [Fact]
    public void A_Grad_that_is_null_is_explained_where_it_is_used()
    {
        var w = new Variable(Tensor.Ones([2]), requiresGrad: true);
        (w * w).Sum().Backward();
        w -= 0.1 * w.Grad!;
        (w * w).Sum().Backward();
        Assert.Null(w.Grad);
        Func<Variable>[] uses = [() => 0.1 * w.Grad!, () => w.Grad! * 0.1, () => w - w.Grad!, () => w.Grad! / w, () => w.Sub(w.Grad!), () => -w.Grad!];
        Assert.All(uses, static use =>
        {
            var error = Assert.Throws<ArgumentNullException>(use);
            Assert.Contains("of a variable that an operation computed", error.Message, StringComparison.Ordinal);
            Assert.Contains("w.Data.SubInPlace(...)", error.Message, StringComparison.Ordinal);
            Assert.Contains(error.ParamName, (string[])["a", "b", "x"]);
        });
        Assert.DoesNotContain("Grad", Assert.Throws<ArgumentNullException>(static () => 1 - (Tensor)null!).Message, StringComparison.Ordinal);
    }
}
