using System.Text;

namespace AutoGrad.Tests.Conventions.Docs;

/// <summary>docs/subgradients.md says for each op with kinks or jumps what its derivative is there, in the words of the op itself.</summary>
public sealed class SubgradientTests
{
    private const string Document = "docs/subgradients.md";

    private const string Begin = "<!-- ops -->\n", End = "<!-- /ops -->\n";

    [Fact]
    public void The_document_lists_every_op_with_kinks_in_the_words_of_the_op()
    {
        string path = Tree.PathOf(Document), text = File.ReadAllText(path), renewed = Renewed(text, Table(Ops()));
        if (Tree.Accepting)
        {
            File.WriteAllText(path, renewed);
            text = renewed;
        }

        Offenders.None(
            $"{Document} has a row for each op with kinks, made from Op.Subgradient. Run eng/accept and commit the result.",
            renewed.Split('\n').Except(text.Split('\n')).Select(line => "+ " + line).Concat(text.Split('\n').Except(renewed.Split('\n')).Select(line => "- " + line)));
    }

    [Fact]
    public void An_op_that_reports_pieces_says_what_its_derivative_is_between_them() => Offenders.None(
        "An op with a derivative and with pieces has a Subgradient.", Ops().Where(op => op.IsDifferentiable && op.IsPiecewise && op.Subgradient is null).Select(op => op.Name));

    [Fact]
    public void A_row_that_is_missing_or_stale_would_be_seen()
    {
        Op[] ops = [.. Ops()];
        Assert.NotEmpty(ops);
        string whole = Begin + Table(ops) + End, row = Table(ops).Split('\n')[2];
        Assert.NotEqual(whole.Replace(row + "\n", "", StringComparison.Ordinal), Renewed(whole.Replace(row + "\n", "", StringComparison.Ordinal), Table(ops)));
        Assert.Equal(whole, Renewed(whole, Table(ops)));
    }

    private static string Renewed(string text, string table)
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = text.IndexOf(End, StringComparison.Ordinal);
        return text[..begin] + table + text[end..];
    }

    private static string Table(IEnumerable<Op> ops)
    {
        var rows = new SortedSet<string>(ops.Where(op => op.Subgradient is not null).Select(op => $"| {op.Name} | {op.Subgradient} |"), StringComparer.Ordinal);
        return new StringBuilder("| Op | Derivative at its kinks and jumps |\n|---|---|\n").AppendJoin('\n', rows).Append('\n').ToString();
    }

    /// <summary>One instance of every op of the libraries, from its samples.</summary>
    private static IEnumerable<Op> Ops() =>
        from library in Tree.Libraries.Values
        from type in library.GetTypes()
        where type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(Op))
        where Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOp<>) && i.GenericTypeArguments[0] == type)
        from op in (IEnumerable<Op>)typeof(SubgradientTests).GetMethod(nameof(Samples), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!
        select op;

    private static IEnumerable<Op> Samples<T>() where T : Op, IOp<T> => T.Samples(new Sampler(0)).Select(sample => sample.Op).OfType<T>().DistinctBy(op => op.Subgradient);
}
