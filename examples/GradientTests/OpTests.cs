using AutoGrad;
using AutoGrad.Testing;
using F = AutoGrad.NN.Functional;

namespace GradientTests;

/// <summary>Functions and an operation of our own.</summary>
public sealed class OpTests
{
    [Fact]
    public void The_bump_has_the_right_gradient_at_a_point() =>
        GradCheck.Verify(x => new Bump().Apply(x), Tensor.From(-1.0, 0.0, 0.3, 2.0));

    // Gradients at both orders, in every shape, layout and dtype, and what the engine relies on: Infer, Saves, strides, empty shapes.
    [Fact]
    public void The_bump_is_right_in_every_way() => GradCheck.ForAll<Bump>();

    [Fact]
    public void A_gated_bump_is_right_for_all_shapes_that_fit() =>
        GradCheck.ForAll((x, w, b) => F.Linear(new Bump().Apply(x), w, b).Sigmoid(), "... n k", "m k", "m");

    [Fact]
    public void A_divergence_is_right_on_probabilities() => GradCheck.ForAll(
        (p, q) => (p * (p / q).Log()).Sum(-1), ("rows n", Domain.ProbabilityRows), ("rows n", Domain.ProbabilityRows), new ForAllOptions { Check = new GradCheckOptions { Order = 2 } });
}
