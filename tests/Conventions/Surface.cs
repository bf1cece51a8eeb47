using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoGrad.Tests.Conventions;

/// <summary>What of an assembly its users can see, and how that is written down in PublicApi.txt: one line for each type and member, sorted.</summary>
internal static class Surface
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes().Where(IsSeen);

    /// <summary>Public and protected members that the type itself introduces; overrides, accessors and what the compiler adds are left out.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) => IsDelegate(type) ? [] : type.GetMembers(Declared).Where(m => IsSeen(m, type));

    /// <summary>Made by the compiler: closures, record members, and the marker types of extension blocks, whose methods stand in the enclosing class too.</summary>
    public static bool IsCompilerMade(MemberInfo member) => member.Name.Contains('<') || member.IsDefined(typeof(CompilerGeneratedAttribute));

    public static IEnumerable<string> Lines(Assembly assembly) =>
        Types(assembly).SelectMany(type => Members(type).Select(member => $"{type.QualifiedName()}: {Line(member)}").Prepend(Line(type))).Order(StringComparer.Ordinal);

    private static bool IsSeen(Type type) =>
        !IsCompilerMade(type) && (type.IsPublic || (type is { IsNestedPublic: true } or { IsNestedFamily: true } or { IsNestedFamORAssem: true } && IsSeen(type.DeclaringType!)));

    private static bool IsSeen(MemberInfo member, Type type) => !IsCompilerMade(member) && member switch
    {
        MethodInfo method => IsSeen(method, type) && method.GetBaseDefinition() == method && !IsAccessor(method, type),
        ConstructorInfo constructor => IsSeen((MethodBase)constructor, type),
        PropertyInfo property => property.GetAccessors(true).Any(a => IsSeen(a, type) && a.GetBaseDefinition() == a),
        EventInfo @event => IsSeen(@event.AddMethod!, type),
        FieldInfo field => (field.IsPublic || (!type.IsSealed && (field.IsFamily || field.IsFamilyOrAssembly))) && !field.IsSpecialName,
        _ => false,
    };

    // Protected members of a sealed class are out of everybody's reach.
    private static bool IsSeen(MethodBase method, Type type) => method.IsPublic || (!type.IsSealed && (method.IsFamily || method.IsFamilyOrAssembly));

    // By the property, not by the name: get_X of an extension property is a method of the enclosing class that no property claims.
    private static bool IsAccessor(MethodInfo method, Type type) => method.IsSpecialName
        && (type.GetProperties(Declared).Any(p => p.GetAccessors(true).Contains(method)) || type.GetEvents(Declared).Any(e => e.AddMethod == method || e.RemoveMethod == method));

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static string Line(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => $"enum : {Enum.GetUnderlyingType(type).ShortName()}",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            _ when IsDelegate(type) => $"delegate {Signature(type.GetMethod("Invoke")!)}",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (type.GetMethod("<Clone>$") is null ? "class" : "record"),
        };
        IEnumerable<Type> bases = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && !type.IsEnum && !IsDelegate(type) ? [b] : [];
        IEnumerable<Type> interfaces = type.IsEnum || IsDelegate(type) ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(i => i.IsVisible && i != typeof(IEquatable<>).MakeGenericType(type));
        string parents = string.Join(", ", bases.Select(t => t.ShortName()).Concat(interfaces.Select(t => t.ShortName()).Order(StringComparer.Ordinal)));
        return $"{type.QualifiedName()} = {kind}{(parents.Length > 0 ? $" : {parents}" : "")}{Constraints(type.GetGenericArguments())}";
    }

    private static string Line(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } f => $"const {f.Name} = {Literal(f.GetRawConstantValue())}",
        FieldInfo f => $"{(f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{f.Name} -> {TypeNames.Of(f)}",
        PropertyInfo p => $"{Modifiers(p.GetAccessors(true)[0])}{p.Name}{Parameters(p.GetIndexParameters(), "[", "]")} {{ {Accessors(p)} }} -> {TypeNames.Of(p)}",
        EventInfo e => $"{Modifiers(e.AddMethod!)}event {e.Name} -> {e.EventHandlerType!.ShortName()}",
        ConstructorInfo c => $"{(c.IsPublic ? "" : "protected ")}new{Parameters(c.GetParameters())}",
        MethodInfo m => $"{Modifiers(m)}{m.Name}{Signature(m)}",
        _ => throw new NotSupportedException(member.ToString()),
    };

    private static string Modifiers(MethodInfo m) =>
        (m.IsPublic ? "" : "protected ") + (m.IsStatic ? "static " : "") + (m.IsAbstract ? "abstract " : m.IsVirtual && !m.IsFinal ? "virtual " : "");

    private static string Accessors(PropertyInfo property) =>
        string.Join(" ", from a in property.GetAccessors(true)
                         where IsSeen(a, property.DeclaringType!)
                         let init = a.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                         select (a.IsPublic ? "" : "protected ") + (a.ReturnType != typeof(void) ? "get;" : init ? "init;" : "set;"));

    private static string Signature(MethodInfo m)
    {
        string generic = m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(t => t.Name))}>" : "";
        string self = m.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{generic}{Parameters(m.GetParameters(), "(" + self)} -> {TypeNames.Of(m.ReturnParameter)}{Constraints(m.IsGenericMethod ? m.GetGenericArguments() : [])}";
    }

    private static string Parameters(ParameterInfo[] parameters, string open = "(", string close = ")") =>
        parameters.Length == 0 && open == "[" ? "" : open + string.Join(", ", parameters.Select(Parameter)) + close;

    private static string Parameter(ParameterInfo p)
    {
        bool isParams = p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute));
        string kind = !p.ParameterType.IsByRef ? "" : p.IsOut ? "out " : p.IsIn ? "in " : "ref ";
        return $"{(isParams ? "params " : "")}{kind}{TypeNames.Of(p)} {p.Name}{(p.HasDefaultValue ? $" = {Default(p)}" : "")}";
    }

    private static string Default(ParameterInfo p) =>
        p.RawDefaultValue is { } value && (Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType) is { IsEnum: true } type ? $"{Enum.ToObject(type, value)}"
        : p.RawDefaultValue is null && p.ParameterType.IsValueType && Nullable.GetUnderlyingType(p.ParameterType) is null ? "default" : Literal(p.RawDefaultValue);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string s => $"\"{s}\"",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type[] arguments) => string.Concat(
        from argument in arguments
        let flags = argument.GenericParameterAttributes
        let kinds = (string[])[
            .. flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : (string[])[],
            .. flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? ["struct"] : (string[])[],
            .. argument.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)).Select(t => t.ShortName()),
            .. (flags & (GenericParameterAttributes.DefaultConstructorConstraint | GenericParameterAttributes.NotNullableValueTypeConstraint)) == GenericParameterAttributes.DefaultConstructorConstraint ? ["new()"] : (string[])[]]
        where kinds.Length > 0
        select $" where {argument.Name} : {string.Join(", ", kinds)}");
}
