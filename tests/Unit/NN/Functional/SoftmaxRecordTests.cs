using AutoGrad.Tests.Fixtures;
using AutoGrad.Tests.Unit.Ops;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.NN;

/// <summary>Softmax, its logarithm, softmin and normalize against PyTorch's records.</summary>
public sealed class SoftmaxRecordTests
{
    public static IEnumerable<object[]> Softmaxes() =>
        Fixture.Cases("activations").Where(c => c.Op is "softmax" or "log_softmax" or "softmin").Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> Norms() => Fixture.CasesOf("norm", "normalize").Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Softmaxes))]
    public void Softmaxes_agree_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("activations", name);
        int dim = c.Args.Int("dim");
        Recorded.Check(c, x => [c.Op switch { "softmax" => F.Softmax(x[0], dim), "log_softmax" => F.LogSoftmax(x[0], dim), _ => F.Softmin(x[0], dim) }]);
    }

    [Theory]
    [MemberData(nameof(Norms))]
    public void Normalize_agrees_with_pytorch_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("norm", name);
        Recorded.Check(c, x => [F.Normalize(x[0], c.Args.Double("p", 2), c.Args.Int("dim", 1), c.Args.Double("eps", 1e-12))]);
    }
}
