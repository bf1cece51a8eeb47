using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Tests.Testing.Generation;

/// <summary>What is generated belongs to its domain, every kind of it occurs, and shrinking stays inside and ends.</summary>
public sealed class ArbitrariesTests
{
    public static TheoryData<string> Domains => [.. Cases.Keys];

    /// <summary>Each domain with what defines it, checked independently of the domain's own answer.</summary>
    private static readonly Dictionary<string, (Domain Domain, Func<Tensor, bool> Holds)> Cases = new()
    {
        ["any"] = (Domain.Any, t => Values(t).All(x => Math.Abs(x) <= 2)),
        ["positive"] = (Domain.Positive, t => Values(t).All(x => x > 0)),
        ["unit interval"] = (Domain.UnitInterval, t => Values(t).All(x => x is > 0 and < 1)),
        ["away from zero"] = (Domain.AwayFromZero, t => Values(t).All(x => Math.Abs(x) >= 0.2)),
        ["distinct"] = (Domain.Distinct, t => Values(t).Distinct().Count() == t.NumEl),
        ["integers"] = (Domain.Integers(-1, 4), t => t.DType == DType.Int64 && Values(t).All(x => x is >= -1 and <= 4 && x == Math.Floor(x))),
        ["real"] = (Domain.Real(5, 6), t => Values(t).All(x => x is >= 5 and <= 6)),
        ["probability rows"] = (Domain.ProbabilityRows, t => Values(t).All(x => x > 0) && t.Sum(-1).ToArray<double>().All(s => Math.Abs(s - 1) < 1e-9)),
        ["spd"] = (Domain.SpdMatrices, IsPositiveDefinite),
        ["own"] = (Domain.Each("even", Gen.Choose(0, 9).Select(i => 2.0 * i), x => x % 2 == 0), t => Values(t).All(x => x % 2 == 0)),
    };

    [Theory]
    [MemberData(nameof(Domains))]
    public void Tensors_stay_in_their_domain_also_when_they_shrink(string name)
    {
        (Domain domain, Func<Tensor, bool> holds) = Cases[name];
        Arbitrary<Tensor> arbitrary = Arbitraries.Tensor(domain);
        foreach (Tensor t in Samples(arbitrary, 100))
        {
            Assert.True(holds(t), $"{t}");
            Assert.All(arbitrary.Shrinker(t), smaller => Assert.True(holds(smaller), $"{t} gave {smaller}"));
        }
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public void Shrinking_ends_at_one_element_in_plain_memory(string name)
    {
        Domain domain = Cases[name].Domain;
        Arbitrary<Tensor> arbitrary = Arbitraries.Tensor(domain, minRank: 2);
        foreach (Tensor start in Samples(arbitrary, 20))
        {
            Tensor t = start;
            int steps = 0;
            while (arbitrary.Shrinker(t).FirstOrDefault() is { } smaller)
            {
                t = smaller;
                Assert.True(++steps < 200, $"{start} goes on shrinking: {t}");
            }

            Assert.True(t is { IsContiguous: true, NumEl: 1, Rank: 2 }, $"{start} ended at {t}");
        }
    }

    [Fact]
    public void Every_layout_occurs_and_holds_the_same_kind_of_values()
    {
        Tensor[] tensors = Samples(Arbitraries.Tensor(), 300);
        Assert.Contains(tensors, t => t.IsContiguous);
        Assert.Contains(tensors, t => !t.IsContiguous && t.Rank >= 2 && t.Transpose(0, -1).IsContiguous);
        Assert.Contains(tensors, t => t.Rank >= 1 && t.Shape[0] > 1 && t.Strides()[0] == 0);
        Assert.Contains(tensors, t => t.Rank >= 1 && t.Shape[^1] > 1 && t.Strides()[^1] == 2);
        Assert.Contains(tensors, t => t.Rank == 0);
        Assert.Contains(tensors, t => t.Rank == 3);
        Assert.Equal(Enum.GetValues<TensorLayout>(), Samples(Arbitraries.Layout(), 100).Distinct().Order());
        Assert.Equal([TensorLayout.Contiguous], Arbitraries.Layout().Shrinker(TensorLayout.Expanded));
        Assert.Empty(Arbitraries.Layout().Shrinker(TensorLayout.Contiguous));
    }

    [Fact]
    public void Shapes_keep_to_their_limits_and_shrink_to_them()
    {
        Arbitrary<Shape> arbitrary = Arbitraries.Shape(1, 3, maxSize: 4, allowEmpty: true);
        Shape[] shapes = Samples(arbitrary, 300);
        Assert.All(shapes, s => Assert.True(s.Rank is >= 1 and <= 3 && s.All(size => size is >= 0 and <= 4)));
        Assert.Contains(shapes, s => s.NumEl == 0);
        Assert.Contains(shapes, s => s.Contains(4));
        Assert.DoesNotContain(Samples(Arbitraries.Shape(), 300), s => s.NumEl == 0);
        Assert.Contains(Shape.Create([3]), arbitrary.Shrinker([3, 4]));
        Assert.Contains(Shape.Create([3, 1]), arbitrary.Shrinker([3, 4]));
        Assert.Empty(arbitrary.Shrinker([1]));
    }

    [Fact]
    public void Dimensions_of_one_name_have_one_size_also_when_they_shrink()
    {
        Arbitrary<Tensor[]> arbitrary = Arbitraries.Tensors("... n k", "... k 3", ("k", Domain.Positive), "");
        foreach (Tensor[] t in Samples(arbitrary, 100))
        {
            foreach (Tensor[] some in arbitrary.Shrinker(t).Prepend(t))
            {
                Assert.Equal(some[0].Shape[^1], some[1].Shape[^2]);
                Assert.Equal(some[0].Shape[^1], some[2].Shape[0]);
                Assert.Equal((3, 0), (some[1].Shape[^1], some[3].Rank));
                Assert.Equal(some[0].Shape.SkipLast(2), some[1].Shape.SkipLast(2));
            }
        }
    }

    [Fact]
    public void Pairs_broadcast_in_every_way_also_when_they_shrink()
    {
        Arbitrary<(Tensor A, Tensor B)> arbitrary = Arbitraries.BroadcastablePair(Domain.Any, Domain.Positive);
        (Tensor A, Tensor B)[] pairs = Samples(arbitrary, 200);
        foreach ((Tensor a, Tensor b) in pairs.Concat(pairs.SelectMany(arbitrary.Shrinker)))
        {
            Assert.Equal(Math.Max(a.Rank, b.Rank), (a + b).Rank);
        }

        Assert.Contains(pairs, p => p.A.Rank > p.B.Rank);
        Assert.Contains(pairs, p => p.A.Rank < p.B.Rank);
        Assert.Contains(pairs, p => p.A.Rank > 0 && p.A.Shape == p.B.Shape);
        Assert.Contains(pairs, p => p.A.Rank == p.B.Rank && p.A.Shape != p.B.Shape);
    }

    [Theory]
    [InlineData("n -1", "\"-1\" is no dimension")]
    [InlineData("n ...", "\"...\" is no dimension")]
    [InlineData("n,k", "\"n,k\" is no dimension")]
    public void A_text_that_is_no_dimensions_is_refused(string dims, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Arbitraries.Tensors(dims)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("n m")]
    [InlineData("n")]
    [InlineData("...")]
    [InlineData("n? n?")]
    public void A_domain_that_does_not_fit_the_dimensions_is_refused(string dims) => Assert.Contains(
        "needs \"n n\" at the end", Assert.Throws<ArgumentException>(() => Arbitraries.Tensors((dims, Domain.SpdMatrices))).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Domain.Real(2, 1));
        Assert.Throws<ArgumentException>(() => Domain.Real(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => Domain.Integers(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Arbitraries.Shape(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Arbitraries.Shape(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Arbitraries.Tensor(maxSize: 0));
        Assert.Throws<ArgumentException>(() => Arbitraries.Tensors(new Input("n") { DType = DType.Int64 }));
    }

    private static T[] Samples<T>(Arbitrary<T> arbitrary, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(i => arbitrary.Generator.Sample(1, new Rnd((ulong)i), 1 + (i % 100)))];

    private static double[] Values(Tensor t) => t.To(DType.Float64).ToArray<double>();

    /// <summary>Symmetric, and xᵀ A x is positive for unit vectors and for a few others.</summary>
    private static bool IsPositiveDefinite(Tensor t)
    {
        int n = t.Shape[^1];
        Tensor x = Tensor.Randn([n, 20], DType.Float64, new Generator(1));
        return t.Equal(t.Transpose(-2, -1)) && (x * t.MatMul(x)).Sum(-2).ToArray<double>().All(q => q > 0);
    }
}
