using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Ops.Reductions;

/// <summary>Running reductions, medians, reductions that skip NaN, pairs and further sums of products against PyTorch's records.</summary>
public sealed class ScanRecordTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Names("scans");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scans_and_pairs_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("scans", name);
        FixtureArgs a = c.Args;
        Dims dims = a.Has("dim") ? Dims.Create(a.Ints("dim")) : Dims.All;
        int dim = dims.Count == 1 ? dims[0] : 0;
        bool keepDim = a.Bool("keepdim");
        Recorded.Check(c, x => c.Op switch
        {
            "cummax" => Both(x[0].CumMax(dim)),
            "cummin" => Both(x[0].CumMin(dim)),
            "logcumsumexp" => [x[0].LogCumSumExp(dim)],
            "cumprod" => [x[0].CumProd(dim)],
            "median" when a.Has("dim") => Both(x[0].Median(dim, keepDim)),
            "median" => [x[0].Median()],
            "nansum" => [x[0].NanSum(dims, keepDim)],
            "nanmean" => [x[0].NanMean(dims, keepDim)],
            "var_mean" => [x[0].VarMean(dims, 0).Var, x[0].VarMean(dims, 0).Mean],
            "std_mean" => [x[0].StdMean(dims, 0).Std, x[0].StdMean(dims, 0).Mean],
            "aminmax" => [x[0].Aminmax(dims).Min, x[0].Aminmax(dims).Max],
            "trace" => [x[0].Trace()],
            "baddbmm" => [x[0].Baddbmm(x[1], x[2], a.Double("beta"), a.Double("alpha"))],
            "addbmm" => [x[0].Addbmm(x[1], x[2], a.Double("beta"), a.Double("alpha"))],
            "addmv" => [x[0].Addmv(x[1], x[2], a.Double("beta"), a.Double("alpha"))],
            "addr" => [x[0].Addr(x[1], x[2], a.Double("beta"), a.Double("alpha"))],
            "tensordot" when a.Has("dims") => [x[0].Tensordot(x[1], a.Int("dims"))],
            "tensordot" => [x[0].Tensordot(x[1], a.Ints("dims_self"), a.Ints("dims_other"))],
            _ => throw new NotSupportedException(c.Op),
        });
    }

    private static Variable[] Both((Variable Values, Tensor Indices) picked) => [picked.Values, picked.Indices];
}
