using System.Xml.Linq;

namespace AutoGrad.Tests.Conventions;

/// <summary>The XML documentation of an assembly, held against what its users see of it.</summary>
internal sealed class Documentation(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _entries =
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(e => e.Attribute("name")!.Value);

    /// <summary>Types and members without a summary, and parameters and type parameters without a word.</summary>
    public IEnumerable<string> Gaps(IEnumerable<Type> types) => types.SelectMany(type => Gaps((MemberInfo)type).Concat(Surface.Members(type).SelectMany(Gaps)));

    private IEnumerable<string> Gaps(MemberInfo member)
    {
        string id = DocumentId.Of(member);
        if (Words(id) is not { } words)
        {
            // The constructor that the compiler adds has no place for a comment; one that is written is held to CS1591 by the compiler.
            return member is ConstructorInfo constructor && constructor.GetParameters().Length == 0 ? [] : [$"{id}: no documentation"];
        }

        if (words.Any(word => word.Name == "inheritdoc"))
        {
            return [];
        }

        return Gap(words, "summary", null)
            .Concat(Parameters(member).SelectMany(name => Gap(words, "param", name)))
            .Concat(TypeParameters(member).SelectMany(name => Gap(words, "typeparam", name)))
            .Select(gap => $"{id}: no {gap}");
    }

    /// <summary>
    /// What is said of a member. The method of an extension block only refers to the block's own entry for it, and the receiver is described with
    /// the block: <c>T:Class.&lt;G&gt;$hash.&lt;M&gt;$hash</c> beside <c>M:Class.&lt;G&gt;$hash.Member</c>.
    /// </summary>
    private IEnumerable<XElement>? Words(string id)
    {
        if (!_entries.TryGetValue(id, out var entry))
        {
            return null;
        }

        string? cref = entry.Element("inheritdoc")?.Attribute("cref")?.Value;
        if (cref is null || !_entries.TryGetValue(cref, out var target))
        {
            return entry.Elements();
        }

        int end = cref.IndexOf('.', Math.Max(0, cref.IndexOf("<G>$", StringComparison.Ordinal)));
        string block = $"T:{cref[2..end]}.<M>$";
        return target.Elements().Concat(_entries.Where(e => e.Key.StartsWith(block, StringComparison.Ordinal)).SelectMany(e => e.Value.Elements()));
    }

    private static IEnumerable<string> Gap(IEnumerable<XElement> words, string element, string? name) =>
        words.Any(e => e.Name == element && (name is null || e.Attribute("name")?.Value == name) && (e.HasElements || e.Value.Trim().Length > 0))
            ? []
            : [name is null ? element : $"{element} {name}"];

    // What an operator does with its two sides, its summary says.
    private static IEnumerable<string> Parameters(MemberInfo member) => (member switch
    {
        MethodBase method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => method.GetParameters(),
        PropertyInfo property => property.GetIndexParameters(),
        Type type when type.IsSubclassOf(typeof(Delegate)) => type.GetMethod("Invoke")!.GetParameters(),
        _ => [],
    }).Select(p => p.Name!);

    private static IEnumerable<string> TypeParameters(MemberInfo member) => member switch
    {
        MethodInfo { IsGenericMethod: true } method => method.GetGenericArguments().Select(t => t.Name),
        Type type => type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).Select(t => t.Name),
        _ => [],
    };
}
