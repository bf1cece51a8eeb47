using AutoGrad.NN;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.NN.Checking;

public sealed class ModuleGradCheckTests
{
    [Fact]
    public void A_Float32_module_with_batch_norm_and_dropout_in_training_passes_at_both_orders_and_stays_as_it_was()
    {
        var generator = new Generator(7);
        var net = new Sequential(new Linear(3, 4, generator: generator), new BatchNorm1d(4), new Tanh(), new Dropout(0.4, generator), new Linear(4, 2, generator: generator));
        Tensor x = Tensor.Randn([5, 3], generator: generator);
        net.Call(x).Sum().Backward();
        Tensor[] values = [.. net.Parameters().Select(p => p.Data)], states = [.. net.Buffers()];
        float[][] numbers = [.. values.Select(t => t.ToArray<float>())], statistics = [.. states.Where(t => t.DType == DType.Float32).Select(t => t.ToArray<float>())];
        Variable?[] grads = [.. net.Parameters().Select(p => p.Grad)];
        GeneratorState state = generator.GetState();

        GradCheck.Module(net, x, new GradCheckOptions { Order = 2 });

        Assert.True(net.Training);
        Assert.Equal(values, net.Parameters().Select(p => p.Data), ReferenceEqualityComparer.Instance);
        Assert.Equal(states, net.Buffers(), ReferenceEqualityComparer.Instance);
        Assert.Equal(grads, net.Parameters().Select(p => p.Grad), ReferenceEqualityComparer.Instance);
        Assert.Equal(numbers, net.Parameters().Select(p => p.Data.ToArray<float>()));
        Assert.Equal(statistics, net.Buffers().Where(t => t.DType == DType.Float32).Select(t => t.ToArray<float>()));
        Assert.Equal(1, states[^1].Item());
        Assert.Equal(state, generator.GetState());
    }

    [Fact]
    public void Evaluation_is_checked_as_evaluation()
    {
        var net = new Sequential(new Linear(2, 3), new BatchNorm1d(3), new Dropout(), new Sigmoid());
        net.Eval();
        GradCheck.Module(net, Tensor.Randn([4, 2]));
        Assert.False(net.Training);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void A_wrong_gradient_of_a_parameter_names_the_parameter(int width)
    {
        GradCheckReport report = GradCheck.InspectModule(new Wrong(width), Tensor.Randn([3, width]));
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Contains("d body.scale[", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("only body.scale is wrong: ratio 0.5", report.Suggestion, StringComparison.Ordinal);
        Assert.Contains("var module = new Wrong(width);", report.Reproduction, StringComparison.Ordinal);
        Assert.Contains("GradCheck.Module(module, x0, ", report.Reproduction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void A_relative_error_of_one_in_a_million_in_one_parameter_is_caught(int width)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var generator = new Generator(seed);
            var net = new Sequential(new Linear(width, width, generator: generator), new Wrong(width, 1e-6, generator), new Linear(width, 2, generator: generator));
            GradCheckReport report = GradCheck.InspectModule(net, Tensor.Randn([3, width], generator: generator), new GradCheckOptions { Seed = seed, Shrink = false });
            Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
            Assert.True(report.Worst!.Name == "1.body.scale" || report.Worst.IsApproximate, $"seed {seed}: {report}"); // 15 of 600 were guesses
        }
    }

    [Fact]
    public void A_very_long_input_is_not_written_out()
    {
        GradCheckReport report = GradCheck.InspectModule(new Wrong(40), Tensor.Randn([30, 40]), new GradCheckOptions { Shrink = false });
        Assert.Contains("// x0: the input as it was passed, Float64 [30, 40]; too many numbers to write.", report.Reproduction, StringComparison.Ordinal);
        Assert.InRange(report.Reproduction!.Length, 1, 2500); // most of it the parameters, which are few
    }

    [Fact]
    public void A_failure_is_shrunk_in_the_input_alone_and_repeats_itself()
    {
        GradCheckReport report = GradCheck.InspectModule(new Wrong(2), Tensor.Randn([7, 2]));
        Assert.Contains(".Reshape([1, 1])", report.Reproduction, StringComparison.Ordinal);
        Assert.DoesNotContain("x1", report.Reproduction, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_parameters_are_not_differentiated()
    {
        var net = new Wrong(2);
        net.RequiresGrad(false);
        GradCheck.Module(net, Tensor.Randn([3, 2]));
        Assert.Equal(DType.Float32, net.Parameters().Single().DType);
    }

    [Fact]
    public void Indices_are_passed_on_and_the_embedding_behind_them_is_checked() =>
        GradCheck.Module(new Sequential(new Embedding(5, 3), new Linear(3, 2)), Tensor.From(0L, 4L, 2L, 4L));

    [Fact]
    public void All_outputs_of_a_recurrent_module_are_checked()
    {
        GradCheckReport report = GradCheck.InspectModule(new LSTM(2, 2), Tensor.Randn([3, 1, 2]));
        Assert.Equal(GradCheckVerdict.Pass, report.Verdict);
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.InspectModule(new WrongSecondOutput(), Tensor.Randn([3])).Verdict);
    }

    [Fact]
    public void Modules_of_two_inputs_and_modules_called_otherwise_are_checked()
    {
        GradCheck.Module(new MSELoss(), Tensor.Randn([3, 2]), Tensor.Randn([3, 2]));
        var attention = new MultiheadAttention(4, 2);
        GradCheck.Module(attention, x => attention.Call(x[0], x[0], x[0]).Item1, [Tensor.Randn([3, 1, 4])]);
        var net = new Wrong(2);
        GradCheckReport report = GradCheck.InspectModule(net, x => (Variable[])[x[0], net.Call(x[0]) * x[1]], [Tensor.Randn([3, 2]), Tensor.Randn([2])]);
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Contains("GradCheck.Module(module, x => (Variable[])[x[0], net.Call(x[0]) * x[1]], [x0, x1], ", report.Reproduction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_without_parameters_has_its_input() => GradCheck.Module(new Sequential(new Tanh(), new Softmax(-1)), Tensor.Randn([2, 3]));

    [Fact]
    public void The_Taylor_rate_over_all_parameters_is_reported_for_small_and_large_modules()
    {
        foreach (int width in (int[])[2, 30])
        {
            GradCheckReport report = GradCheck.InspectModule(new Sequential(new Linear(width, 3), new Tanh()), Tensor.Randn([2, width]));
            Assert.Contains(report.Oracles, o => o.Name.Contains("Taylor", StringComparison.Ordinal) && o.Agrees == true);
        }
    }

    [Fact]
    public void Rows_that_mix_are_found_among_the_inputs_not_among_the_parameters()
    {
        var options = new GradCheckOptions { BatchIndependent = true };
        var net = new Sequential(new Linear(2, 3), new BatchNorm1d(3), new Tanh());
        Assert.Contains("row 0 of the output depends on row", GradCheck.InspectModule(net, Tensor.Randn([4, 2]), options).Summary, StringComparison.Ordinal);
        net.Eval();
        GradCheck.Module(net, Tensor.Randn([4, 2]), options);
    }

    [Fact]
    public void Numbers_that_no_generator_draws_are_inconclusive_and_the_report_says_what_to_change()
    {
        GradCheckReport report = GradCheck.InspectModule(new Drifting(), Tensor.Randn([3]));
        Assert.Equal((GradCheckVerdict.Inconclusive, null), (report.Verdict, report.Reproduction));
        Assert.Contains("what to change: freeze its state", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_is_not_finite_is_inconclusive_and_the_report_says_where()
    {
        GradCheckReport report = GradCheck.InspectModule(new Logarithm(), Tensor.From(1.0, -2.0));
        Assert.Equal((GradCheckVerdict.Inconclusive, null), (report.Verdict, report.Reproduction));
        Assert.Contains("output 0[1] is NaN", report.Suggestion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_input_leaves_the_module_as_it_was()
    {
        var net = new Sequential(new Linear(2, 3), new BatchNorm1d(3));
        Tensor[] values = [.. net.Parameters().Select(p => p.Data), .. net.Buffers()];
        Assert.Throws<ShapeException>(() => GradCheck.Module(net, Tensor.Randn([4, 3])));
        Assert.Equal(values, [.. net.Parameters().Select(p => p.Data), .. net.Buffers()], ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void A_Float32_constant_that_a_module_hides_is_explained()
    {
        var error = Assert.Throws<DTypeException>(() => GradCheck.Module(new HiddenConstant(), Tensor.Randn([2, 3])));
        Assert.Contains("Wrap it in a Module.Buffer", error.Message, StringComparison.Ordinal);
        Assert.Contains("HiddenConstant", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_reads_a_Float32_module_is_sent_to_the_module_check()
    {
        var net = new BatchNorm1d(3);
        var error = Assert.Throws<DTypeException>(() => GradCheck.Verify(x => net.Call(x), Tensor.Randn([4, 3])));
        Assert.Contains("GradCheck.Module(module, input)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_inside_NoGrad_or_inference_mode_is_a_check()
    {
        var net = new Sequential(new Linear(2, 3), new Tanh());
        using (GradientTape.NoGrad())
        {
            GradCheck.Module(net, Tensor.Randn([4, 2]));
            GradCheck.Verify(x => x.Tanh(), Tensor.Randn([3]));
        }

        using (GradientTape.InferenceMode())
        {
            GradCheck.Module(net, Tensor.Randn([4, 2]));
        }
    }

    [Fact]
    public void A_module_that_writes_to_its_parameter_is_refused_by_name()
    {
        var error = Assert.Throws<AutogradException>(() => GradCheck.Module(new Writing(), Tensor.Randn([3])));
        Assert.Contains("the forward pass writes to the parameter 'weight'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_that_a_module_does_not_take_are_refused_in_its_own_words() => Assert.DoesNotContain(
        "Module.Buffer", Assert.Throws<DTypeException>(() => GradCheck.Module(new Linear(2, 3), Tensor.Ones([4, 2], DType.Int64))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_input_of_equal_numbers_is_written_short()
    {
        GradCheckReport report = GradCheck.InspectModule(new Wrong(40), Tensor.Ones([3, 40]), new GradCheckOptions { Shrink = false });
        Assert.Contains("var x0 = Tensor.Full([3, 40], 1d, DType.Float64);", report.Reproduction, StringComparison.Ordinal);
    }

    private sealed class Writing : Module<Variable, Variable>
    {
        private readonly Parameter _weight = new(Tensor.Ones([3]));

        protected override Variable Forward(Variable x)
        {
            _weight.Data.MulInPlace(1.01);
            return x * _weight;
        }
    }

    /// <summary>y = tanh(s ⊙ x) with a gradient for s that is too small by a factor.</summary>
    private sealed class Wrong(int width, double error = 0.5, Generator? generator = null) : Module<Variable, Variable>
    {
        private readonly Scale _body = new(width, error, generator);

        protected override Variable Forward(Variable x) => _body.Call(x).Tanh();
    }

    private sealed class Scale(int width, double error, Generator? generator) : Module<Variable, Variable>
    {
        private readonly Parameter _scale = new(Tensor.Randn([width], generator: generator));

        protected override Variable Forward(Variable x) => x * (((1 - error) * _scale) + (error * _scale.Detach()));
    }

    private sealed class WrongSecondOutput : Module<Variable, (Variable, Variable[])>
    {
        protected override (Variable, Variable[]) Forward(Variable x) => (x.Sin(), [x.Cos(), x * x.Detach()]);
    }

    private sealed class Drifting : Module<Variable, Variable>
    {
        private int _calls;

        protected override Variable Forward(Variable x) => x * ++_calls;
    }

    private sealed class Logarithm : Module<Variable, Variable>
    {
        protected override Variable Forward(Variable x) => x.Log();
    }

    private sealed class HiddenConstant : Module<Variable, Variable>
    {
        private readonly Tensor _weight = Tensor.Ones([3]);

        protected override Variable Forward(Variable x) => F.BatchNorm(x, null, null, _weight, null, training: true);
    }
}
