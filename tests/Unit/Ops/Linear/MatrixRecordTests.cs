using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Ops.Linear;

/// <summary>Products of vectors and matrices against PyTorch's records, at both orders.</summary>
public sealed class MatrixRecordTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Names("matrix");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Products_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("matrix", name);
        Recorded.Check(c, x =>
        [
            c.Op switch
            {
                "matmul" => x[0].MatMul(x[1]),
                "mm" => x[0].Mm(x[1]),
                "bmm" => x[0].Bmm(x[1]),
                "mv" => x[0].Mv(x[1]),
                "dot" => x[0].Dot(x[1]),
                "outer" => x[0].Outer(x[1]),
                "addmm" => x[0].Addmm(x[1], x[2], Number(c.Args, "beta"), Number(c.Args, "alpha")),
                "einsum" => Variable.Einsum(c.Args.Text("equation"), x),
                "t" => x[0].T(),
                "mT" => x[0].MT,
                "tril" => x[0].Tril(c.Args.Int("diagonal", 0)),
                "triu" => x[0].Triu(c.Args.Int("diagonal", 0)),
                _ => throw new NotSupportedException(c.Op),
            },
        ]);
    }

    private static Scalar? Number(FixtureArgs args, string name) => !args.Has(name) ? null : args.IsInteger(name) ? (Scalar)args.Int(name) : args.Double(name);
}
