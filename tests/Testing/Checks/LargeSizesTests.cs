using AutoGrad.Testing;

namespace AutoGrad.Tests.Testing.Checks;

/// <summary>What goes wrong only from the width of a vector or of a block on is met in every run, and made as small as it can be.</summary>
public sealed class LargeSizesTests
{
    [Fact]
    public void It_is_caught_whatever_the_seed()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var options = new ForAllOptions { Seed = seed, Check = new GradCheckOptions { Shrink = false } };
            AssertCaught(seed, () => GradCheck.ForAll<WrongTail>(options));
            AssertCaught(seed, () => GradCheck.ForAll<WrongBlock>(options));
            AssertCaught(seed, () => GradCheck.ForAll(x => x.Rank > 0 && x.Shape[^1] >= 17 ? Wrong(x) : x.Exp(), options: options));
            AssertCaught(seed, () => GradCheck.ForAll((x, w) => x.Shape[^1] >= 65 ? Wrong(x).MatMul(w) : x.Exp().MatMul(w), "n k", "k m", options));
            AssertCaught(seed, () => GradCheck.ForAll(x => x.Shape[^1] >= 257 ? Wrong(x) : x.Exp(), "... n", options));
        }

        static void AssertCaught(int seed, Action check) =>
            Assert.True(Record.Exception(check) is PropertyException { Report.Verdict: GradCheckVerdict.Fail }, $"not caught with seed {seed}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void It_is_shrunk_to_the_least_size_that_fails(int seed)
    {
        var options = new ForAllOptions { Seed = seed };
        string tail = Assert.Throws<PropertyException>(() => GradCheck.ForAll<WrongTail>(options)).Message, block = Assert.Throws<PropertyException>(() => GradCheck.ForAll<WrongBlock>(options)).Message;
        Assert.Contains("Large = 17 }", tail, StringComparison.Ordinal);
        Assert.Contains(".Reshape([17])", tail, StringComparison.Ordinal);
        Assert.Contains("Large = 65 }", block, StringComparison.Ordinal);
        Assert.Matches(@"\.Reshape\(\[(1, )*65\]\)", block);
        var front = Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => x.Rank > 0 && x.Shape[^1] >= 17 ? Wrong(x) : x.Exp(), options: options));
        Assert.Contains("to Float64 [17]", front.Message, StringComparison.Ordinal);
        var named = Assert.Throws<PropertyException>(() => GradCheck.ForAll((x, w) => x.Shape[^1] >= 65 ? Wrong(x).MatMul(w) : x.Exp().MatMul(w), "n k", "k m", options));
        Assert.Contains("to Float64 [1, 65]; Float64 [65, 1]", named.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_large_sizes_none_of_it_is_seen()
    {
        var small = new ForAllOptions { LargestSize = 0, Check = new GradCheckOptions { Order = 2 } };
        GradCheck.ForAll<WrongTail>(small);
        GradCheck.ForAll<WrongBlock>(small);
        GradCheck.ForAll(x => x.Shape[^1] >= 17 ? Wrong(x) : x.Exp(), "... n", small);
        GradCheck.ForAll<WrongBlock>(small with { LargestSize = 64 });
        Assert.Throws<ArgumentOutOfRangeException>(() => GradCheck.ForAll<WrongTail>(small with { LargestSize = -1 }));
    }

    [Fact]
    public void A_large_case_that_is_inconclusive_for_its_size_is_asked_again_smaller()
    {
        // e to the sum of a thousand squares is infinite, and of a thousand numbers one lies very near a kink.
        GradCheck.ForAll(x => (x * x).Sum().Exp(), "n");
        GradCheck.ForAll(x => x.Clamp(-1, 1) * x, "... n");
        Assert.Contains("case 4 of 4 is inconclusive on Float64 [", Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => x + 1e9 - 1e9, "n", new ForAllOptions { Count = 4, Replay = 4 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_refuses_a_large_size_says_how_to_limit_it()
    {
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll(x => x.Shape[0] <= 30 ? x.Sin() : throw new ArgumentException("too long"), "time"));
        Assert.Matches("If a dimension of [0-9]+ is too long for it, give the longest: new ForAllOptions { LargestSize = [0-9]+ }", error.Message);
        GradCheck.ForAll(x => x.Shape[0] <= 30 ? x.Sin() : throw new ArgumentException("too long"), "time", new ForAllOptions { LargestSize = 30 });
    }

    [Fact]
    public void Sizes_that_are_written_stay_and_tensors_stay_near_two_thousand_elements()
    {
        int largest = 0;
        GradCheck.ForAll(
            x =>
            {
                largest = Math.Max(largest, x.Max(static t => t.NumEl));
                Assert.Equal((3, x[1].Shape[0]), (x[0].Shape[^1], x[1].Shape[1]));
                return [x[0].Exp(), x[1].MatMul(x[1])];
            },
            ["... n 3", ("k k", Domain.SpdMatrices)],
            new ForAllOptions { Count = 60, LargestSize = 130, Check = new GradCheckOptions { Properties = false } });
        Assert.InRange(largest, 128, 2048);
    }

    /// <summary>The value of eˣ with half of its gradient.</summary>
    private static Variable Wrong(Variable x) => (0.5 * x.Exp()) + (0.5 * x.Exp().Detach());

    /// <summary>y = x², but for what is left behind the first vector of sixteen.</summary>
    private sealed record WrongTail : UnaryOp<WrongTail>, IOp<WrongTail>
    {
        protected override Saved Saves => Saved.X;

        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = i < 16 ? x[i] * x[i] : x[i] * x[i] * x[i];
            }
        }

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * (x + x);

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new WrongTail(), sampler.Uniform(sampler.Shape(1, 1), 0.5, 2))];
    }

    /// <summary>y = x², with a rule that loses a factor in rows longer than a block of 64.</summary>
    private sealed record WrongBlock : UnaryOp<WrongBlock>, IOp<WrongBlock>
    {
        protected override Saved Saves => Saved.X;

        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = x[i] * x[i];
            }
        }

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => x.Rank > 0 && x.Shape[^1] > 64 ? dy * x : dy * (x + x);

        public static IEnumerable<Sample> Samples(Sampler sampler) => [new(new WrongBlock(), sampler.Uniform(sampler.Shape()))];
    }
}
