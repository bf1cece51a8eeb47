using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AutoGrad.Testing;

/// <summary>The dimensions of one input, read from its text.</summary>
/// <param name="Input">The input.</param>
/// <param name="Leads">Whether more dimensions may stand in front.</param>
/// <param name="LeadsInPart">Whether some of those may be left out or be 1.</param>
/// <param name="Terms">The dimensions that were written.</param>
internal sealed record Pattern(Input Input, bool Leads, bool LeadsInPart, Term[] Terms)
{
    private const string Remedy = "Write names, numbers, n? and, in front, ... or ...?, separated by spaces.";

    internal static Pattern Parse(Input input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(input.Dims);
        if (!input.DType.IsFloat())
        {
            throw new ArgumentException($"Input \"{input.Dims}\": its dtype {input.DType} cannot be differentiated. Use Float64 or Float32; for integers give a domain of integers.");
        }

        string[] words = input.Dims.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool inPart = words is ["...?", ..], leads = inPart || words is ["...", ..];
        Term[] terms = [.. words.Skip(leads ? 1 : 0).Select(word => Term.Parse(word) ?? throw new ArgumentException($"Input \"{input.Dims}\": \"{word}\" is no dimension. {Remedy}"))];
        if (terms.Length < input.Domain.MinRank || (input.Domain.IsSquare && (terms[^1] != terms[^2] || terms[^1].MayBeOne)))
        {
            string needed = input.Domain.IsSquare ? "\"n n\" at the end" : $"at least {input.Domain.MinRank} written dimension";
            throw new ArgumentException($"Input \"{input.Dims}\": the domain '{input.Domain}' needs {needed}, as in \"{(input.Domain.IsSquare ? "... n n" : "... n")}\".");
        }

        return new Pattern(input, leads, inPart, terms);
    }

    /// <summary>A shape for sizes by name and in front.</summary>
    internal Gen<Shape> Shape(IReadOnlyDictionary<string, int> sizes, int[] leading)
    {
        Gen<int[]> front = !Leads ? Gen.Constant((int[])[])
            : !LeadsInPart ? Gen.Constant(leading)
            : from dropped in Gen.Choose(0, leading.Length) from ones in Gen.Choose(0, 2).ArrayOf(leading.Length) select leading.Select((s, i) => ones[i] == 0 ? 1 : s).Skip(dropped).ToArray();
        return from lead in front
               from ones in Gen.Choose(0, 2).ArrayOf(Terms.Length)
               select AutoGrad.Shape.Create([.. lead, .. Terms.Select((t, i) => t.MayBeOne && ones[i] == 0 ? 1 : t.Size ?? sizes[t.Name])]);
    }
}

/// <summary>One dimension: a name or a number.</summary>
internal readonly record struct Term(string Name, int? Size, bool MayBeOne)
{
    internal static Term? Parse(string word)
    {
        bool mayBeOne = word.EndsWith('?');
        string name = mayBeOne ? word[..^1] : word;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? new Term(name, size, mayBeOne)
            : name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(static c => char.IsLetterOrDigit(c) || c == '_') ? new Term(name, null, mayBeOne)
            : null;
    }
}
