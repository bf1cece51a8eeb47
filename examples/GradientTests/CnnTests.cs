using AutoGrad;
using AutoGrad.Optim;
using AutoGrad.Testing;
using F = AutoGrad.NN.Functional;

namespace GradientTests;

/// <summary>Every property of a convolutional classifier, one call each.</summary>
public sealed class CnnTests
{
    private readonly SmallCnn _net;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    public CnnTests()
    {
        Generator.Default.ManualSeed(1);
        _net = new SmallCnn();
        _images = Tensor.Rand([8, 1, 6, 6]);
        _labels = Tensor.RandInt(3, [8]);
    }

    private Variable Loss() => F.CrossEntropy(_net.Call(_images), _labels);

    [Fact]
    public void All_gradients_are_right_in_training() => GradCheck.Module(_net, _images);

    [Fact]
    public void All_gradients_are_right_in_evaluation()
    {
        _net.Eval();
        GradCheck.Module(_net, _images);
    }

    [Fact]
    public void Images_do_not_influence_each_other()
    {
        _net.Eval();    // batch norm in training mixes the batch: the check would say so
        ModelCheck.DoesNotMixBatch(_net, _images);
    }

    [Fact]
    public void The_loss_starts_near_log_3() => ModelCheck.StartsNearLogC(Loss, classes: 3);

    [Fact]
    public void It_can_learn_a_batch_by_heart() => ModelCheck.OverfitsOneBatch(_net, Loss, new OverfitOptions { Optimizer = p => new AdamW(p, lr: 0.02).Step });

    [Fact]
    public void Every_parameter_learns() => ModelCheck.EveryParameterGetsAGradient(_net, Loss);

    [Fact]
    public void Evaluation_repeats_itself() => ModelCheck.EvalIsDeterministic(_net, _images);

    [Fact]
    public void Training_resumes_bit_for_bit() => ModelCheck.ResumesBitwise(() =>
    {
        var net = new SmallCnn();
        var optimizer = new AdamW(net.Parameters(), lr: 0.01);
        var schedule = new StepLR(optimizer, stepSize: 2);
        var run = new TrainingRun(net, step =>
        {
            optimizer.ZeroGrad();
            Variable loss = F.CrossEntropy(net.Call(_images.Roll(step, 0)), _labels.Roll(step, 0));
            loss.Backward();
            optimizer.Step();
            schedule.Step();
            return loss;
        });
        return run.With(optimizer.StateDict, optimizer.LoadStateDict).With(schedule.StateDict, schedule.LoadStateDict);
    });
}
