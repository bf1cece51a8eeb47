namespace AutoGrad.Tests.Unit.Numerics;

public sealed class GeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        float[] first = Tensor.Rand([100], generator: new Generator(7)).ToArray<float>();
        Assert.Equal(first, Tensor.Rand([100], generator: new Generator(7)).ToArray<float>());
        Assert.NotEqual(first, Tensor.Rand([100], generator: new Generator(8)).ToArray<float>());
    }

    [Fact]
    public void Seeds_differing_in_the_upper_half_differ() =>
        Assert.NotEqual(Tensor.Rand([10], generator: new Generator(1L << 40)).ToArray<float>(), Tensor.Rand([10], generator: new Generator(0)).ToArray<float>());

    [Fact]
    public void A_generator_goes_on_and_ManualSeed_starts_again()
    {
        var generator = new Generator(3);
        float[] first = Tensor.Rand([10], generator: generator).ToArray<float>(), second = Tensor.Rand([10], generator: generator).ToArray<float>();
        Assert.NotEqual(first, second);
        Assert.Same(generator, generator.ManualSeed(3));
        Assert.Equal(first, Tensor.Rand([10], generator: generator).ToArray<float>());
        Assert.Equal(second, Tensor.Rand([10], generator: generator).ToArray<float>());
    }

    [Fact]
    public void InitialSeed_is_the_seed_last_set_negative_ones_included()
    {
        var generator = new Generator();
        Assert.Equal(67280421310721, generator.InitialSeed);
        Assert.Equal(-5, generator.ManualSeed(-5).InitialSeed);
        _ = Tensor.Rand([10], generator: generator);
        Assert.Equal(-5, generator.InitialSeed);
    }

    [Fact]
    public void A_state_taken_and_set_continues_the_same_stream_in_any_generator()
    {
        var generator = new Generator(11);
        _ = Tensor.Randn([1000], generator: generator);
        GeneratorState state = generator.GetState();
        Assert.Equal(11, state.Seed);
        float[] next = Tensor.Randn([50], generator: generator).ToArray<float>();
        var other = new Generator(99);
        other.SetState(state);
        Assert.Equal(next, Tensor.Randn([50], generator: other).ToArray<float>());
        Assert.Equal(generator.GetState(), other.GetState());
    }

    [Fact]
    public void Draws_of_any_size_do_not_share_bits()
    {
        // Two consecutive draws equal one draw of the same blocks, so ranges neither overlap nor leave gaps.
        var generator = new Generator(5);
        float[] parts = [.. Tensor.Rand([32], generator: generator).ToArray<float>(), .. Tensor.Rand([64], generator: generator).ToArray<float>()];
        Assert.Equal(Tensor.Rand([96], generator: new Generator(5)).ToArray<float>(), parts);
    }

    [Fact]
    public void Threads_that_share_a_generator_draw_different_ranges()
    {
        var generator = new Generator(1);
        var draws = new float[64][];
        Parallel.For(0, draws.Length, i => draws[i] = Tensor.Rand([32], generator: generator).ToArray<float>());
        Assert.Equal(64, draws.Select(d => string.Join(',', d)).Distinct().Count());
        Assert.Equal(new GeneratorState(1, 64 * 8), generator.GetState());
        Assert.Equal(Tensor.Rand([64 * 32], generator: new Generator(1)).ToArray<float>().Order(), draws.SelectMany(d => d).Order());
    }

    [Fact]
    public void A_refused_draw_takes_no_bits()
    {
        var generator = new Generator(1);
        GeneratorState before = generator.GetState();
        Assert.Throws<DTypeException>(() => Tensor.Rand([3], DType.Int64, generator));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Normal(0, -1, [3], generator: generator));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([1]).Expand([3]).NormalInPlace(generator: generator));
        Assert.Equal(before, generator.GetState());
    }
}
