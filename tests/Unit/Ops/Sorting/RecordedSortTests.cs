using AutoGrad.Tests.Fixtures;
using Call = System.Func<AutoGrad.Tests.Fixtures.FixtureArgs, AutoGrad.Variable[], AutoGrad.Variable[]>;

namespace AutoGrad.Tests.Unit.Ops.Sorting;

/// <summary>Orders against PyTorch: values, indices with ties and NaN, gradients, second order.</summary>
public sealed class RecordedSortTests
{
    private static readonly Dictionary<string, Call> Calls = new()
    {
        ["sort"] = (a, x) => Pair(x[0].Sort(a.Int("dim", -1), a.Bool("descending"), a.Bool("stable"))),
        ["argsort"] = (a, x) => [x[0].ArgSort(a.Int("dim", -1), a.Bool("descending"), a.Bool("stable"))],
        ["topk"] = (a, x) => Pair(x[0].TopK(a.Int("k"), a.Int("dim", -1), a.Bool("largest", true))),
        ["msort"] = (_, x) => [x[0].MSort()],
        ["kthvalue"] = (a, x) => Pair(x[0].KthValue(a.Int("k"), a.Int("dim", -1), a.Bool("keepdim"))),
        ["unique"] = (a, x) => Three(x[0].Unique(a.Has("dim") ? a.Int("dim") : null)),
        ["unique_consecutive"] = (a, x) => Three(x[0].UniqueConsecutive(a.Has("dim") ? a.Int("dim") : null)),
    };

    public static TheoryData<string> Names => [.. Fixture.Cases("sort").Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_PyTorch(string name)
    {
        FixtureCase c = Fixture.Case("sort", name);
        Recorded.Check(c, x => Calls[c.Op](c.Args, x)[..c.Outputs.Length], tolerance: 0);
    }

    private static Variable[] Pair((Variable Values, Tensor Indices) result) => [result.Values, result.Indices];

    private static Variable[] Three((Tensor Values, Tensor Inverse, Tensor Counts) result) => [result.Values, result.Inverse, result.Counts];
}
