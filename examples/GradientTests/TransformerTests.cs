using AutoGrad;
using AutoGrad.Testing;
using F = AutoGrad.NN.Functional;

namespace GradientTests;

/// <summary>Every property of a small language model, one call each.</summary>
public sealed class TransformerTests
{
    private readonly Tensor _tokens = Tensor.From(3L, 1, 4, 1, 5, 2, 6, 5, 3, 5, 0, 7).Reshape([2, 6]);
    private readonly TinyTransformer _net;

    public TransformerTests()
    {
        Generator.Default.ManualSeed(1);
        _net = new TinyTransformer();
    }

    /// <summary>Each token from those before it.</summary>
    private Variable Loss() => F.CrossEntropy(_net.Call(_tokens.Slice(1, 0, 5)).Flatten(0, 1), _tokens.Slice(1, 1, 6).Flatten());

    [Fact]
    public void All_gradients_are_right_dropout_included() => GradCheck.Module(_net, _tokens);

    [Fact]
    public void The_future_does_not_leak() => ModelCheck.IsCausal(_net, _tokens);

    [Fact]
    public void Sequences_do_not_influence_each_other() => ModelCheck.DoesNotMixBatch(_net, _tokens);

    [Fact]
    public void It_can_learn_a_batch_by_heart()
    {
        _net.Eval();    // without dropout
        ModelCheck.OverfitsOneBatch(_net, Loss);
    }

    [Fact]
    public void The_loss_starts_near_log_8() => ModelCheck.StartsNearLogC(Loss, classes: 8, tolerance: 0.5);

    [Fact]
    public void Every_parameter_learns() => ModelCheck.EveryParameterGetsAGradient(_net, Loss);

    [Fact]
    public void Evaluation_repeats_itself() => ModelCheck.EvalIsDeterministic(_net, _tokens);
}
