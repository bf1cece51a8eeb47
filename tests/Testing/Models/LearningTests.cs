using AutoGrad.NN;
using AutoGrad.Optim;
using AutoGrad.Testing;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Testing.Models;

/// <summary>What learns passes and is left as it was; what cannot learn is found, with the reason where it can be seen.</summary>
public sealed class LearningTests
{
    private static readonly Tensor X = Tensor.Randn([12, 4], generator: new Generator(2));
    private static readonly Tensor Labels = Tensor.RandInt(3, [12], generator: new Generator(3));

    [Fact]
    public void A_model_that_learns_passes_with_any_optimizer_and_stays_as_it_was()
    {
        var generator = new Generator(8);
        Sequential net = Net();
        net.Append(new Dropout(0.01, generator));
        net.Call(X).Sum().Backward();
        float[][] before = [.. net.StateDict().Values.Where(t => t.DType == DType.Float32).Select(t => t.ToArray<float>())];
        Variable?[] grads = [.. net.Parameters().Select(p => p.Grad)];
        GeneratorState random = generator.GetState();
        ModelCheck.OverfitsOneBatch(net, () => F.CrossEntropy(net.Call(X), Labels));
        ModelCheck.OverfitsOneBatch(net, () => F.CrossEntropy(net.Call(X), Labels), new OverfitOptions { Optimizer = p => new SGD(p, lr: 0.3, momentum: 0.9).Step });
        Assert.Equal(before, net.StateDict().Values.Where(t => t.DType == DType.Float32).Select(t => t.ToArray<float>()));
        Assert.Equal(grads, net.Parameters().Select(p => p.Grad), ReferenceEqualityComparer.Instance);
        Assert.Equal(random, generator.GetState());
    }

    [Fact]
    public void A_floor_is_enough_for_losses_that_cannot_reach_zero()
    {
        Sequential net = Net();
        Func<Variable> smoothed = () => F.CrossEntropy(net.Call(X), Labels, labelSmoothing: 0.2);
        Assert.Contains("set Floor", Assert.Throws<PropertyException>(() => ModelCheck.OverfitsOneBatch(net, smoothed)).Message, StringComparison.Ordinal);
        ModelCheck.OverfitsOneBatch(net, smoothed, new OverfitOptions { Floor = 0.6 });
    }

    [Fact]
    public void What_cannot_learn_is_found_with_its_reason()
    {
        Sequential net = Net();
        Assert.Contains("No parameter has changed", Overfit(net, () => F.CrossEntropy(net.Call(X), Labels), new OverfitOptions { Steps = 5, Optimizer = _ => () => { } }), StringComparison.Ordinal);
        Assert.Contains("hardly fell", Overfit(net, () => -F.CrossEntropy(net.Call(X), Labels) + 9, new OverfitOptions { Steps = 20, Optimizer = p => new SGD(p, lr: 1e-3).Step }), StringComparison.Ordinal);
        Assert.Contains("have not changed: 0.weight, 0.bias", Overfit(net, () => F.CrossEntropy(net[2].Call(net[0].Call(X).Detach()), Labels), new OverfitOptions { Steps = 5 }), StringComparison.Ordinal);
        Assert.Contains("the loss is NaN after 0 steps", Overfit(net, () => net.Call(X).Sum() * double.NaN), StringComparison.Ordinal);
        Assert.Contains("smaller learning rate", Overfit(net, () => net.Call(X).Square().Sum(), new OverfitOptions { Optimizer = p => new SGD(p, lr: 1e9).Step }), StringComparison.Ordinal);
        Assert.Contains("before the first step", Overfit(net, () => -F.CrossEntropy(net.Call(X), Labels)), StringComparison.Ordinal);
        Assert.Contains("before the first step", Overfit(net, () => F.CrossEntropy(net.Call(X), Labels) * 0), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ModelCheck.OverfitsOneBatch(new Tanh(), () => X.Sum()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelCheck.OverfitsOneBatch(net, () => X.Sum(), new OverfitOptions { Steps = 0 }));
    }

    [Fact]
    public void Labels_of_other_rows_at_each_call_cannot_be_learned()
    {
        Sequential net = Net();
        int call = 0;
        Overfit(net, () => F.CrossEntropy(net.Call(X), Labels.Roll(++call % 12)), new OverfitOptions { Steps = 60 });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void A_fresh_classifier_starts_near_log_C(int classes)
    {
        var net = new Sequential(new Linear(4, 16, generator: new Generator(1)), new ReLU(), new Linear(16, classes, generator: new Generator(2)));
        Tensor labels = Tensor.RandInt(classes, [12], generator: new Generator(3));
        ModelCheck.StartsNearLogC(() => F.CrossEntropy(net.Call(X), labels), classes);
    }

    [Theory]
    [InlineData(2.0, "a factor too many")]
    [InlineData(12.0, "a sum where the mean belongs")]
    [InlineData(0.5, "a factor missing")]
    [InlineData(1.4426950408889634, "another base than e")]
    [InlineData(-1.0, "the sign is wrong")]
    [InlineData(double.PositiveInfinity, "logarithm of zero")]
    public void A_loss_that_is_off_by_a_factor_is_found(double factor, string reason)
    {
        Sequential net = Net();
        var error = Assert.Throws<PropertyException>(() => ModelCheck.StartsNearLogC(() => factor * F.CrossEntropy(net.Call(X), Labels), 3));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("ln C = 1.099", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelCheck.StartsNearLogC(() => X.Sum(), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelCheck.StartsNearLogC(() => X.Sum(), 3, 0));
    }

    [Fact]
    public void Every_parameter_that_gets_a_gradient_passes_and_dead_ones_are_listed()
    {
        Sequential net = Net();
        ModelCheck.EveryParameterGetsAGradient(net, () => F.CrossEntropy(net.Call(X), Labels));
        Assert.All(net.Parameters(), p => Assert.Null(p.Grad));
        var dead = new Dead();
        var error = Assert.Throws<PropertyException>(() => ModelCheck.EveryParameterGetsAGradient(dead, () => dead.Call(X).Sum()));
        Assert.Contains("  unused.weight: no gradient arrives", error.Message, StringComparison.Ordinal);
        Assert.Contains("  saturated: zero in every element", error.Message, StringComparison.Ordinal);
        Assert.Contains("  infinite: 4 of 4 elements are not finite", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("used.bias: ", error.Message.Replace("unused.bias", "", StringComparison.Ordinal), StringComparison.Ordinal);
        ModelCheck.EveryParameterGetsAGradient(dead, () => dead.Call(X).Sum(), "unused.weight", "unused.bias", "saturated", "infinite");
        Assert.Throws<ArgumentException>(() => ModelCheck.EveryParameterGetsAGradient(dead, () => dead.Call(X).Sum(), "unknown"));
        Assert.Throws<ArgumentException>(() => ModelCheck.EveryParameterGetsAGradient(new Tanh(), () => X.Sum()));
        Assert.Throws<PropertyException>(() => ModelCheck.EveryParameterGetsAGradient(net, () => net.Call(X).Detach().Sum()));
    }

    private static Sequential Net() => new(new Linear(4, 16, generator: new Generator(4)), new Tanh(), new Linear(16, 3, generator: new Generator(5)));

    private static string Overfit(Module net, Func<Variable> loss, OverfitOptions? options = null) =>
        Assert.Throws<PropertyException>(() => ModelCheck.OverfitsOneBatch(net, loss, options)).Message;

    private sealed class Dead : Module<Variable, Variable>
    {
        private readonly Linear _used = new(4, 4);
        private readonly Parameter _saturated = new(Tensor.Full([4], -50));
        private readonly Parameter _infinite = new(Tensor.Zeros([4]));

        public Linear Unused { get; } = new(4, 4);

        protected override Variable Forward(Variable x) => _used.Call(x) + F.Relu(_saturated) + _infinite.Sqrt();
    }
}
