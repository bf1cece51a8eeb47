namespace AutoGrad.Tests.Conventions;

/// <summary>
/// Who reaches the memory of tensors without having been handed a context, which only a backend makes. The memory is reached through doors; who names a door,
/// or somebody who does, is on the way to one, until a kernel's entry, a method that takes the context, or code that may stand in the open.
/// </summary>
internal sealed class MemoryAccess(IReadOnlyCollection<Assembly> assemblies, Type context, IReadOnlyCollection<MethodBase> doors, Func<MethodBase, bool> mayStand)
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Where a way begins that meets no kernel's entry: at a method that others see, or that nobody calls by name. Each with the calls that lead to the door.</summary>
    public IEnumerable<string> Openings()
    {
        ILookup<MethodBase, MethodBase> callers = Callers();
        var ways = new Dictionary<MethodBase, string>();
        var queue = new Queue<MethodBase>(doors);
        foreach (MethodBase door in doors)
        {
            ways.Add(door, Text(door));
        }

        while (queue.TryDequeue(out MethodBase? next))
        {
            foreach (MethodBase caller in callers[next].Where(c => !IsEntry(c) && !mayStand(c) && !ways.ContainsKey(c)))
            {
                ways.Add(caller, $"{Text(caller)} > {ways[next]}");
                queue.Enqueue(caller);
            }
        }

        return ways.Where(way => !doors.Contains(way.Key) && (IsSeen(way.Key) || !callers[way.Key].Any())).Select(way => way.Value);
    }

    private ILookup<MethodBase, MethodBase> Callers() =>
        (from assembly in assemblies
         from type in assembly.GetTypes()
         from method in type.GetMembers(Declared).OfType<MethodBase>()
         from named in IlReader.Named(method)
         where named.Member is MethodBase
         select (Named: Definition((MethodBase)named.Member), Method: method)).ToLookup(use => use.Named, use => use.Method);

    private bool IsEntry(MethodBase method) => method.GetParameters().Any(p => (p.ParameterType.IsByRef ? p.ParameterType.GetElementType() : p.ParameterType) == context);

    private static bool IsSeen(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType!.IsVisible;

    /// <summary>The method as it was written, without the arguments of generics.</summary>
    private static MethodBase Definition(MethodBase method)
    {
        if (method.DeclaringType is { IsConstructedGenericType: true } type)
        {
            method = type.GetGenericTypeDefinition().GetMembers(Declared).OfType<MethodBase>().First(m => m.MetadataToken == method.MetadataToken);
        }

        return method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : method;
    }

    private static string Text(MethodBase method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
