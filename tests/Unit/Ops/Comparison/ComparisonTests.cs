namespace AutoGrad.Tests.Unit.Ops.Comparison;

/// <summary>What the records of PyTorch do not show of comparisons and logic: no gradient, every length and layout, both sides of a number.</summary>
public sealed class ComparisonTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Op, Func<double, double, bool> Truth)> Table = new()
    {
        ["Eq"] = ((a, b) => a.Eq(b), (a, b) => a == b),
        ["Ne"] = ((a, b) => a.Ne(b), (a, b) => a != b),
        ["Lt"] = ((a, b) => a.Lt(b), (a, b) => a < b),
        ["Le"] = ((a, b) => a.Le(b), (a, b) => a <= b),
        ["Gt"] = ((a, b) => a.Gt(b), (a, b) => a > b),
        ["Ge"] = ((a, b) => a.Ge(b), (a, b) => a >= b),
        ["LogicalAnd"] = ((a, b) => a.LogicalAnd(b), (a, b) => a != 0 && b != 0),
        ["LogicalOr"] = ((a, b) => a.LogicalOr(b), (a, b) => a != 0 || b != 0),
        ["LogicalXor"] = ((a, b) => a.LogicalXor(b), (a, b) => (a != 0) ^ (b != 0)),
    };

    public static TheoryData<string, DType> Cases()
    {
        var rows = new TheoryData<string, DType>();
        foreach (string name in Table.Keys)
        {
            foreach (DType dtype in Enum.GetValues<DType>())
            {
                rows.Add(name, dtype);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_length_dtype_and_layout_gives_the_scalar_answer(string name, DType dtype)
    {
        (Func<Tensor, Tensor, Tensor> op, Func<double, double, bool> truth) = Table[name];
        for (int n = 0; n <= 70; n += n < 5 ? 1 : 13)
        {
            double[] a = [.. Enumerable.Range(0, n).Select(i => (double)(i * 7 % 3))], b = [.. Enumerable.Range(0, n).Select(i => (double)(i * 5 % 3))];
            Tensor x = Tensor.From<double>(a).To(dtype), y = Tensor.From<double>(b).To(dtype);
            if (dtype == DType.Bool)
            {
                (a, b) = (x.ToDoubles(), y.ToDoubles());
            }

            byte[] expected = [.. a.Zip(b, (u, v) => truth(u, v) ? (byte)1 : (byte)0)];
            Tensor result = op(x, y), strided = op(Stepped(x), Stepped(y));
            Assert.Equal(DType.Bool, result.DType);
            Assert.Equal(expected, result.ToArray<byte>());
            Assert.Equal(expected, strided.ToArray<byte>());
        }
    }

    [Fact]
    public void Comparisons_of_variables_that_require_gradients_carry_none()
    {
        var x = new Variable(Tensor.From(1.0, 2), requiresGrad: true);
        Variable[] results = [x.Eq(x), x.Ne(x), x.Lt(1), x.Le(1), x.Gt(1), x.Ge(1), x.LogicalAnd(x), x.LogicalOr(x), x.LogicalXor(x), x.LogicalNot(),
            x.IsNaN(), x.IsInf(), x.IsFinite(), x.IsClose(x), x.All(), x.Any()];
        Assert.All(results, y =>
        {
            Assert.False(y.RequiresGrad);
            Assert.Equal(DType.Bool, y.DType);
        });
    }

    [Fact]
    public void Large_whole_numbers_are_compared_exactly()
    {
        Tensor x = Tensor.From(9007199254740993L, 9007199254740992L);
        Assert.Equal([true, false], x.Gt(9007199254740992L).ToArray<bool>());
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.Int64)]
    [InlineData(DType.UInt8)]
    public void Where_selects_at_every_length_and_layout(DType dtype)
    {
        for (int n = 0; n <= 140; n += n < 4 ? 1 : 17)
        {
            Tensor c = Tensor.From<long>([.. Enumerable.Range(0, n).Select(i => (long)(i % 3 == 0 ? 1 : 0))]).To(DType.Bool);
            Tensor a = Tensor.From<long>([.. Enumerable.Range(0, n).Select(i => (long)i)]).To(dtype), b = Tensor.Full([], 99, dtype);
            double[] expected = [.. Enumerable.Range(0, n).Select(i => i % 3 == 0 ? i : 99.0)];
            Assert.Equal(expected, Tensor.Where(c, a, b).ToDoubles());
            Assert.Equal(expected, Tensor.Where(Stepped(c), Stepped(a), b).ToDoubles());
            Assert.Equal(expected, Tensor.Where(c, a, 99).ToDoubles());
        }
    }

    [Fact]
    public void Where_gives_exactly_0_to_the_side_not_chosen_whatever_stands_there()
    {
        var a = new Variable(Tensor.From(double.NaN, 4), requiresGrad: true);
        var b = new Variable(Tensor.From(2, double.PositiveInfinity), requiresGrad: true);
        Variable.Where(Tensor.From(false, true), a, b).Backward(Tensor.From(double.PositiveInfinity, double.NaN));
        Assert.Equal([0, double.NaN], a.Grad!.Data.ToArray<double>());
        Assert.Equal([double.PositiveInfinity, 0], b.Grad!.Data.ToArray<double>());
    }

    [Fact]
    public void All_and_any_reduce_any_dimensions_of_any_layout()
    {
        Tensor x = Tensor.From(1L, 1, 0, 1, 1, 1).To(DType.Bool).Reshape([2, 3]);
        Assert.Equal([true, true, false], x.Transpose(0, 1).All(1).ToArray<bool>());
        Assert.Equal([2, 1], x.All(-1, keepDim: true).Shape.ToArray());
        Assert.False(x.All([0, 1]).Item<bool>());
        Assert.True(x.Any().Item<bool>());
        Assert.True(Tensor.From(double.NaN).All().Item<bool>());
        Assert.Equal(DType.UInt8, Tensor.From<byte>([3]).All().DType);
    }

    /// <summary>The same values at every second place of a longer tensor.</summary>
    private static Tensor Stepped(Tensor t)
    {
        Tensor twice = Tensor.Zeros([(2 * t.NumEl) + 1], t.DType), view = twice.Slice(0, 1, (2 * t.NumEl) + 1, 2);
        TensorCopy.Copy(t, view);
        return view;
    }
}
