using AutoGrad.Tests.Fixtures;
using Call = System.Func<AutoGrad.Tests.Fixtures.FixtureArgs, AutoGrad.Variable[], AutoGrad.Variable[]>;

namespace AutoGrad.Tests.Unit.Ops.Indexing;

/// <summary>Gathers, scatters, masks, lookups and searches against PyTorch: values, gradients, second order.</summary>
public sealed class RecordedIndexTests
{
    private static readonly Dictionary<string, Call> Calls = new()
    {
        ["index_select"] = (a, x) => [x[0].IndexSelect(a.Int("dim"), x[1])],
        ["index_add"] = (a, x) => [x[0].IndexAdd(a.Int("dim"), x[1], x[2], a.Double("alpha", 1))],
        ["index_copy"] = (a, x) => [x[0].IndexCopy(a.Int("dim"), x[1], x[2])],
        ["index_fill"] = (a, x) => [x[0].IndexFill(a.Int("dim"), x[1], a.Double("value"))],
        ["index_put"] = (a, x) => [x[0].IndexPut([.. x[2..].Select(i => i.Data)], x[1], a.Bool("accumulate"))],
        ["gather"] = (a, x) => [x[0].Gather(a.Int("dim"), x[1])],
        ["scatter"] = (a, x) => [x.Length == 2 ? x[0].Scatter(a.Int("dim"), x[1], a.Double("value")) : x[0].Scatter(a.Int("dim"), x[1], x[2])],
        ["scatter_add"] = (a, x) => [x[0].ScatterAdd(a.Int("dim"), x[1], x[2])],
        ["scatter_reduce"] = (a, x) =>
            [x[0].ScatterReduce(a.Int("dim"), x[1], x[2], Enum.Parse<ScatterReduction>(a.Text("reduce"), ignoreCase: true), a.Bool("include_self"))],
        ["masked_fill"] = (a, x) => [x.Length == 2 ? x[0].MaskedFill(x[1], a.Double("value")) : x[0].MaskedFill(x[1], x[2])],
        ["masked_select"] = (_, x) => [x[0].MaskedSelect(x[1])],
        ["masked_scatter"] = (_, x) => [x[0].MaskedScatter(x[1], x[2])],
        ["one_hot"] = (a, x) => [x[0].OneHot(a.Int("num_classes", -1))],
        ["embedding"] = (a, x) => [Variable.Embedding(x[0], x[1], a.Has("padding_idx") ? a.Int("padding_idx") : null)],
        ["nonzero"] = (_, x) => [x[0].NonZero()],
        ["argwhere"] = (_, x) => [x[0].ArgWhere()],
        ["take"] = (_, x) => [x[0].Take(x[1])],
        ["take_along_dim"] = (a, x) => [x[0].TakeAlongDim(x[1], a.Has("dim") ? a.Int("dim") : null)],
        ["put"] = (a, x) => [x[0].Put(x[1], x[2], a.Bool("accumulate"))],
        ["searchsorted"] = (a, x) => [x[0].SearchSorted(x[1], a.Bool("right"))],
        ["bucketize"] = (a, x) => [x[0].Bucketize(x[1], a.Bool("right"))],
    };

    /// <summary>The indexer is tested with the tensor.</summary>
    private static readonly string[] Elsewhere = ["index", "index_set"];

    public static TheoryData<string> Names => [.. Fixture.Cases("index").Where(c => !Elsewhere.Contains(c.Op)).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_PyTorch(string name)
    {
        FixtureCase c = Fixture.Case("index", name);
        Recorded.Check(c, x => Calls[c.Op](c.Args, x), tolerance: 1e-14);
    }
}
