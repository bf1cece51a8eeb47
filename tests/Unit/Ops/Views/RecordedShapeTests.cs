using AutoGrad.Tests.Fixtures;
using Call = System.Func<AutoGrad.Tests.Fixtures.FixtureArgs, AutoGrad.Variable[], AutoGrad.Variable[]>;

namespace AutoGrad.Tests.Unit.Ops.Views;

/// <summary>Views, joins, splits and reorderings against PyTorch: values, gradients, second order.</summary>
public sealed class RecordedShapeTests
{
    private static readonly Dictionary<string, Call> Calls = new()
    {
        ["reshape"] = (a, x) => [x[0].Reshape(a.Ints("shape"))],
        ["view"] = (a, x) => [x[0].View(a.Ints("shape"))],
        ["flatten"] = (a, x) => [x[0].Flatten(a.Int("start_dim", 0), a.Int("end_dim", -1))],
        ["unflatten"] = (a, x) => [x[0].Unflatten(a.Int("dim"), a.Ints("sizes"))],
        ["contiguous"] = (_, x) => [x[0].Contiguous()],
        ["narrow"] = (a, x) => [x[0].Narrow(a.Int("dim"), a.Int("start"), a.Int("length"))],
        ["unfold"] = (a, x) => [x[0].Unfold(a.Int("dimension"), a.Int("size"), a.Int("step"))],
        ["diagonal"] = (a, x) => [x[0].Diagonal(a.Int("offset", 0), a.Int("dim1", 0), a.Int("dim2", 1))],
        ["unsqueeze"] = (a, x) => [x[0].Unsqueeze(a.Int("dim"))],
        ["squeeze"] = (a, x) => [a.Has("dim") ? x[0].Squeeze(a.Int("dim")) : x[0].Squeeze()],
        ["transpose"] = (a, x) => [x[0].Transpose(a.Int("dim0"), a.Int("dim1"))],
        ["permute"] = (a, x) => [x[0].Permute(a.Ints("dims"))],
        ["movedim"] = (a, x) => [x[0].MoveDim(Dims.Create(a.Ints("source")), Dims.Create(a.Ints("destination")))],
        ["t"] = (_, x) => [x[0].T()],
        ["mT"] = (_, x) => [x[0].MT],
        ["expand"] = (a, x) => [x[0].Expand(a.Ints("size"))],
        ["broadcast_to"] = (a, x) => [x[0].BroadcastTo(a.Ints("size"))],
        ["repeat"] = (a, x) => [x[0].Repeat(a.Ints("repeats"))],
        ["tile"] = (a, x) => [x[0].Tile(a.Ints("dims"))],
        ["repeat_interleave"] = (a, x) =>
            [x.Length == 2 ? x[0].RepeatInterleave(x[1].Data, a.Int("dim")) : x[0].RepeatInterleave(a.Int("repeats"), a.Has("dim") ? a.Int("dim") : null)],
        ["cat"] = (a, x) => [Variable.Cat(x, a.Int("dim"))],
        ["stack"] = (a, x) => [Variable.Stack(x, a.Int("dim"))],
        ["hstack"] = (_, x) => [Variable.HStack(x)],
        ["vstack"] = (_, x) => [Variable.VStack(x)],
        ["dstack"] = (_, x) => [Variable.DStack(x)],
        ["column_stack"] = (_, x) => [Variable.ColumnStack(x)],
        ["split"] = (a, x) => a["split_size"].ValueKind == System.Text.Json.JsonValueKind.Array
            ? x[0].Split(a.Ints("split_size"), a.Int("dim")) : x[0].Split(a.Int("split_size"), a.Int("dim")),
        ["chunk"] = (a, x) => x[0].Chunk(a.Int("chunks"), a.Int("dim")),
        ["tensor_split"] = (a, x) => a.Has("sections") ? x[0].TensorSplit(a.Int("sections")) : x[0].TensorSplit(a.Ints("indices")),
        ["hsplit"] = (a, x) => x[0].HSplit(a.Int("sections")),
        ["vsplit"] = (a, x) => x[0].VSplit(a.Int("sections")),
        ["dsplit"] = (a, x) => x[0].DSplit(a.Int("sections")),
        ["unbind"] = (a, x) => x[0].Unbind(a.Int("dim", 0)),
        ["flip"] = (a, x) => [x[0].Flip(a.Ints("dims"))],
        ["roll"] = (a, x) => [x[0].Roll(Dims.Create(a.Ints("shifts")), a.Has("dims") ? Dims.Create(a.Ints("dims")) : default)],
        ["rot90"] = (a, x) => [x[0].Rot90(a.Int("k"))],
        ["tril"] = (a, x) => [x[0].Tril(a.Int("diagonal", 0))],
        ["triu"] = (a, x) => [x[0].Triu(a.Int("diagonal", 0))],
        ["diag"] = (a, x) => [x[0].Diag(a.Int("diagonal"))],
        ["diag_embed"] = (a, x) => [x[0].DiagEmbed(a.Int("offset", 0), a.Int("dim1", -2), a.Int("dim2", -1))],
        ["slice_scatter"] = (a, x) => [x[0].SliceScatter(x[1], a.Int("dim"), a.Int("start"), a.Int("end"), a.Int("step"))],
        ["select_scatter"] = (a, x) => [x[0].SelectScatter(x[1], a.Int("dim"), a.Int("index"))],
        ["diagonal_scatter"] = (a, x) => [x[0].DiagonalScatter(x[1], a.Int("offset"))],
    };

    /// <summary>Selection belongs to the indexer and is tested with it.</summary>
    private static readonly string[] Elsewhere = ["select"];

    public static TheoryData<string> Names => [.. Fixture.Cases("shape").Where(c => !Elsewhere.Contains(c.Op)).Select(c => c.Name)];

    public static TheoryData<string> PadNames => [.. Fixture.CasesOf("convpool", "pad").Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_PyTorch(string name)
    {
        FixtureCase c = Fixture.Case("shape", name);
        Recorded.Check(c, x => Calls[c.Op](c.Args, x), tolerance: 1e-14);
    }

    [Theory]
    [MemberData(nameof(PadNames))]
    public void Padding_agrees_with_PyTorch(string name)
    {
        FixtureCase c = Fixture.Case("convpool", name);
        PadMode mode = Enum.Parse<PadMode>(c.Args.Text("mode", "constant"), ignoreCase: true);
        Recorded.Check(c, x => [x[0].Pad(c.Args.Ints("pad"), mode, c.Args.Double("value", 0))], tolerance: 1e-14);
    }
}
