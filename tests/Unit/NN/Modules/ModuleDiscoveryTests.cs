using AutoGrad.NN;

namespace AutoGrad.Tests.Unit.NN.Modules;

/// <summary>Parts that the walk over a module's fields would lose are refused at the first look, with the remedy.</summary>
public sealed class ModuleDiscoveryTests
{
    [Fact]
    public void A_variable_that_requires_a_gradient_must_be_a_parameter()
    {
        var module = new Holder { Part = new Variable(Tensor.Ones([2]), requiresGrad: true) };
        string message = Assert.Throws<InvalidOperationException>(() => module.Parameters().ToList()).Message;
        Assert.Equal(
            "Holder: the field 'Part' holds a Variable that requires a gradient, which no optimizer and no state dict would see. Make it a Parameter; set RequiresGrad to false if it is not trained.", message);
        Assert.Throws<InvalidOperationException>(() => module.StateDict());
        Assert.Throws<InvalidOperationException>(() => new Holder { Part = new List<Variable> { new(Tensor.Ones([2]), requiresGrad: true) } }.StateDict());
    }

    [Fact]
    public void Constants_and_results_may_be_kept_in_fields()
    {
        var x = new Variable(Tensor.Ones([2]), requiresGrad: true);
        Assert.Empty(new Holder { Part = new Variable(Tensor.Ones([2])) }.StateDict());
        Assert.Empty(new Holder { Part = x * 2 }.StateDict()); // a cached activation
        Assert.Empty(new Holder { Part = Array.Empty<Variable>() }.StateDict());
        Assert.Empty(new Holder { Part = new float[2, 2] }.StateDict());
        Assert.Empty(new Holder { Part = new HashSet<string> { "a" } }.StateDict());
    }

    [Fact]
    public void Sets_and_queries_have_no_places_to_be_named_by()
    {
        Linear layer = new(1, 1);
        foreach (object part in (object[])[
            new HashSet<Linear> { layer }, new HashSet<Parameter> { layer.Weight }, new Queue<Module>([layer]), new Stack<Module.Buffer>(), Enumerable.Range(0, 2).Select(_ => layer)])
        {
            Assert.Contains("Use an array, a List or a Dictionary", Assert.Throws<InvalidOperationException>(() => new Holder { Part = part }.Parameters().ToList()).Message, StringComparison.Ordinal);
        }

        Assert.Contains("Use an array of arrays", Assert.Throws<InvalidOperationException>(() => new Holder { Part = new Linear[,] { { layer } } }.StateDict()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_immutable_array_is_a_list() =>
        Assert.Equal(["layers.0.weight", "layers.0.bias"], new Fixed([new Linear(1, 1)]).StateDict().Keys);

    [Fact]
    public void A_summary_names_the_elements_of_lists_by_their_field_and_small_sizes_in_kilobytes()
    {
        string[] lines = new Stack().Summary().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(["Stack", "  layers.0", "  layers.1", "    0", "    1"], lines[1..^1].Select(static l => l[..12].TrimEnd()));
        Assert.Equal("Total 12 parameters, 12 trainable, 0.05 KB", lines[^1]); // 48 bytes
    }

    private sealed class Holder : Module
    {
        [Name("part")]
        public object? Part;
    }

    private sealed class Fixed(IEnumerable<Linear> layers) : Module
    {
        private readonly System.Collections.Immutable.ImmutableArray<Linear> _layers = [.. layers];

        public int Count => _layers.Length;
    }

    private sealed class Stack : Module
    {
        private readonly Module[] _layers = [new Linear(1, 2), new Sequential(new Linear(2, 2), new Linear(1, 1))];

        public int Count => _layers.Length;
    }
}
