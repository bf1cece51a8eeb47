using AutoGrad.NN;
using AutoGrad.Testing;

namespace AutoGrad.Tests.Testing.Checks;

/// <summary>What a function throws at a random point comes with the remedy that fits it, and with no other.</summary>
public sealed class ThrownTests
{
    [Fact]
    public void A_module_in_Float32_is_to_be_converted()
    {
        var linear = new Linear(4, 3);
        string message = Message(() => GradCheck.ForAll(x => linear.Call(x), "... 4"));
        Assert.Contains("DTypeException", message, StringComparison.Ordinal);
        Assert.Contains("the function also reads Float32 tensors that it was not passed", message, StringComparison.Ordinal);
        Assert.Contains("module.To(DType.Float64)", message, StringComparison.Ordinal);
        Assert.Contains("GradCheck.Module(module, input)", message, StringComparison.Ordinal);
        Assert.DoesNotContain("If the shapes", message, StringComparison.Ordinal);
        linear.To(DType.Float64);
        GradCheck.ForAll(x => linear.Call(x), "... 4", new ForAllOptions { Count = 3 });
    }

    [Fact]
    public void Of_Float32_points_the_check_itself_says_it_once()
    {
        var linear = new Linear(4, 3);
        string message = Message(() => GradCheck.ForAll(x => linear.Call(x), new Input("n 4") { DType = DType.Float32 }));
        Assert.Single(message.Split("tensors that it was not passed")[1..]);
    }

    [Fact]
    public void Indices_are_to_be_integers() => Assert.Contains(
        "Domain.Integers(low, high)", Message(() => GradCheck.ForAll(i => Variable.Embedding(i, Tensor.Ones([4, 2], DType.Float64)), "n")), StringComparison.Ordinal);

    [Fact]
    public void Shapes_get_the_names_of_dimensions_and_nothing_else()
    {
        string message = Message(() => GradCheck.ForAll((a, b) => a.MatMul(b), "n k", "m n", new ForAllOptions { LargestSize = 0 }));
        Assert.EndsWith("name the dimensions that must agree alike, as in \"n k\", \"k m\".", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_value_gets_a_domain()
    {
        string message = Message(() => GradCheck.ForAll(x => x.Data.ToArray<double>().Min() < 0 ? throw new InvalidOperationException("negative") : x.Sqrt(), "n", new ForAllOptions { LargestSize = 0 }));
        Assert.EndsWith("If a value is refused, choose another Domain.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_reads_what_was_not_saved_is_told_that_alone()
    {
        string message = Message(() => GradCheck.ForAll<ForgotSaves>());
        Assert.Contains("Name it in Saves", message, StringComparison.Ordinal);
        Assert.DoesNotContain("If ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("If ", Message(() => GradCheck.ForAll(x => new ForgotSaves().Apply(x), "n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_whose_shapes_do_not_fit_are_to_draw_a_size_once() => Assert.Contains(
        "draw a size that inputs share once in Samples", Message(() => GradCheck.ForAll<UnevenSamples>()), StringComparison.Ordinal);

    private static string Message(Action check) => Assert.Throws<PropertyException>(check).Message;

    /// <summary>eˣ, whose rule reads y without saying so.</summary>
    private sealed record ForgotSaves : UnaryOp<ForgotSaves>, IOp<ForgotSaves>
    {
        protected override Saved Saves => Saved.None;

        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = T.Exp(x[i]);
            }
        }

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy * y;

        public static IEnumerable<Sample> Samples(Sampler s) => [new(new ForgotSaves(), s.Uniform(s.Shape(), -1, 1))];
    }

    /// <summary>x, with samples from a product whose inner sizes are drawn twice.</summary>
    private sealed record UnevenSamples : UnaryOp<UnevenSamples>, IOp<UnevenSamples>
    {
        protected override void Kernel<T>(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);

        protected override Variable Pullback(Variable dy, Variable x, Variable y) => dy;

        public static IEnumerable<Sample> Samples(Sampler s) => [new(new UnevenSamples(), s.Uniform([2, s.Dim()]).MatMul(s.Uniform([s.Dim(), 2])))];
    }
}
