namespace AutoGrad.Tests.Conventions;

/// <summary>Types as C# writes them, without namespaces; with <c>?</c> where null is allowed.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    public static string Of(ParameterInfo p) => Name(new NullabilityInfoContext().Create(p));

    public static string Of(PropertyInfo p) => Name(new NullabilityInfoContext().Create(p));

    public static string Of(FieldInfo f) => Name(new NullabilityInfoContext().Create(f));

    public static string ShortName(this Type type) => Name(type, type.GetGenericArguments().Select(ShortName));

    /// <summary>Namespace, enclosing types and name, as <c>AutoGrad.Tensor</c> or <c>AutoGrad.NN.Module&lt;TIn, TOut&gt;</c>.</summary>
    public static string QualifiedName(this Type type) => $"{(type.DeclaringType is { } outer ? outer.QualifiedName() : type.Namespace)}.{type.ShortName()}";

    private static string Name(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        bool nullable = !type.IsValueType && !type.IsGenericParameter && info.ReadState == NullabilityState.Nullable;
        string name = type.IsArray && info.ElementType is { } element
            ? $"{Name(element)}[{new string(',', type.GetArrayRank() - 1)}]"
            : Name(type, info.GenericTypeArguments.Length > 0 ? info.GenericTypeArguments.Select(Name) : type.GetGenericArguments().Select(ShortName));
        return nullable ? name + "?" : name;
    }

    private static string Name(Type type, IEnumerable<string> arguments) => type switch
    {
        _ when Keywords.TryGetValue(type, out string? keyword) => keyword,
        { IsByRef: true } => type.GetElementType()!.ShortName(),
        { IsPointer: true } => type.GetElementType()!.ShortName() + "*",
        { IsArray: true } => $"{type.GetElementType()!.ShortName()}[{new string(',', type.GetArrayRank() - 1)}]",
        _ when Nullable.GetUnderlyingType(type) is { } underlying => underlying.ShortName() + "?",
        _ when type.IsConstructedGenericType && type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple)) => $"({string.Join(", ", arguments)})",
        // An inner type repeats the type parameters of its outer type; only those after the backtick are its own.
        _ when type.Name.Split('`') is [var name, var arity] => $"{name}<{string.Join(", ", arguments.TakeLast(int.Parse(arity)))}>",
        _ => type.Name,
    };
}
