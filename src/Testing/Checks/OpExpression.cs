using System.Globalization;
using System.Reflection;

namespace AutoGrad.Testing;

/// <summary>An op as C# that makes it again, for tests to paste: <c>new Scaled(1.5)</c>.</summary>
internal static class OpExpression
{
    internal static string Of(Op op)
    {
        Type type = op.GetType();

        // A record's own constructor has a property for each parameter; the protected one that copies has none.
        ConstructorInfo? primary = type.GetConstructors().Where(c => Array.TrueForAll(c.GetParameters(), p => type.GetProperty(p.Name!) is not null)).MaxBy(static c => c.GetParameters().Length);
        return primary is null
            ? $"op /* {op} */"
            : $"new {Name(type)}({string.Join(", ", primary.GetParameters().Select(p => Literal(type.GetProperty(p.Name!)!.GetValue(op))))})";
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    private static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"@\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        char letter => $"(char){(int)letter}",
        float number => float.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) + "f" : $"float.{Special(number)}",
        double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) + "d" : $"double.{Special(number)}",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        Enum constant => $"{constant.GetType().Name}.{constant}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        Array { Rank: 1 } list => $"new {Name(list.GetType().GetElementType()!)}[] {{ {string.Join(", ", list.Cast<object?>().Select(Literal))} }}",
        _ => value.ToString()!,
    };

    private static string Special(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "PositiveInfinity" : "NegativeInfinity";
}
