using AutoGrad.Optim;

namespace AutoGrad.Tests.Unit.Optim;

/// <summary>Options and states that do not fit are refused where they are given, and leave the optimizer as it was.</summary>
public sealed class OptimizerInputTests
{
    [Theory]
    [InlineData("lr", -1)]
    [InlineData("lr", double.NaN)]
    [InlineData("lr", double.PositiveInfinity)]
    [InlineData("momentum", -0.1)]
    [InlineData("weight_decay", double.NaN)]
    [InlineData("dampening", double.NegativeInfinity)]
    [InlineData("nesterov", 1)]
    public void An_option_out_of_range_is_refused_where_it_is_set_and_the_old_value_stays(string option, double value)
    {
        ParamGroup group = new SGD([One()], lr: 0.5).ParamGroups[0];
        double before = group[option];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => group[option] = value);
        Assert.Contains("SGD", error.Message, StringComparison.Ordinal);
        Assert.Contains(option, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, group[option]);
    }

    [Fact]
    public void A_misspelt_option_is_refused_where_it_is_set()
    {
        ParamGroup group = new Adam([One()]).ParamGroups[0];
        string[] before = [.. group.Options];
        Assert.Contains("no option 'typo'", Assert.Throws<ArgumentException>(() => group["typo"] = 1).Message, StringComparison.Ordinal);
        Assert.Contains("no option 'momentum'", Assert.Throws<ArgumentException>(() => group.Momentum = 0.9).Message, StringComparison.Ordinal);
        Assert.Equal(before, group.Options);
    }

    [Fact]
    public void A_state_of_more_parameters_is_refused_even_where_none_of_them_has_state()
    {
        var three = new Adam([One(), One(), One()], lr: 0.25);
        var two = new Adam([One(), One()], lr: 0.5);
        string message = Assert.Throws<ArgumentException>(() => two.LoadStateDict(three.StateDict())).Message;
        Assert.Contains("param_groups.0.params", message, StringComparison.Ordinal);
        Assert.Contains("3 parameters, the group here has 2", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => three.LoadStateDict(two.StateDict()));
        Assert.Equal(0.5, two.ParamGroups[0].Lr);
        Assert.Equal(0.25, three.ParamGroups[0].Lr);
    }

    [Fact]
    public void A_parameter_that_never_had_a_gradient_has_no_state_and_is_no_mismatch()
    {
        Parameter used = One(), unused = One();
        var first = new Adam([used, unused], lr: 0.25);
        used.Grad = Tensor.Ones([1]);
        first.Step();
        var second = new Adam([One(), One()]);
        second.LoadStateDict(first.StateDict());
        Assert.Equal(0.25, second.ParamGroups[0].Lr);
        Assert.Contains("state.0.step", second.StateDict().Keys);
        Assert.DoesNotContain("state.1.step", second.StateDict().Keys);
    }

    [Fact]
    public void What_is_no_state_of_an_optimizer_is_told_apart_and_the_message_says_what_to_pass()
    {
        Parameter p = One();
        var optimizer = new Adam([p]);
        p.Grad = Tensor.Ones([1]);
        optimizer.Step();
        OrderedDictionary<string, Tensor> whole = optimizer.StateDict();
        Assert.Contains("'param_groups.0.params' is missing; nothing was changed. The state is empty. Pass what StateDict() of an Optimizer of type Adam gave", Refused([]), StringComparison.Ordinal);
        Assert.Contains("Entries such as 'fc.weight' are no optimizer's but, it seems, a module's", Refused([new("fc.weight", One().Data)]), StringComparison.Ordinal);
        Assert.Contains("are there behind 'optimizer.'; pass them without it", Refused(whole.Select(static e => KeyValuePair.Create("optimizer." + e.Key, e.Value))), StringComparison.Ordinal);
        Assert.Contains("'state.0.step' is missing; nothing was changed. The entries are another optimizer's, or one's with other options, or not all", Refused(whole.Where(static e => e.Key != "state.0.step")), StringComparison.Ordinal);
        Assert.Contains("'state.0.exp_avg' is missing", Refused(whole.Where(static e => e.Key != "state.0.exp_avg")), StringComparison.Ordinal);
        Assert.Contains("SafeTensors.Save(path, optimizer.StateDict())", Refused([]), StringComparison.Ordinal);
        optimizer.LoadStateDict(whole);

        string Refused(IEnumerable<KeyValuePair<string, Tensor>> state) => Assert.Throws<ArgumentException>(() => optimizer.LoadStateDict(new Dictionary<string, Tensor>(state))).Message;
    }

    [Fact]
    public void A_state_with_an_option_out_of_range_changes_no_group()
    {
        Parameter[] p = [One(), One()];
        var optimizer = new SGD([new ParamGroup([p[0]]), new ParamGroup([p[1]])], lr: 0.5);
        OrderedDictionary<string, Tensor> state = optimizer.StateDict();
        state["param_groups.0.lr"] = Tensor.Full([], 0.125, DType.Float64);
        state["param_groups.1.lr"] = Tensor.Full([], double.NaN, DType.Float64);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LoadStateDict(state));
        Assert.Equal([0.5, 0.5], optimizer.ParamGroups.Select(static g => g.Lr));
    }

    [Fact]
    public void Options_that_only_fit_together_are_restored_together()
    {
        var saved = new SGD([One()], lr: 0.5, momentum: 0.9, nesterov: true);
        var plain = new SGD([One()], lr: 1, dampening: 0.1);
        plain.LoadStateDict(saved.StateDict()); // nesterov alone, before momentum and dampening, would be refused
        Assert.Equal((0.9, 1.0, 0.0), (plain.ParamGroups[0].Momentum, plain.ParamGroups[0]["nesterov"], plain.ParamGroups[0]["dampening"]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    public void A_number_of_steps_that_is_none_is_refused(double steps)
    {
        Parameter p = One();
        var optimizer = new Adam([p]);
        p.Grad = Tensor.Ones([1]);
        optimizer.Step();
        OrderedDictionary<string, Tensor> state = optimizer.StateDict();
        state["state.0.step"] = Tensor.Full([], steps, DType.Float64);
        Assert.Contains("state.0.step", Assert.Throws<ArgumentException>(() => optimizer.LoadStateDict(state)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_and_groups_without_their_type_name_need_no_cast()
    {
        Assert.Contains("no parameters", Assert.Throws<ArgumentException>(static () => new SGD([], lr: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("no parameters", Assert.Throws<ArgumentException>(static () => new Adam([])).Message, StringComparison.Ordinal);
        var optimizer = new SGD([new([One()]), new([One()]) { Lr = 0.25 }], lr: 0.5);
        Assert.Equal([0.5, 0.25], optimizer.ParamGroups.Select(static g => g.Lr));
    }

    [Fact]
    public void A_schedule_says_who_refuses_which_argument_and_what_to_pass()
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => new StepLR(new SGD([One()], lr: 1), 0)).Message;
        Assert.StartsWith("StepLR: stepSize is 0. Pass 1 or more epochs.", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLR(new SGD([One()], lr: 1), startFactor: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(new SGD([One()], lr: 1), factor: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradClip.Norm([One()], double.NaN));
    }

    private static Parameter One() => new(Tensor.Ones([1]));
}
