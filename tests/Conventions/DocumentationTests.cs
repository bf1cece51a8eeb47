using AutoGrad.Tests.Conventions.Fakes;

namespace AutoGrad.Tests.Conventions;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_public_type_member_and_parameter_is_documented() =>
        Offenders.None("What users see is documented: summary, parameters, type parameters.", Tree.Libraries.Values.SelectMany(a => new Documentation(a).Gaps(Surface.Types(a))));

    [Fact]
    public void Gaps_are_reported_and_what_is_documented_or_inherited_is_not()
    {
        const string Seen = "AutoGrad.Tests.Conventions.Fakes.Seen";
        var gaps = new Documentation(typeof(Seen).Assembly).Gaps([typeof(Seen), typeof(ISeen<>), typeof(SeenExtensions), typeof(Seen.Kind)]);
        Assert.Equal(
        [
            $"M:{Seen}.Map``1(``0,System.Func{{System.Int32,System.String}},{Seen}.Kind): no param f",
            $"M:{Seen}.Map``1(``0,System.Func{{System.Int32,System.String}},{Seen}.Kind): no param kind",
            $"M:{Seen}.Map``1(``0,System.Func{{System.Int32,System.String}},{Seen}.Kind): no param x",
            $"M:{Seen}.Map``1(``0,System.Func{{System.Int32,System.String}},{Seen}.Kind): no typeparam T",
            $"M:{Seen}.Undocumented(System.Double@,System.ReadOnlySpan{{System.Int32}}): no documentation",
        ], gaps.Order(StringComparer.Ordinal));
    }
}
