using System.Reflection;
using Xunit.Abstractions;

namespace AutoGrad.Tests.Unit.Surface;

/// <summary>No public method answers a null, or a null element, that its signature does not allow with an error of the runtime.</summary>
public sealed class NullArgumentTests(ITestOutputHelper output)
{
    private const string RefusedByName = "refused by name";

    [Fact]
    public void A_null_that_is_not_declared_is_never_an_error_of_the_runtime()
    {
        var tally = new Dictionary<string, int>();
        var offenders = new List<string>();
        foreach (Type type in PublicMethods.Types())
        {
            foreach (MethodBase method in PublicMethods.Of(type))
            {
                ParameterInfo[] parameters = method.GetParameters();
                for (int i = 0; i < parameters.Length; i++)
                {
                    foreach ((string how, object? value) in Nulls(parameters[i]))
                    {
                        string outcome = Call(type, method, i, value, out Exception? error);
                        tally[outcome] = tally.GetValueOrDefault(outcome) + 1;
                        if (error is not null && !Invocation.IsTyped(error))
                        {
                            offenders.Add($"{type.Name}.{method.Name}({string.Join(", ", parameters.Select(static p => p.ParameterType.Name))}), {parameters[i].Name} {how}: {error.GetType().Name}: {error.Message} {Invocation.Place(error)}");
                        }
                        else if (outcome != RefusedByName)
                        {
                            output.WriteLine($"{type.Name}.{method.Name} {parameters[i].Name} {how}: {outcome}");
                        }
                    }
                }
            }
        }

        output.WriteLine(string.Join(Environment.NewLine, tally.OrderBy(static t => t.Key).Select(static t => $"{t.Value,5} {t.Key}")));
        Assert.True(offenders.Count == 0, $"{offenders.Count} calls:{Environment.NewLine}{string.Join(Environment.NewLine, offenders)}");
        Assert.True(tally[RefusedByName] > 1000, "the search found far fewer methods than there are");
    }

    /// <summary>The null itself, and a sequence with a null inside, where neither is declared to be allowed.</summary>
    private static IEnumerable<(string How, object? Value)> Nulls(ParameterInfo parameter)
    {
        Type type = Invocation.Carrier(parameter.ParameterType);
        if (type.IsValueType || parameter.IsOut)
        {
            yield break;
        }

        NullabilityInfo info = new NullabilityInfoContext().Create(parameter);
        if (info.WriteState != NullabilityState.Nullable && !Invocation.IsSpan(parameter.ParameterType))
        {
            yield return ("null", null);
        }

        Type? element = type.IsArray ? type.GetElementType() : type.IsGenericType && type.IsInterface && type.GetGenericArguments().Length == 1 ? type.GetGenericArguments()[0] : null;
        NullabilityInfo? inner = type.IsArray && !Invocation.IsSpan(parameter.ParameterType) ? info.ElementType : info.GenericTypeArguments.FirstOrDefault();
        if (element is { IsValueType: false } && inner?.WriteState != NullabilityState.Nullable && (!type.IsArray || type.GetArrayRank() == 1))
        {
            if (type.IsAssignableFrom(element.MakeArrayType()))
            {
                yield return ("with a null inside", Array.CreateInstance(element, 2));
            }
        }
    }

    private static string Call(Type type, MethodBase method, int index, object? value, out Exception? error)
    {
        string outcome = "no object or argument to call it with";
        error = null;
        foreach (Shape shape in Arguments.Shapes)
        {
            var arguments = new Arguments(shape);
            object? receiver = method is MethodInfo { IsStatic: false } ? arguments.Receiver(type) : null;
            object?[] given = [.. method.GetParameters().Select(arguments.For)];
            given[index] = receiver is Missing ? Missing.Value : value;
            if (given.Contains(Missing.Value))
            {
                continue;
            }

            error = Invocation.Try(method, receiver, given);
            if (error is null or ArgumentNullException || !Invocation.IsTyped(error))
            {
                return error is null ? "accepted" : error is ArgumentNullException ? RefusedByName : "broken";
            }

            outcome = "refused for another reason";
        }

        return outcome;
    }
}
