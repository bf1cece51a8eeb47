namespace AutoGrad.Tests.Conventions;

/// <summary>The name under which a type or member stands in the XML documentation file (C# specification, annex D.4.2).</summary>
internal static class DocumentId
{
    public static string Of(MemberInfo member) => member switch
    {
        Type type => $"T:{Definition(type)}",
        FieldInfo field => $"F:{Definition(field.DeclaringType!)}.{field.Name}",
        EventInfo @event => $"E:{Definition(@event.DeclaringType!)}.{@event.Name}",
        PropertyInfo property => $"P:{Definition(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{Definition(constructor.DeclaringType!)}.#ctor{Parameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{Definition(method.DeclaringType!)}.{method.Name}{Arity(method)}{Parameters(method.GetParameters())}{Result(method)}",
        _ => throw new NotSupportedException(member.ToString()),
    };

    private static string Definition(Type type) => type.FullName!.Replace('+', '.');

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";

    private static string Result(MethodInfo method) => method.Name is "op_Implicit" or "op_Explicit" ? $"~{Reference(method.ReturnType)}" : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(p => Reference(p.ParameterType)))})";

    private static string Reference(Type type) => type switch
    {
        { IsByRef: true } => Reference(type.GetElementType()!) + "@",
        { IsPointer: true } => Reference(type.GetElementType()!) + "*",
        { IsSZArray: true } => Reference(type.GetElementType()!) + "[]",
        { IsArray: true } => $"{Reference(type.GetElementType()!)}[{string.Join(",", Enumerable.Repeat("0:", type.GetArrayRank()))}]",
        { IsGenericMethodParameter: true } => $"``{type.GenericParameterPosition}",
        { IsGenericParameter: true } => $"`{type.GenericParameterPosition}",
        _ => Nested(type, type.GetGenericArguments()),
    };

    // Outer{T}.Inner{U}: an inner type carries the arguments of its outer types first.
    private static string Nested(Type type, ReadOnlySpan<Type> arguments)
    {
        int own = type.Name.Split('`') is [_, var arity] ? int.Parse(arity) : 0;
        string outer = type.DeclaringType is { } declaring ? Nested(declaring, arguments[..^own]) : type.Namespace!;
        string name = $"{outer}.{type.Name.Split('`')[0]}";
        return own == 0 ? name : $"{name}{{{string.Join(",", arguments[^own..].ToArray().Select(Reference))}}}";
    }
}
