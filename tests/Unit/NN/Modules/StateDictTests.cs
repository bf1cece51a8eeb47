using AutoGrad.NN;

namespace AutoGrad.Tests.Unit.NN.Modules;

/// <summary>Saving and loading modules: strictness, reports, and that a refused state changes nothing.</summary>
public sealed class StateDictTests
{
    private static Sequential Net(long seed) => new(new Linear(2, 3, generator: new Generator(seed)), new BatchNorm1d(3));

    [Fact]
    public void Loading_copies_into_the_parameters_there_are()
    {
        Sequential a = Net(1), b = Net(2);
        Parameter[] parameters = [.. b.Parameters()];
        StateDictReport report = b.LoadStateDict(a.StateDict());
        Assert.Empty(report.Missing);
        Assert.Empty(report.Unexpected);
        Assert.Empty(report.Mismatched);
        Assert.Equal(parameters, b.Parameters());
        Equal(a, b);
        a.Parameters().First().Data.FillInPlace(9); // a copy, not shared
        Assert.DoesNotContain(9, parameters[0].Data.ToDoubles());
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_with_every_name_and_changes_nothing()
    {
        Sequential net = Net(1);
        OrderedDictionary<string, Tensor> state = Net(2).StateDict();
        state.Remove("0.bias");
        state["extra"] = Tensor.Ones([1]);
        state["1.weight"] = Tensor.Ones([4]);
        double[][] before = Values(net);
        StateDictReport report = Assert.Throws<StateDictException>(() => net.LoadStateDict(state)).Report;
        Assert.Equal(["0.bias"], report.Missing);
        Assert.Equal(["extra"], report.Unexpected);
        StateDictMismatch mismatch = Assert.Single(report.Mismatched);
        Assert.Equal(new StateDictMismatch("1.weight", [3], [4]), mismatch);
        Assert.Equal(before, Values(net));

        // A shape that differs is refused without strictness too, as in PyTorch.
        var error = Assert.Throws<StateDictException>(() => net.LoadStateDict(state, strict: false));
        Assert.Contains("1.weight (module [3], state [4])", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Values(net));
    }

    [Fact]
    public void Without_strictness_what_fits_is_loaded_and_the_rest_reported()
    {
        Sequential net = Net(1);
        OrderedDictionary<string, Tensor> state = Net(2).StateDict();
        double[] bias = net.StateDict()["0.bias"].ToDoubles();
        state.Remove("0.bias");
        state["extra"] = Tensor.Ones([1]);
        Assert.Throws<StateDictException>(() => net.LoadStateDict(state));
        StateDictReport report = net.LoadStateDict(state, strict: false);
        Assert.Equal(["0.bias"], report.Missing);
        Assert.Equal(["extra"], report.Unexpected);
        Assert.Equal(state["0.weight"].ToDoubles(), net.StateDict()["0.weight"].ToDoubles());
        Assert.Equal(bias, net.StateDict()["0.bias"].ToDoubles());
    }

    [Fact]
    public void A_report_prints_the_names()
    {
        Sequential net = Net(1);
        OrderedDictionary<string, Tensor> state = Net(2).StateDict();
        Assert.Equal("Every name matches.", net.LoadStateDict(state).ToString());
        state.Remove("0.bias");
        state.Remove("1.bias");
        state["extra"] = Tensor.Ones([1]);
        Assert.Equal($"Missing in the state: 0.bias, 1.bias.{Environment.NewLine}Unexpected in the state: extra.", net.LoadStateDict(state, strict: false).ToString());
        Assert.Equal(
            "Missing in the state: " + string.Join(", ", Enumerable.Range(0, 20)) + " and 5 more.",
            new StateDictReport([.. Enumerable.Range(0, 25).Select(static i => $"{i}")], [], []).ToString());
        Assert.Equal("Shapes differ: w (module [2], state [3]).", new StateDictReport([], [], [new StateDictMismatch("w", [2], [3])]).ToString());
    }

    [Fact]
    public void A_state_of_another_dtype_is_converted_to_the_modules()
    {
        Sequential a = Net(1), b = Net(2);
        a.To(DType.Float64);
        b.LoadStateDict(a.StateDict());
        Assert.All(b.Parameters(), static p => Assert.Equal(DType.Float32, p.DType));
        Equal(a, b);
    }

    [Fact]
    public void Buffers_that_are_not_persistent_stay_out()
    {
        Assert.Equal(["kept"], new WithBuffers().StateDict().Keys);
        Assert.Equal(["kept", "scratch"], new WithBuffers().NamedBuffers().Select(static b => b.Name));
    }

    [Fact]
    public void A_module_survives_a_file_bit_for_bit()
    {
        string folder = Directory.CreateTempSubdirectory("autograd-module-").FullName;
        try
        {
            string path = Path.Combine(folder, "net.safetensors");
            Sequential a = Net(1), b = Net(2);
            a.Call(Tensor.From(1f, 2f, 3f, 5f).Reshape(2, 2)); // moves the running statistics
            a.Save(path);
            b.Load(path);
            Equal(a, b);
            Assert.Equal(1, b.StateDict()["1.num_batches_tracked"].Item());
            Assert.Throws<StateDictException>(() => new Linear(2, 3).Load(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Loading_is_a_change_that_the_tape_sees()
    {
        var layer = new Linear(2, 2);
        Variable y = layer.Call(new Variable(Tensor.Ones([1, 2]), requiresGrad: true));
        layer.LoadStateDict(new Linear(2, 2).StateDict());
        Assert.Throws<AutogradException>(() => y.Sum().Backward());
    }

    private static double[][] Values(Module module) => [.. module.StateDict().Values.Select(static t => t.ToDoubles())];

    private static void Equal(Module a, Module b)
    {
        Assert.Equal(a.StateDict().Keys, b.StateDict().Keys);
        Assert.Equal(Values(a), Values(b));
    }

    private sealed class WithBuffers : Module
    {
        public Buffer Kept { get; } = new(Tensor.Zeros([1]));

        public Buffer Scratch { get; } = new(Tensor.Zeros([1]), persistent: false);
    }
}
