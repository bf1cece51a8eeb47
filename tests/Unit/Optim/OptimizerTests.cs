using AutoGrad.Optim;
using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Optim;

public sealed class OptimizerTests
{
    public static TheoryData<string> Runs() => [.. Fixture.Optimizers().Select(static r => r.Name)];

    private static FixtureOptimizer Run(string name) => Fixture.Optimizers().Single(r => r.Name == name);

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_step_equals_PyTorchs(string name)
    {
        FixtureOptimizer run = Run(name);
        (Optimizer optimizer, Dictionary<string, Parameter> parameters) = Build(run);
        double tolerance = run.Initial[0].DType == "float32" ? 2e-6 : 1e-12;
        for (int step = 0; step < run.Steps; step++)
        {
            Step(run, optimizer, parameters, step);
            foreach ((string key, Parameter parameter) in parameters)
            {
                AssertClose(run.After(key, step).AsDoubles, parameter.Data, tolerance);
            }
        }

        OrderedDictionary<string, Tensor> state = optimizer.StateDict();
        int index = 0;
        foreach (string key in run.Groups.SelectMany(static g => g.Params))
        {
            foreach (FixtureTensor expected in run.State.TryGetValue(key, out FixtureTensor[]? tensors) ? tensors : [])
            {
                AssertClose(expected.AsDoubles, state[$"state.{index}.{expected.Name}"], tolerance);
            }

            index++;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Saving_and_resuming_in_the_middle_changes_no_bit(string name)
    {
        FixtureOptimizer run = Run(name);
        (Optimizer straight, Dictionary<string, Parameter> a) = Build(run);
        (Optimizer first, Dictionary<string, Parameter> b) = Build(run);
        for (int step = 0; step < run.Steps; step++)
        {
            if (step == 5)
            {
                (Optimizer second, Dictionary<string, Parameter> fresh) = Build(run);
                foreach ((string key, Parameter parameter) in fresh)
                {
                    parameter.ReplaceData(b[key].Data.Clone());
                }

                second.LoadStateDict(first.StateDict());
                (first, b) = (second, fresh);
            }

            Step(run, straight, a, step);
            Step(run, first, b, step);
        }

        Assert.All(a, p => Assert.Equal(p.Value.Data.ToDoubles(), b[p.Key].Data.ToDoubles()));
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_changes_nothing()
    {
        var p = new Parameter(Tensor.Ones([2]));
        var q = new Parameter(Tensor.Ones([3]));
        var optimizer = new Adam([p], lr: 0.1);
        p.Grad = Tensor.Ones([2]);
        optimizer.Step();
        OrderedDictionary<string, Tensor> before = optimizer.StateDict();
        var other = new Adam([q], lr: 0.2);
        q.Grad = Tensor.Ones([3]);
        other.Step();
        var error = Assert.Throws<ArgumentException>(() => optimizer.LoadStateDict(other.StateDict()));
        Assert.Contains("state.0.exp_avg", error.Message, StringComparison.Ordinal);
        Assert.Equal(0.1, optimizer.ParamGroups[0].Lr);
        Assert.Equal(before.Keys, optimizer.StateDict().Keys);
        Assert.Throws<ArgumentException>(() => optimizer.LoadStateDict(new Dictionary<string, Tensor>()));
    }

    [Fact]
    public void Bad_options_and_parameters_are_refused_with_the_option_named()
    {
        Parameter[] p = [new(Tensor.Ones([2]))];
        Assert.Contains("lr", Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(p, lr: -1)).Message, StringComparison.Ordinal);
        Assert.Contains("nesterov", Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(p, lr: 1, nesterov: true)).Message, StringComparison.Ordinal);
        Assert.Contains("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(p, beta1: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => new SGD([p[0], p[0]], lr: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("no parameters", Assert.Throws<ArgumentException>(() => new SGD(Array.Empty<Parameter>(), lr: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("no option 'mometum'", Assert.Throws<ArgumentException>(() => new SGD([new ParamGroup(p) { ["mometum"] = 1 }], lr: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_grad_makes_gradients_null_and_such_parameters_are_not_updated()
    {
        var p = new Parameter(Tensor.Ones([2]));
        var optimizer = new AdamW([p], lr: 0.1);
        p.Grad = Tensor.Ones([2]);
        optimizer.ZeroGrad();
        Assert.Null(p.Grad);
        optimizer.Step();
        Assert.Equal([1f, 1f], p.Data.ToArray<float>());
    }

    [Fact]
    public void An_option_set_between_steps_brings_the_state_it_needs()
    {
        var p = new Parameter(Tensor.Ones([1], DType.Float64));
        var optimizer = new SGD([p], lr: 0.1);
        p.Grad = Tensor.Ones([1], DType.Float64);
        optimizer.Step();
        optimizer.ParamGroups[0].Momentum = 0.5;
        optimizer.Step(); // buffer 1
        optimizer.Step(); // buffer 1.5
        Assert.Equal(1 - 0.1 - 0.1 - 0.15, p.Data.Item(), 1e-15);
        var rms = new RMSprop([p], lr: 0.1);
        rms.Step();
        rms.ParamGroups[0]["centered"] = 1;
        rms.ParamGroups[0].Momentum = 0.9;
        rms.Step();
        Assert.True(double.IsFinite(p.Data.Item()));
        Assert.Contains("state.0.grad_avg", rms.StateDict().Keys);
    }

    [Fact]
    public void State_follows_a_parameter_to_another_dtype()
    {
        var p = new Parameter(Tensor.Ones([2]));
        var optimizer = new Adam([p], lr: 0.1);
        p.Grad = Tensor.Ones([2]);
        optimizer.Step();
        p.ReplaceData(p.Data.To(DType.Float64));
        p.Grad = Tensor.Ones([2], DType.Float64);
        optimizer.Step();
        Assert.Equal(DType.Float64, p.DType);
        Assert.Equal(0.8, p.Data.ToArray<double>()[0], 1e-6);
    }

    private static (Optimizer Optimizer, Dictionary<string, Parameter> Parameters) Build(FixtureOptimizer run)
    {
        Dictionary<string, Parameter> parameters = run.Initial.ToDictionary(static t => t.Name, static t => new Parameter(Made(t)));
        ParamGroup[] groups = [.. run.Groups.Select(g =>
        {
            var group = new ParamGroup(g.Params.Select(p => parameters[p]));
            foreach (string option in g.Options.Names)
            {
                group[option] = g.Options.Double(option);
            }

            return group;
        })];
        FixtureArgs o = run.Options;
        double[] betas = o.Has("betas") ? o.Doubles("betas") : [0.9, 0.999];
        Optimizer optimizer = run.Optimizer switch
        {
            "SGD" => new SGD(groups, o.Double("lr"), o.Double("momentum", 0), o.Double("dampening", 0), o.Double("weight_decay", 0), o.Bool("nesterov", false), o.Bool("maximize", false)),
            "Adam" => new Adam(groups, o.Double("lr", 1e-3), betas[0], betas[1], o.Double("eps", 1e-8), o.Double("weight_decay", 0), o.Bool("amsgrad", false), o.Bool("maximize", false)),
            "AdamW" => new AdamW(groups, o.Double("lr", 1e-3), betas[0], betas[1], o.Double("eps", 1e-8), o.Double("weight_decay", 1e-2), o.Bool("amsgrad", false), o.Bool("maximize", false)),
            "RMSprop" => new RMSprop(groups, o.Double("lr", 1e-2), o.Double("alpha", 0.99), o.Double("eps", 1e-8), o.Double("weight_decay", 0), o.Double("momentum", 0), o.Bool("centered", false), o.Bool("maximize", false)),
            "Adagrad" => new Adagrad(groups, o.Double("lr", 1e-2), o.Double("lr_decay", 0), o.Double("weight_decay", 0), o.Double("initial_accumulator_value", 0), o.Double("eps", 1e-10), o.Bool("maximize", false)),
            _ => throw new InvalidOperationException($"no optimizer for {run.Optimizer}"),
        };
        return (optimizer, parameters);
    }

    private static void Step(FixtureOptimizer run, Optimizer optimizer, Dictionary<string, Parameter> parameters, int step)
    {
        optimizer.ZeroGrad();
        foreach ((string key, Parameter parameter) in parameters)
        {
            parameter.Grad = run.Gradient(key, step) is { } g ? new Variable(Made(g)) : null;
        }

        optimizer.Step();
    }

    private static Tensor Made(FixtureTensor t) =>
        Tensor.From<double>(t.AsDoubles).To(t.DType == "float32" ? DType.Float32 : DType.Float64).Reshape([.. t.Shape.Select(static s => (int)s)]);

    private static void AssertClose(double[] expected, Tensor actual, double tolerance)
    {
        double[] values = actual.ToDoubles();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"element {i}: PyTorch {expected[i]:R}, here {values[i]:R}");
        }
    }
}
