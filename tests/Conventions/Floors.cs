namespace AutoGrad.Tests.Conventions;

/// <summary>
/// The floors of one assembly: folders, lowest first. What a file on one floor names in code, signatures, fields and base types must come from the
/// same floor or one below. A partial class lives on the lowest floor it has a part on, so a method that a higher floor adds to it stays above.
/// </summary>
internal sealed class Floors(Assembly assembly, string folder, string[][] floors) : IDisposable
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private readonly SourceMap _source = new(assembly, folder);

    public void Dispose() => _source.Dispose();

    /// <summary>Every use of a higher floor, and every file that stands on none.</summary>
    public IEnumerable<string> Crossings() => assembly.GetTypes().SelectMany(type =>
        Homeless(type).Concat(InDeclaration(type)).Concat(type.GetMembers(Declared).OfType<MethodBase>().SelectMany(InMethod)));

    private IEnumerable<string> Homeless(Type type) =>
        from file in _source.FilesOf(type)
        where FloorOf(file) < 0
        select $"{file}: in none of the folders {string.Join(", ", floors.SelectMany(f => f))}";

    private IEnumerable<string> InDeclaration(Type type)
    {
        string? home = HomeOf(type);
        var parents = type.GetInterfaces().Append(type.BaseType).OfType<Type>().SelectMany(Parts);
        // The field of an automatic property stands where its accessors do: their signatures speak for it.
        var fields = type.GetFields(Declared).Where(f => !f.IsStatic && !Surface.IsCompilerMade(f)).SelectMany(f => Parts(f.FieldType));
        return parents.Concat(fields).SelectMany(used => Crossing(home, type.Name, used, HomeOf(used)));
    }

    private IEnumerable<string> InMethod(MethodBase method)
    {
        string name = $"{method.DeclaringType!.Name}.{method.Name}";
        var signature = method.GetParameters().Select(p => p.ParameterType)
            .Append((method as MethodInfo)?.ReturnType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(l => l.LocalType) ?? [])
            .OfType<Type>().SelectMany(Parts)
            .SelectMany(used => Crossing(_source.FileOf(method) ?? HomeOf(method.DeclaringType), name, used, HomeOf(used)));
        var body = IlReader.Named(method).SelectMany(named =>
            Used(named.Member).SelectMany(used => Crossing(_source.FileOf(method, named.Offset), name, used.Member, used.File)));
        return signature.Concat(body);
    }

    private IEnumerable<(MemberInfo Member, string? File)> Used(MemberInfo named)
    {
        var types = named switch
        {
            Type type => Parts(type),
            FieldInfo field => Parts(field.DeclaringType!).Concat(Surface.IsCompilerMade(field) ? [] : Parts(field.FieldType)),
            // The method's own file says more than its type; what is left are the arguments of generics.
            MethodBase method => method.DeclaringType!.GetGenericArguments().Concat(method.IsGenericMethod ? method.GetGenericArguments() : []).SelectMany(Parts),
            _ => [],
        };
        return types.Select(type => ((MemberInfo)type, HomeOf(type)))
            .Concat(named is MethodBase m && m.Module == assembly.ManifestModule ? [(m, _source.FileOf(m) ?? HomeOf(m.DeclaringType!))] : []);
    }

    private IEnumerable<string> Crossing(string? userFile, string user, MemberInfo used, string? usedFile) =>
        userFile is not null && usedFile is not null && FloorOf(userFile) >= 0 && FloorOf(userFile) < FloorOf(usedFile)
            ? [$"{userFile}: {user} uses {used.DeclaringType?.Name}{(used.DeclaringType is null ? "" : ".")}{used.Name} of {usedFile}"]
            : [];

    /// <summary>The type itself, the elements of arrays and references, and the arguments of generics, as far as they are of this assembly.</summary>
    private IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? type.GetGenericParameterConstraints().Where(c => !c.ContainsGenericParameters).SelectMany(Parts)
        : (type.Assembly == assembly ? [type] : (Type[])[]).Concat(type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts) : []);

    private string? HomeOf(Type type) => _source.FilesOf(type).MinBy(FloorOf);

    /// <summary>The floor of the longest folder that the file lies in; -1 outside all of them.</summary>
    private int FloorOf(string file)
    {
        string? room = floors.SelectMany(f => f).Where(f => file.StartsWith(f + "/", StringComparison.Ordinal)).MaxBy(f => f.Length);
        return Array.FindIndex(floors, floor => floor.Contains(room));
    }
}
