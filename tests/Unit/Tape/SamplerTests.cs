namespace AutoGrad.Tests.Unit.Tape;

public sealed class SamplerTests
{
    private static readonly int[] Seeds = [.. Enumerable.Range(0, 200)];

    [Fact]
    public void Every_shape_has_its_large_dimension_and_stays_near_two_thousand_elements()
    {
        Assert.All(Seeds, static seed =>
        {
            Assert.Equal(129, new Sampler(seed, 4) { Large = 129 }.Shape()[^1]);
            Assert.Equal(129, new Sampler(seed, 4) { Large = 129, LargeDim = 0 }.Shape()[0]);
            Shape between = new Sampler(seed, 4) { Large = 129, LargeDim = -2 }.Shape(2, 4);
            Assert.Equal(129, between[^2]);
            Assert.InRange(between.NumEl, 129, 2048);
            Assert.Equal(1025, new Sampler(seed, 4) { Large = 1025 }.Shape(1, 4).NumEl);
        });
        Assert.Equal(Shape.Scalar, new Sampler(1) { Large = 17 }.Shape(0, 0));
        Assert.Equal([17], new Sampler(1) { Large = 17, LargeDim = -2 }.Shape(1, 1));
    }

    [Fact]
    public void A_size_by_hand_is_large_where_its_dimension_is_and_else_within_its_bounds()
    {
        Assert.All(Seeds, static seed =>
        {
            var s = new Sampler(seed, 4) { Large = 65, LargeDim = 0 };
            Assert.Equal(65, s.Dim(0));
            Assert.InRange(s.Dim(), 1, 4);
            Assert.InRange(s.Dim(-2, 3, 7), 3, 7);
            Assert.InRange(new Sampler(seed, 4).Dim(0), 1, 4);
        });
    }

    [Fact]
    public void Without_a_large_dimension_every_rank_and_size_is_drawn()
    {
        Shape[] shapes = [.. Seeds.Select(static seed => new Sampler(seed, 4).Shape())];
        Assert.Equal([0, 1, 2, 3], shapes.Select(static s => s.Rank).Distinct().Order());
        Assert.Equal([1, 2, 3, 4], shapes.SelectMany(static s => s).Distinct().Order());
    }
}
