using AutoGrad.Tests.Unit.Tensors;

namespace AutoGrad.Tests.Unit.Ops;

public sealed class InPlaceTests
{
    /// <summary>Every verb on a target t with operands a and b, and what it means in plain numbers.</summary>
    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor, Tensor> Verb, Func<double, double, double, double> Meaning)> Verbs = new()
    {
        ["AddInPlace"] = ((t, a, b) => t.AddInPlace(a), (t, a, b) => t + a),
        ["AddInPlace alpha"] = ((t, a, b) => t.AddInPlace(a, -0.5), (t, a, b) => t - (0.5 * a)),
        ["AddInPlace number"] = ((t, a, b) => t.AddInPlace(1.5), (t, a, b) => t + 1.5),
        ["SubInPlace"] = ((t, a, b) => t.SubInPlace(a), (t, a, b) => t - a),
        ["SubInPlace alpha"] = ((t, a, b) => t.SubInPlace(a, 3), (t, a, b) => t - (3 * a)),
        ["SubInPlace number"] = ((t, a, b) => t.SubInPlace(2), (t, a, b) => t - 2),
        ["MulInPlace"] = ((t, a, b) => t.MulInPlace(a), (t, a, b) => t * a),
        ["MulInPlace number"] = ((t, a, b) => t.MulInPlace(0.5), (t, a, b) => t * 0.5),
        ["DivInPlace"] = ((t, a, b) => t.DivInPlace(b), (t, a, b) => t / b),
        ["DivInPlace number"] = ((t, a, b) => t.DivInPlace(4), (t, a, b) => t / 4),
        ["NegInPlace"] = ((t, a, b) => t.NegInPlace(), (t, a, b) => -t),
        ["ClampInPlace"] = ((t, a, b) => t.ClampInPlace(-0.5, 1), (t, a, b) => Math.Clamp(t, -0.5, 1)),
        ["ClampInPlace min"] = ((t, a, b) => t.ClampInPlace(min: 0), (t, a, b) => Math.Max(t, 0)),
        ["ClampInPlace max"] = ((t, a, b) => t.ClampInPlace(max: 0.25), (t, a, b) => Math.Min(t, 0.25)),
        ["CopyFrom"] = ((t, a, b) => t.CopyFrom(a), (t, a, b) => a),
        ["FillInPlace"] = ((t, a, b) => t.FillInPlace(7), (t, a, b) => 7),
        ["ZeroInPlace"] = ((t, a, b) => t.ZeroInPlace(), (t, a, b) => 0),
        ["AddcmulInPlace"] = ((t, a, b) => t.AddcmulInPlace(a, b), (t, a, b) => t + (a * b)),
        ["AddcmulInPlace value"] = ((t, a, b) => t.AddcmulInPlace(a, b, 0.25), (t, a, b) => t + (0.25 * a * b)),
        ["AddcdivInPlace"] = ((t, a, b) => t.AddcdivInPlace(a, b), (t, a, b) => t + (a / b)),
        ["AddcdivInPlace value"] = ((t, a, b) => t.AddcdivInPlace(a, b, -2), (t, a, b) => t + (-2 * a / b)),
        ["LerpInPlace near"] = ((t, a, b) => t.LerpInPlace(a, 0.25), (t, a, b) => t + (0.25 * (a - t))),
        ["LerpInPlace far"] = ((t, a, b) => t.LerpInPlace(a, 0.75), (t, a, b) => a - ((a - t) * 0.25)),
    };

    public static TheoryData<string> Names => [.. Verbs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_changes_each_element_as_its_formula_says(string name)
    {
        (Func<Tensor, Tensor, Tensor, Tensor> verb, Func<double, double, double, double> meaning) = Verbs[name];
        foreach (Shape shape in (Shape[])[[], [1], [7], [3, 5], [2, 0, 3], [70, 41], [200, 300]])
        {
            Tensor t = Values(shape, 1), a = Values(shape, 2), b = Values(shape, 3).AddInPlace(5);
            double[] tv = t.ToDoubles(), av = a.ToDoubles(), bv = b.ToDoubles(), expected = [.. tv.Select((v, i) => meaning(v, av[i], bv[i]))];
            int version = t.Version;
            Assert.Same(t, verb(t, a, b));
            Assert.Equal(version + 1, t.Version);
            Near(expected, t.ToDoubles());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_on_a_strided_view_with_broadcast_operands_changes_only_the_view(string name)
    {
        (Func<Tensor, Tensor, Tensor, Tensor> verb, Func<double, double, double, double> meaning) = Verbs[name];
        Tensor whole = Values([6, 9], 1), before = whole.Clone();
        int version = whole.Version;
        Tensor view = whole.Transpose(0, 1).Slice(0, 1, 9, 2);
        Tensor a = Values([6], 2), b = Values([4, 1], 3).AddInPlace(5);
        double[] t = view.ToDoubles(), av = a.Expand([4, 6]).ToDoubles(), bv = b.Expand([4, 6]).ToDoubles();
        verb(view, a, b);
        Near([.. t.Select((v, i) => meaning(v, av[i], bv[i]))], view.ToDoubles());
        Tensor untouched = whole.Slice(1, 0, 9, 2);
        Assert.Equal(before.Slice(1, 0, 9, 2).ToDoubles(), untouched.ToDoubles());
        Assert.Equal(version + 1, whole.Version);
    }

    [Fact]
    public void An_operand_that_overlaps_the_target_is_read_as_it_was()
    {
        Tensor t = Tensor.Arange(10_000.0), shifted = t.Slice(0, 0, 9_999), target = t.Slice(0, 1, 10_000);
        target.AddInPlace(shifted);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => i == 0 ? 0f : (2f * i) - 1), t.ToArray<float>());

        Tensor square = Tensor.Arange(9.0).Reshape(3, 3);
        square.CopyFrom(square.Transpose(0, 1));
        Assert.Equal([0f, 3, 6, 1, 4, 7, 2, 5, 8], square.ToArray<float>());

        Tensor rows = Tensor.From(new[] { 1f, 2, 3, 4 }, [2, 2]);
        rows.MulInPlace(rows.Slice(0, 0, 1));
        Assert.Equal([1f, 4, 3, 8], rows.ToArray<float>());

        Tensor self = Tensor.From(1f, 2f, 3f);
        self.AddInPlace(self).MulInPlace(self).AddcmulInPlace(self, self, -1);
        Assert.Equal([4f - 16, 16f - 256, 36f - 1296], self.ToArray<float>());
    }

    [Fact]
    public void Integers_change_by_whole_numbers_and_wrap()
    {
        Tensor t = Tensor.From(1, 2, 3);
        Assert.Equal([10L, 14, 18], t.AddInPlace(1).MulInPlace(4).AddInPlace(Tensor.From(new byte[] { 1 }), 2).ToArray<long>());
        Assert.Equal(new byte[] { 44 }, Tensor.From(new byte[] { 200 }).AddInPlace(Tensor.From([100])).ToArray<byte>());
        Assert.Equal([0L, 2, 3], Tensor.From(-1, 2, 5).ClampInPlace(0, 3).ToArray<long>());
        Assert.Equal([9007199254740993], Tensor.From([9007199254740992]).AddInPlace(1).ToArray<long>());
    }

    [Theory]
    [InlineData("add_")]
    [InlineData("mul_")]
    [InlineData("div_")]
    [InlineData("copy_")]
    public void Dtypes_that_PyTorch_stores_are_stored_and_others_refused(string op)
    {
        Func<Tensor, Tensor, Tensor> verb = op switch
        {
            "add_" => (a, b) => a.AddInPlace(b),
            "mul_" => (a, b) => a.MulInPlace(b),
            "div_" => (a, b) => a.DivInPlace(b),
            _ => (a, b) => a.CopyFrom(b),
        };
        int rows = 0;
        foreach ((DType left, DType right, DType? result) in Promotions.Rows($"{op}/tensor-tensor"))
        {
            rows++;
            Tensor target = Tensor.Ones([2], left), source = Tensor.Ones([2], right);
            if (result is { } dtype)
            {
                Assert.Equal(dtype, verb(target, source).DType);
            }
            else
            {
                Assert.Throws<DTypeException>(() => verb(target, source));
                Assert.Equal(0, target.Version);
                Assert.Equal([1.0, 1.0], target.ToDoubles());
            }
        }

        Assert.Equal(36, rows);
    }

    [Fact]
    public void A_refusal_names_both_sides_and_changes_nothing()
    {
        Tensor t = Tensor.Zeros([2, 3]);
        var shapes = Assert.Throws<ShapeException>(() => t.AddInPlace(Tensor.Ones([4])));
        Assert.Contains("AddInPlace: shapes [2, 3] and [4] do not broadcast", shapes.Message);
        Assert.Contains("CopyFrom: [5, 2, 3] does not broadcast to [2, 3]", Assert.Throws<ShapeException>(() => t.CopyFrom(Tensor.Ones([5, 2, 3]))).Message);
        Assert.Throws<ShapeException>(() => t.AddcmulInPlace(Tensor.Ones([3]), Tensor.Ones([4])));
        Assert.Contains("dim 0 of shape [2, 3] was expanded", Assert.Throws<ShapeException>(() => Tensor.Zeros([1, 3]).Expand([2, 3]).AddInPlace(1)).Message);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([]).Expand([2]).ZeroInPlace());
        Assert.Contains("result is Float32 and cannot be stored in Int64", Assert.Throws<DTypeException>(() => Tensor.From(1, 2).AddInPlace(0.5)).Message);
        Assert.Throws<DTypeException>(() => Tensor.From(1, 2).AddInPlace(Tensor.From(1, 2), 0.5));
        Assert.Throws<DTypeException>(() => Tensor.From(1, 2).DivInPlace(2));
        Assert.Throws<DTypeException>(() => Tensor.From(1, 2).AddcdivInPlace(Tensor.From(1), Tensor.From(1)));
        Assert.Throws<DTypeException>(() => Tensor.From(1, 2).LerpInPlace(Tensor.From(1), 0.5));
        Assert.Throws<DTypeException>(() => Tensor.From(true).NegInPlace());
        Assert.Throws<DTypeException>(() => Tensor.From(1, 2).ClampInPlace(0.5));
        Assert.Throws<ArgumentException>(() => t.ClampInPlace());
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2], DType.UInt8).FillInPlace(256));
        Assert.Throws<ArgumentNullException>(() => t.AddInPlace(null!));
        Assert.Equal(0, t.Version);
        Assert.All(t.ToDoubles(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void CopyFrom_converts_as_To_does()
    {
        Tensor t = Tensor.Zeros([3], DType.Int64);
        Assert.Equal([1L, -2, 0], t.CopyFrom(Tensor.From(1.9, -2.9, 0.5)).ToArray<long>());
        Assert.Equal([true, true, false], Tensor.Zeros([3], DType.Bool).CopyFrom(t).ToArray<bool>());
        Assert.Equal([1f, 1, 0], Tensor.Zeros([3]).CopyFrom(Tensor.From(true, true, false)).ToArray<float>());
    }

    [Fact]
    public void Backward_refuses_a_saved_value_that_a_verb_changed()
    {
        var x = new Variable(Tensor.From(1f, 2f), requiresGrad: true);
        Variable y = x * x;
        x.Data.Slice(0, 0, 1).AddInPlace(1);
        Assert.Contains("changed in place (version 0 when saved, 1 now)", Assert.Throws<AutogradException>(() => y.Backward(Tensor.Ones([2]))).Message);
    }

    private static Tensor Values(Shape shape, long seed) => Tensor.Zeros(shape, DType.Float64).UniformInPlace(-2, 2, new Generator(seed));

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-14 * (1 + Math.Abs(expected[i])));
        }
    }
}
