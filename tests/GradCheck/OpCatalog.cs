using System.Reflection;

namespace AutoGrad.Tests.Gradients;

/// <summary>Every op of the libraries, found by reflection: no list to keep.</summary>
internal static class OpCatalog
{
    private static readonly Dictionary<string, OpEntry> Entries = Find().ToDictionary(e => e.Name);

    /// <summary>The libraries, and no test's own ops.</summary>
    public static Assembly[] Assemblies => Array.ConvertAll((string[])["AutoGrad", "AutoGrad.NN", "AutoGrad.Optim", "AutoGrad.Data"], Assembly.Load);

    public static IEnumerable<OpEntry> All => Entries.Values;

    /// <summary>One row per op, for theories.</summary>
    public static TheoryData<string> Names => [.. Entries.Keys.Order(StringComparer.Ordinal)];

    public static bool Has(string name) => Entries.ContainsKey(name);

    public static OpEntry Get(string name) => Entries[name];

    private static IEnumerable<OpEntry> Find() =>
        from assembly in Assemblies
        from type in assembly.GetTypes()
        where IsOp(type)
        select Entry(type);

    private static bool IsOp(Type type) => type is { IsAbstract: false, ContainsGenericParameters: false } && Array.Exists(
        type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOp<>) && i.GenericTypeArguments[0] == type);

    private static OpEntry Entry(Type type) => (OpEntry)typeof(OpEntry).GetMethod(nameof(OpEntry.Of), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, [])!;
}
