using AutoGrad.NN;
using AutoGrad.Optim;
using AutoGrad.Testing;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Testing.Models;

/// <summary>Evaluation that draws numbers and training that cannot be resumed are found, each kind of lost state by a planted one.</summary>
public sealed class RepeatingTests
{
    private static readonly Tensor X = Tensor.Randn([8, 4], generator: new Generator(2));

    [Fact]
    public void A_model_that_repeats_itself_in_evaluation_passes_and_keeps_its_mode()
    {
        var net = new Sequential(new Linear(4, 4), new BatchNorm1d(4), new Dropout());
        net[1].Eval();
        ModelCheck.EvalIsDeterministic(net, X);
        Assert.Equal([true, true, false, true], net.Modules().Select(m => m.Training));
    }

    [Fact]
    public void Dropout_that_stays_on_is_found_and_its_module_named()
    {
        var net = new Sequential(new Linear(4, 4), new AlwaysDropping(0.5), new Linear(4, 2));
        string message = Assert.Throws<PropertyException>(() => ModelCheck.EvalIsDeterministic(net, X)).Message;
        Assert.Contains("the innermost module that differs is '1' (AlwaysDropping)", message, StringComparison.Ordinal);
        Assert.Contains("random numbers are drawn in evaluation", Assert.Throws<PropertyException>(() => ModelCheck.EvalIsDeterministic(new AlwaysDropping(1e-12), X)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_that_move_in_evaluation_are_found()
    {
        string message = Assert.Throws<PropertyException>(() => ModelCheck.EvalIsDeterministic(new Counting(), X)).Message;
        Assert.Contains("calls in evaluation change calls", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_with_everything_saved_resumes_bit_for_bit() => ModelCheck.ResumesBitwise(() => Run());

    [Fact]
    public void A_generator_of_its_own_resumes_if_it_is_added()
    {
        ModelCheck.ResumesBitwise(() => Run(new Generator(5)));
        Assert.Contains("a Generator of its own", Fault(() => Run(new Generator(5), addsGenerator: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void State_that_is_not_saved_is_found()
    {
        Assert.Contains("training depends on something that was not", Fault(() => Run(addsOptimizer: false)), StringComparison.Ordinal);
        Assert.Contains("instead of", Fault(() => Run(addsSchedule: false)), StringComparison.Ordinal);
        Assert.Contains("a field that is no Buffer", Fault(() => Run(extra: new HiddenCounter())), StringComparison.Ordinal);
        Assert.Contains("persistent: false", Fault(() => Run(extra: new Counting(persistent: false))), StringComparison.Ordinal);
        var system = new Random(1);
        Fault(() => Run(noise: () => system.NextDouble()));
    }

    [Fact]
    public void A_part_that_does_not_take_its_state_is_found_by_name() => Assert.Contains(
        "loading does not restore part 1/", Fault(() => Run(addsOptimizer: false, loads: false)), StringComparison.Ordinal);

    [Fact]
    public void A_training_that_shows_nothing_is_refused()
    {
        TrainingRun one = Run();
        Assert.Contains("same module twice", Fault(() => one), StringComparison.Ordinal);
        Assert.Contains("changed nothing", Fault(static () => new TrainingRun(new Linear(2, 1), static _ => Tensor.Ones([]))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_checks_draw_nothing_from_the_callers_generator()
    {
        var generator = new Generator(9);
        GeneratorState mine = generator.GetState();
        ModelCheck.ResumesBitwise(() => Run(generator));
        Assert.Equal(mine, generator.GetState());
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelCheck.ResumesBitwise(() => Run(), before: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelCheck.ResumesBitwise(() => Run(), after: 0));
        Assert.Throws<ArgumentException>(() => ModelCheck.ResumesBitwise(() => null!));
    }

    private static string Fault(Func<TrainingRun> create) => Assert.Throws<PropertyException>(() => ModelCheck.ResumesBitwise(create)).Message;

    private static TrainingRun Run(
        Generator? generator = null, bool addsGenerator = true, bool addsOptimizer = true, bool addsSchedule = true, bool loads = true, Module<Variable, Variable>? extra = null, Func<double>? noise = null)
    {
        var net = new Sequential(new Linear(4, 6), new BatchNorm1d(6), new Tanh(), extra ?? new Identity(), new Dropout(0.3, generator), new Linear(6, 1));
        var optimizer = new Adam(net.Parameters(), lr: 0.01);
        var schedule = new StepLR(optimizer, stepSize: 2, gamma: 0.5);
        var run = new TrainingRun(net, i =>
        {
            optimizer.ZeroGrad();
            Variable loss = F.MseLoss(net.Call(X + i), Tensor.Ones([8, 1])) * (1 + (noise?.Invoke() ?? 0));
            loss.Backward();
            optimizer.Step();
            schedule.Step();
            return loss;
        });
        run = addsOptimizer ? run.With(optimizer.StateDict, optimizer.LoadStateDict) : loads ? run : run.With(optimizer.StateDict, _ => { });
        run = addsSchedule ? run.With(schedule.StateDict, schedule.LoadStateDict) : run;
        return generator is not null && addsGenerator ? run.With(generator) : run;
    }

    private sealed class AlwaysDropping(double p) : Module<Variable, Variable>
    {
        protected override Variable Forward(Variable x) => F.Dropout(x, p);
    }

    private sealed class Counting(bool persistent = true) : Module<Variable, Variable>
    {
        private readonly Buffer _calls = new(Tensor.Zeros([]), persistent);

        protected override Variable Forward(Variable x)
        {
            _calls.Data = _calls.Data + 1;
            return Training ? x * _calls : x;
        }
    }

    private sealed class HiddenCounter : Module<Variable, Variable>
    {
        private int _calls;

        protected override Variable Forward(Variable x) => x * ++_calls;
    }
}
