using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Ops.Elementwise;

/// <summary>Every recorded call of an elementwise operation: values, gradients by kernels and by rules, second order, forward derivatives, dtypes, special values.</summary>
public sealed class ElementwiseFixtureTests
{
    /// <summary>Operations recorded in the same files whose tests are elsewhere.</summary>
    private static readonly string[] Elsewhere = ["softmax", "log_softmax", "softmin", "dropout"];

    /// <summary>Where PyTorch's own numbers are less exact than ours, the tolerance that its error needs.</summary>
    private static readonly Dictionary<string, double> Tolerances = new()
    {
        ["hardsigmoid"] = 1e-7, // its slope is 1 / 6 rounded to Float32, in Float64 too
        ["polygamma"] = 1e-8, // its trigamma has nine digits
        ["digamma"] = 1e-8,
        ["lgamma"] = 1e-8,
    };

    /// <summary>Where PyTorch's derivative at infinity is NaN for want of a limit that exists, and ours is the limit: softsign is flat there.</summary>
    private static readonly string[] Limits = ["softsign"];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (string file in (string[])["unary", "binary", "comparison", "further", "activations"])
        {
            foreach (FixtureCase c in Fixture.Cases(file).Where(c => !Elsewhere.Contains(c.Op)))
            {
                rows.Add(file, c.Name);
            }
        }

        foreach (FixtureCase c in Fixture.Cases("reductions").Where(c => c.Op is "all" or "any"))
        {
            rows.Add("reductions", c.Name);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_call_gives_what_PyTorch_gives(string file, string name)
    {
        FixtureCase c = Fixture.Case(file, name);
        var call = ElementwiseCalls.Of(file, c);
        Assert.True(call is not null, $"{c.Op} of {file}.json has no call here.");
        Recorded.Check(c, x => [call(c, x)], Tolerances.GetValueOrDefault(c.Op, 1e-12), numbersForNaN: Limits.Contains(c.Op));
    }
}
