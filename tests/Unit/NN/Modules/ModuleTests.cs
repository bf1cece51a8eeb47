using AutoGrad.NN;
using AutoGrad.Optim;

namespace AutoGrad.Tests.Unit.NN.Modules;

/// <summary>How modules find their parts, and what acts on all of them.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void Members_of_a_tuple_are_found_by_position() =>
        Assert.Equal(["pair.0.weight", "pair.0.bias", "pair.1.weight"], new Paired().NamedParameters().Select(static p => p.Name));

    [Fact]
    public void Fields_properties_arrays_lists_and_dictionaries_give_the_names()
    {
        var net = new Parts();
        Assert.Equal(
            [
                "own", "table.a", "table.b", "nested.0.0", "nested.1.0", "renamed", "scale",
                "fc.0.weight", "fc.0.bias", "fc.1.weight", "list.0.weight", "head.weight", "byName.left.weight", "byName.right.weight", "seq.0.weight", "seq.2.weight",
            ],
            net.NamedParameters().Select(static p => p.Name));
        Assert.Equal(["counter", "hidden"], net.NamedBuffers().Select(static b => b.Name));
        Assert.Equal(
            ["", "fc.0", "fc.1", "list.0", "head", "byName.left", "byName.right", "seq", "seq.0", "seq.1", "seq.2"],
            net.NamedModules().Select(static m => m.Name));
        Assert.Equal(["fc.0", "fc.1", "list.0", "head", "byName.left", "byName.right", "seq"], net.NamedChildren().Select(static c => c.Name));
    }

    [Fact]
    public void Private_fields_of_a_base_class_come_first()
    {
        Assert.Equal(["inner.weight", "outer.weight"], new Derived().NamedParameters().Select(static p => p.Name));
    }

    [Fact]
    public void A_captured_primary_constructor_parameter_is_a_part()
    {
        var net = new Wrapper(new Linear(2, 3, bias: false));
        Assert.Equal(["body.weight"], net.StateDict().Keys);
        Assert.Equal([4, 3], net.Call(Tensor.Ones([4, 2])).Shape.ToArray());
    }

    [Fact]
    public void A_module_that_joins_a_list_later_is_found()
    {
        var list = new ModuleList<Linear>(new Linear(1, 1, bias: false));
        Assert.Equal(["0.weight"], list.StateDict().Keys);
        list.Append(new Linear(1, 1, bias: false));
        Assert.Equal(["0.weight", "1.weight"], list.StateDict().Keys);
        var named = new ModuleDict<Linear> { ["z"] = list[0], ["a"] = list[1] };
        Assert.Equal(["z.weight", "a.weight"], named.StateDict().Keys);
        Assert.Throws<ArgumentException>(() => named.Add("x.y", list[0]));
    }

    [Fact]
    public void A_shared_module_counts_once_under_its_first_name_and_is_saved_under_both()
    {
        var net = new Tied();

        // Depth first: the name inside the first child comes before the one in the parent. So it is in PyTorch.
        Assert.Equal(["block.0.weight"], net.NamedParameters().Select(static p => p.Name));
        Assert.Equal(["", "block", "block.0"], net.NamedModules().Select(static m => m.Name));
        Assert.Equal(["block.0.weight", "again.weight"], net.StateDict().Keys);
        Assert.Same(net.StateDict()["block.0.weight"], net.StateDict()["again.weight"]);
        Assert.Single(net.Parameters());
    }

    [Fact]
    public void Two_members_of_one_name_are_refused_by_name()
    {
        Assert.Contains("'w'", Assert.Throws<InvalidOperationException>(() => new Doubled().StateDict()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_and_eval_reach_every_module_and_dropout_obeys()
    {
        var drop = new Dropout(0.5, new Generator(1));
        var net = new Sequential(new Sequential(drop), new Identity());
        Assert.All(net.Modules(), static m => Assert.True(m.Training));
        Tensor x = Tensor.Ones([64]);
        Assert.Contains(0, net.Call(x).Data.ToDoubles());
        net.Eval();
        Assert.All(net.Modules(), static m => Assert.False(m.Training));
        Assert.Equal(x.ToDoubles(), net.Call(x).Data.ToDoubles());
        net.Train();
        Assert.True(drop.Training);
    }

    [Fact]
    public void To_another_dtype_keeps_parameters_and_an_optimizer_goes_on()
    {
        var net = new Sequential(new Linear(2, 2, generator: new Generator(1)), new BatchNorm1d(2));
        Parameter[] before = [.. net.Parameters()];
        var optimizer = new Adam(net.Parameters(), lr: 0.1);
        net.Call(Tensor.From(1f, 2f, 3f, 5f).Reshape(2, 2)).Square().Sum().Backward();
        optimizer.Step();
        net.To(DType.Float64);
        Parameter[] after = [.. net.Parameters()];
        Assert.Equal(before.Length, after.Length);
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Same(before[i], after[i]);
            Assert.Equal((DType.Float64, DType.Float64), (after[i].DType, after[i].Grad!.DType));
        }

        Assert.Equal([DType.Float64, DType.Float64, DType.Int64], net.Buffers().Select(static b => b.DType));
        double[] old = after[3].Data.ToDoubles();
        optimizer.ZeroGrad();
        net.Call(Tensor.From(1.0, 2.0, 3.0, 5.0).Reshape(2, 2)).Sum().Backward();
        optimizer.Step();
        Assert.NotEqual(old, after[3].Data.ToDoubles());
        Assert.Throws<DTypeException>(() => net.To(DType.Int64));
        Assert.Equal(DType.Float64, after[0].DType);
    }

    [Fact]
    public void Apply_visits_children_in_order_before_their_parent_and_each_once()
    {
        var a = new Identity();
        var b = new ReLU();
        var inner = new Sequential(a, b);
        var c = new Tanh();
        var net = new Sequential(inner, c, a);
        var seen = new List<Module>();
        net.Apply(seen.Add);
        Assert.Equal([a, b, inner, c, net], seen);
    }

    [Fact]
    public void Freezing_and_zeroing_reach_every_parameter()
    {
        var net = new Sequential(new Linear(2, 2), new Linear(2, 1));
        net.RequiresGrad(false);
        Assert.False(net.Call(Tensor.Ones([1, 2])).RequiresGrad);
        net.RequiresGrad();
        net.Call(Tensor.Ones([1, 2])).Sum().Backward();
        Assert.All(net.Parameters(), static p => Assert.NotNull(p.Grad));
        net.ZeroGrad();
        Assert.All(net.Parameters(), static p => Assert.Null(p.Grad));
    }

    [Fact]
    public void Hooks_change_what_goes_in_and_comes_out_until_removed()
    {
        var layer = new Identity();
        Tensor x = Tensor.From(1f);
        using (layer.RegisterForwardPreHook(static v => v + 1))
        using (layer.RegisterForwardHook(static (given, y) => (y * 10) + given))
        using (layer.RegisterForwardHook(static (_, y) => y + 0.5))
        {
            Assert.Equal(22.5, layer.Call(x).Item());
        }

        Assert.Equal(1, layer.Call(x).Item());
    }

    [Fact]
    public void A_summary_lists_modules_kinds_and_counts()
    {
        var net = new Net();
        net.Fc[1].RequiresGrad(false);
        string[] lines = net.Summary().ReplaceLineEndings("\n").Split('\n');
        Assert.Contains(lines, static l => l.Contains("Linear 784->128", StringComparison.Ordinal) && l.TrimEnd().EndsWith("100,480", StringComparison.Ordinal));
        Assert.Contains(lines, static l => l.Contains("Linear 128->10", StringComparison.Ordinal) && l.TrimEnd().EndsWith("1,290", StringComparison.Ordinal));
        Assert.Equal("Total 101,770 parameters, 100,480 trainable, 0.39 MB", lines[^1]);
        Assert.Equal(net.Summary(), net.ToString());
    }

    [Fact]
    public void An_error_names_the_layer_by_its_path_and_kind()
    {
        var net = new Net();
        var error = Assert.Throws<ShapeException>(() => net.Call(Tensor.Ones([2, 100])));
        Assert.Contains("(in Net.fc.0, Linear 784->128)", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ShapeException>(() => net.Fc[0].Call(Tensor.Ones([2, 100])));
        Assert.Contains("Linear 784->128", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3]).MatMul(Tensor.Ones([2, 3])));
        Assert.DoesNotContain("(in ", error.Message, StringComparison.Ordinal);
    }

    private sealed class Parts : Module
    {
        private readonly float[] _numbers = [1, 2];
        private readonly Linear[] _fc = [new(2, 2), new(2, 2, bias: false)];
        private readonly List<Linear> _list = [new(1, 1, bias: false)];
        private readonly Parameter _own = new(Tensor.Ones([1]));
        private readonly Dictionary<string, Parameter> _table = new() { ["a"] = new(Tensor.Ones([1])), ["b"] = new(Tensor.Ones([1])) };
        private readonly Parameter[][] _nested = [[new(Tensor.Ones([1]))], [new(Tensor.Ones([1]))]];
        private readonly Buffer _counter = new(Tensor.Zeros([1]));
        private readonly Buffer _hidden = new(Tensor.Zeros([1]), persistent: false);
        private readonly Parameter? _absent = Make(given: false);

        [Name("renamed")]
        private readonly Parameter _x = new(Tensor.Ones([1]));

        internal Parts()
        {
            Assert.Equal(2, _numbers.Length);
            Assert.Null(_absent);
            Assert.NotSame(_counter, _hidden);
            Assert.Equal(8, _fc.Length + _list.Count + _table.Count + _nested.Length + (_own == _x ? 0 : 1));
        }

        private static Parameter? Make(bool given) => given ? new Parameter(Tensor.Ones([1])) : null;

        public Parameter Scale { get; } = new(Tensor.Ones([1]));

        public Linear Head { get; } = new(1, 1, bias: false);

        public Dictionary<string, Linear> ByName { get; } = new() { ["left"] = new(1, 1, bias: false), ["right"] = new(1, 1, bias: false) };

        public Sequential Seq { get; } = new(new Linear(1, 1, bias: false), new ReLU(), new Linear(1, 1, bias: false));
    }

    private abstract class Base : Module
    {
        private readonly Linear _inner = new(1, 1, bias: false);

        public int Size => _inner.Weight.NumEl;
    }

    private sealed class Derived : Base
    {
        public Linear Outer { get; } = new(1, 1, bias: false);
    }

    private sealed class Paired : Module<Variable, Variable>
    {
        private readonly (Linear Up, Linear Down) _pair = (new(2, 3), new(3, 2, bias: false));

        protected override Variable Forward(Variable x) => _pair.Down.Call(_pair.Up.Call(x));
    }

    private sealed class Wrapper(Linear body) : Module<Variable, Variable>
    {
        protected override Variable Forward(Variable x) => body.Call(x);
    }

    private sealed class Tied : Module
    {
        internal Tied()
        {
            Block = new Sequential(new Linear(1, 1, bias: false));
            Again = Block[0];
        }

        public Sequential Block { get; }

        public Module Again { get; }
    }

    private sealed class Doubled : Module
    {
        private readonly Parameter _w = new(Tensor.Ones([1]));

        public Parameter W { get; } = new(Tensor.Ones([1]));

        public bool Differ => _w != W;
    }

    private sealed class Net : Module<Variable, Variable>
    {
        public Linear[] Fc { get; } = [new(784, 128), new(128, 10)];

        protected override Variable Forward(Variable x) => Fc[1].Call(Fc[0].Call(x));
    }
}
