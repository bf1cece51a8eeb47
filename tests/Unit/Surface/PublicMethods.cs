using System.Reflection;
using AutoGrad.Data;
using AutoGrad.Optim;
using Module = AutoGrad.NN.Module;

namespace AutoGrad.Tests.Unit.Surface;

/// <summary>What users can call: every public constructor, method, operator, property setter and indexer of the four assemblies.</summary>
internal static class PublicMethods
{
    private const BindingFlags Seen = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Stand-ins for generic parameters, tried in turn until the constraints allow one.</summary>
    private static readonly Type[] Closings = [typeof(float), typeof(Tensor), typeof(Variable)];

    internal static IEnumerable<Type> Types() =>
        from assembly in (Assembly[])[typeof(Tensor).Assembly, typeof(Module).Assembly, typeof(Optimizer).Assembly, typeof(DataLoader).Assembly]
        from type in assembly.GetTypes()
        where type.IsVisible && !typeof(Delegate).IsAssignableFrom(type) && !type.IsEnum && !type.Name.Contains('<', StringComparison.Ordinal)
        select type.IsGenericTypeDefinition ? Closed(type) : type into closed
        where closed is not null
        select closed;

    /// <summary>The methods of a type, inherited ones of the library included: they run on this type's objects.</summary>
    internal static IEnumerable<MethodBase> Of(Type type) =>
        type.GetConstructors(Seen).Where(_ => !type.IsAbstract).Concat<MethodBase>(
            type.GetMethods(Seen | BindingFlags.FlattenHierarchy)
                .Where(static m => m.DeclaringType!.Assembly.GetName().Name!.StartsWith("AutoGrad", StringComparison.Ordinal))
                .Where(m => m.IsStatic ? m.DeclaringType == type && !type.IsInterface : !type.IsAbstract && !type.IsByRefLike)
                .Select(static m => m.IsGenericMethodDefinition ? Closed(m) : m)
                .OfType<MethodInfo>());

    private static Type? Closed(Type type) => Closings.Select(c => Attempt(() => type.MakeGenericType([.. type.GetGenericArguments().Select(_ => c)]))).FirstOrDefault(static t => t is not null);

    private static MethodInfo? Closed(MethodInfo method) =>
        Closings.Select(c => Attempt(() => method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => c)]))).FirstOrDefault(static m => m is not null);

    private static T? Attempt<T>(Func<T> make) where T : class
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            return null; // a constraint is not met
        }
    }
}
