using AutoGrad.Tests.Conventions.Fakes;

namespace AutoGrad.Tests.Conventions;

public sealed class SealingTests
{
    private const string Rule = "Every class is sealed, abstract or static: inheritance is designed or absent.";

    /// <summary>Concrete base classes that users are meant to derive from, each with its reason.</summary>
    private static readonly Dictionary<string, string> OpenByDesign = new()
    {
        ["AutoGrad.Variable"] = "Parameter is a Variable",
        ["AutoGrad.Node"] = "leaves and the outputs of ops with several outputs are nodes with one part more",
        ["AutoGrad.NodeExtras"] = "the edges of a node with more than two inputs are among its extras",
        ["AutoGrad.Data.DataLoader`2"] = "DataLoader is the one for pairs of tensors; samples of another kind name their types",
    };

    [Fact]
    public void Every_class_is_sealed_abstract_or_static() =>
        Offenders.None(Rule, Tree.Libraries.Values.SelectMany(a => Open(a.GetTypes())).Except(OpenByDesign.Keys));

    [Fact]
    public void An_exemption_is_struck_off_once_nothing_needs_it() =>
        Offenders.None("OpenByDesign lists only open classes.", OpenByDesign.Keys.Except(Tree.Libraries.Values.SelectMany(a => Open(a.GetTypes()))));

    [Fact]
    public void An_open_class_is_reported_and_nothing_else() =>
        Assert.Equal([typeof(OpenClass).FullName!], Open([typeof(OpenClass), typeof(ClosedClass), typeof(SealingTests), typeof(Offenders), typeof(IDisposable), typeof(Action)]));

    private static IEnumerable<string> Open(IEnumerable<Type> types) =>
        from type in types
        where type is { IsClass: true, IsSealed: false, IsAbstract: false } && !Surface.IsCompilerMade(type)
        select type.FullName;
}
