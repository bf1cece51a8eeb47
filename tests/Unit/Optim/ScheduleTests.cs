using AutoGrad.Optim;
using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Optim;

/// <summary>The rates of two groups step by step against PyTorch's.</summary>
public sealed class ScheduleTests
{
    /// <summary>What PyTorch has and this library does not offer; a name that is not recorded fails below.</summary>
    private static readonly Dictionary<string, string> NotOffered = new()
    {
        ["PolynomialLR/0"] = "no PolynomialLR; LambdaLR expresses it",
        ["CosineAnnealingWarmRestarts/0"] = "no CosineAnnealingWarmRestarts; LambdaLR expresses it",
        ["MultiplicativeLR/1-(1+epoch)"] = "no MultiplicativeLR; LambdaLR expresses it",
        ["ReduceLROnPlateau/min_lr"] = "minLr is one bound for all groups",
        ["CosineAnnealingLR/last_epoch"] = "PyTorch's constructor jumps to the epoch by the closed form; here the rates come with the optimizer's state",
        ["ChainedScheduler/constant-exponential"] = "no ChainedScheduler; two schedulers stepped in turn are the same, see below",
    };

    public static TheoryData<string> Cases() => [.. Fixture.Schedulers().Select(static s => s.Name).Where(static n => !NotOffered.ContainsKey(n))];


    [Fact]
    public void What_is_not_offered_is_recorded_so_the_list_is_not_stale()
    {
        Assert.Empty(NotOffered.Keys.Except(Fixture.Schedulers().Select(static s => s.Name)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_rate_is_PyTorchs(string name)
    {
        FixtureScheduler record = Fixture.Schedulers().Single(s => s.Name == name);
        LRScheduler scheduler = Build(record, Rates(record));
        int done = 0;
        if (record.Args.Has("last_epoch"))
        {
            Restore(scheduler, record.Args.Int("last_epoch")); // PyTorch's constructor then makes the next step at once
            scheduler.Step();
        }

        Same(record, done, scheduler);
        while (++done < record.Lrs.Length)
        {
            Step(record, scheduler, done);
            Same(record, done, scheduler);
        }

        Assert.Equal(scheduler is OneCycleLR ? record.Lrs[0] : record.BaseLrs, scheduler.BaseLrs, static (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(record.Lrs.Length - 1 + (record.Args.Has("last_epoch") ? record.Args.Int("last_epoch") + 1 : 0), scheduler.LastEpoch);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_schedule_resumes_from_its_state_and_the_optimizers(string name)
    {
        FixtureScheduler record = Fixture.Schedulers().Single(s => s.Name == name);
        LRScheduler scheduler = Build(record, Rates(record));
        if (record.Args.Has("last_epoch"))
        {
            Restore(scheduler, record.Args.Int("last_epoch"));
            scheduler.Step();
        }

        for (int i = 1; i < record.Lrs.Length; i++)
        {
            if (i == 4)
            {
                // Built with another rate, as if the command line had changed: the saved state decides.
                LRScheduler second = Build(record, new SGD([new ParamGroup([Number()]), new ParamGroup([Number()])], lr: 7));
                second.Optimizer.LoadStateDict(scheduler.Optimizer.StateDict());
                second.LoadStateDict(scheduler.StateDict());
                scheduler = second;
            }

            Step(record, scheduler, i);
            Same(record, i, scheduler);
        }
    }

    [Fact]
    public void Two_schedulers_stepped_in_turn_chain_as_in_PyTorch()
    {
        FixtureScheduler record = Fixture.Schedulers().Single(static s => s.Scheduler == "ChainedScheduler");
        Optimizer optimizer = Rates(record);
        LRScheduler a = new ConstantLR(optimizer, 0.1, 2), b = new ExponentialLR(optimizer, 0.9);
        Same(record, 0, b);
        for (int i = 1; i < record.Lrs.Length; i++)
        {
            a.Step();
            b.Step();
            Same(record, i, b);
        }
    }

    [Fact]
    public void One_cycle_moves_beta1_of_Adam_and_ends_with_its_steps()
    {
        var optimizer = new Adam([Number()], lr: 7);
        var scheduler = new OneCycleLR(optimizer, maxLr: 1, totalSteps: 10);
        Assert.Equal(0.95, optimizer.ParamGroups[0].Betas.Beta1, 1e-15);
        scheduler.Step();
        scheduler.Step();
        Assert.Equal((1.0, 0.85, 0.999), (optimizer.ParamGroups[0].Lr, optimizer.ParamGroups[0].Betas.Beta1, optimizer.ParamGroups[0].Betas.Beta2));
        for (int i = 2; i < 10; i++)
        {
            scheduler.Step();
        }

        double[] last = scheduler.GetLastLr();
        Assert.Contains("10 steps", Assert.Throws<InvalidOperationException>(() => scheduler.Step()).Message, StringComparison.Ordinal);
        Assert.Equal(last, scheduler.GetLastLr());
    }

    [Fact]
    public void A_milestone_at_zero_counts()
    {
        var scheduler = new MultiStepLR(new SGD([Number()], lr: 1), [0, 1], gamma: 0.5);
        Assert.Equal([0.5], scheduler.GetLastLr());
        scheduler.Step();
        Assert.Equal([0.25], scheduler.GetLastLr());
    }

    [Fact]
    public void A_plateau_schedule_needs_its_metric_and_treats_nan_as_no_improvement()
    {
        var scheduler = new ReduceLROnPlateau(new SGD([Number()], lr: 1), patience: 0);
        Assert.Contains("metric", Assert.Throws<InvalidOperationException>(() => scheduler.Step()).Message, StringComparison.Ordinal);
        scheduler.Step(1);
        Assert.Equal([1.0], scheduler.GetLastLr());
        scheduler.Step(double.NaN);
        Assert.Equal([0.1], scheduler.GetLastLr());
    }

    [Fact]
    public void A_state_with_a_missing_entry_is_refused_and_changes_nothing()
    {
        var scheduler = new ReduceLROnPlateau(new SGD([Number()], lr: 1));
        scheduler.Step(1);
        OrderedDictionary<string, Tensor> state = scheduler.StateDict();
        scheduler.Step(2);
        state.Remove("best");
        Assert.Contains("'best'", Assert.Throws<ArgumentException>(() => scheduler.LoadStateDict(state)).Message, StringComparison.Ordinal);
        Assert.Equal(2, scheduler.LastEpoch);
        var other = new StepLR(new SGD([new ParamGroup([Number()]), new ParamGroup([Number()])], lr: 1), 1);
        Assert.Contains("base_lrs", Assert.Throws<ArgumentException>(() => other.LoadStateDict(new StepLR(new SGD([Number()], lr: 1), 1).StateDict())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        var optimizer = new SGD([Number()], lr: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepLR(optimizer, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineAnnealingLR(optimizer, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLR(optimizer, startFactor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantLR(optimizer, factor: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(optimizer, factor: 1));
        Assert.Throws<ArgumentException>(() => new LambdaLR(optimizer, [static _ => 1, static _ => 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleLR(optimizer, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleLR(optimizer, 1, 10, pctStart: 1));
        Assert.Throws<ArgumentException>(() => new OneCycleLR(new Adagrad([Number()]), 1, 10));
        LRScheduler own = new StepLR(optimizer, 1), foreign = new StepLR(new SGD([Number()], lr: 1), 1);
        Assert.Throws<ArgumentException>(() => new SequentialLR(optimizer, [own, own], []));
        Assert.Throws<ArgumentException>(() => new SequentialLR(optimizer, [own, own, own], [3, 2]));
        Assert.Throws<ArgumentException>(() => new SequentialLR(optimizer, [own, foreign], [1]));
        Assert.Throws<ArgumentException>(() => new SequentialLR(optimizer, [own, new ReduceLROnPlateau(optimizer)], [1]));
        Assert.Equal(1, optimizer.ParamGroups[0].Lr);
    }

    private static Parameter Number() => new(Tensor.Ones([1]));

    private static SGD Rates(FixtureScheduler record) => new([.. record.BaseLrs.Select(static lr => new ParamGroup([Number()]) { Lr = lr })], lr: 1);

    private static void Restore(LRScheduler scheduler, int lastEpoch)
    {
        OrderedDictionary<string, Tensor> state = scheduler.StateDict();
        state["last_epoch"] = Tensor.Full([], lastEpoch, DType.Int64);
        scheduler.LoadStateDict(state);
    }

    private static void Step(FixtureScheduler record, LRScheduler scheduler, int i)
    {
        if (scheduler is ReduceLROnPlateau plateau)
        {
            plateau.Step(record.Metrics![i - 1]);
        }
        else
        {
            scheduler.Step();
        }
    }

    private static void Same(FixtureScheduler record, int i, LRScheduler scheduler)
    {
        double[] rates = scheduler.GetLastLr();
        Assert.Equal(record.Lrs[i].Length, rates.Length);
        for (int g = 0; g < rates.Length; g++)
        {
            Assert.True(Math.Abs(record.Lrs[i][g] - rates[g]) <= 1e-15, $"step {i}, group {g}: PyTorch {record.Lrs[i][g]:R}, here {rates[g]:R}");
            if (record.Momenta is not null)
            {
                Assert.Equal(record.Momenta[i][g], scheduler.Optimizer.ParamGroups[g].Momentum, 1e-14);
            }
        }
    }

    private static LRScheduler Build(FixtureScheduler record, Optimizer o)
    {
        if (record.Scheduler == "SequentialLR")
        {
            LRScheduler[] parts = [.. record.Args["schedulers"].EnumerateArray().Select(static p => p.EnumerateObject().Single()).Select(p => Build(p.Name, new FixtureArgs(p.Value), o))];
            return new SequentialLR(o, parts, record.Args.Ints("milestones"));
        }

        return Build(record.Scheduler, record.Args, o);
    }

    private static LRScheduler Build(string scheduler, FixtureArgs a, Optimizer o) => scheduler switch
    {
        "StepLR" => new StepLR(o, a.Int("step_size"), a.Double("gamma", 0.1)),
        "MultiStepLR" => new MultiStepLR(o, a.Ints("milestones"), a.Double("gamma", 0.1)),
        "ExponentialLR" => new ExponentialLR(o, a.Double("gamma")),
        "ConstantLR" => new ConstantLR(o, a.Double("factor", 1.0 / 3), a.Int("total_iters", 5)),
        "LinearLR" => new LinearLR(o, a.Double("start_factor", 1.0 / 3), a.Double("end_factor", 1), a.Int("total_iters", 5)),
        "CosineAnnealingLR" => new CosineAnnealingLR(o, a.Int("T_max"), a.Double("eta_min", 0)),
        "LambdaLR" when a["lr_lambda"].ValueKind == System.Text.Json.JsonValueKind.Array =>
            new LambdaLR(o, [.. a["lr_lambda"].EnumerateArray().Select(static l => Lambda(l.GetString()!))]),
        "LambdaLR" => new LambdaLR(o, Lambda(a.Text("lr_lambda"))),
        "ReduceLROnPlateau" => new ReduceLROnPlateau(
            o, a.Text("mode", "min") == "max" ? PlateauMode.Max : PlateauMode.Min, a.Double("factor", 0.1), a.Int("patience", 10), a.Double("threshold", 1e-4),
            a.Text("threshold_mode", "rel") == "abs" ? ThresholdMode.Abs : ThresholdMode.Rel, a.Int("cooldown", 0), 0, a.Double("eps", 1e-8)),
        "OneCycleLR" => new OneCycleLR(
            o, a.Doubles("max_lr"), a.Int("total_steps"), a.Double("pct_start", 0.3), a.Text("anneal_strategy", "cos") == "linear" ? AnnealStrategy.Linear : AnnealStrategy.Cos,
            divFactor: a.Double("div_factor", 25), finalDivFactor: a.Double("final_div_factor", 1e4), threePhase: a.Bool("three_phase")),
        _ => throw new InvalidOperationException($"no scheduler for {scheduler}"),
    };

    private static Func<int, double> Lambda(string formula) => formula switch
    {
        "0.95**epoch" => static epoch => Math.Pow(0.95, epoch),
        "1/(1+epoch)" => static epoch => 1.0 / (1 + epoch),
        "epoch//3" => static epoch => epoch / 3,
        _ => throw new InvalidOperationException($"no function for {formula}"),
    };
}
