using System.Diagnostics;
using System.Reflection;
using AutoGrad.NN;
using Xunit.Abstractions;

namespace AutoGrad.Tests.Unit.Surface;

/// <summary>Numbers far outside any range are answered by a value or by a typed error, at once: never by overflow, an endless loop or the end of memory.</summary>
public sealed class HostileNumberTests(ITestOutputHelper output)
{
    // Generous, since the machine may be busy: what this is to catch runs for minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_number_out_of_range_is_never_an_error_of_the_runtime()
    {
        var offenders = new List<string>();
        int calls = 0, refused = 0;
        string current = "";
        Task sweep = Task.Run(() =>
        {
            foreach ((string name, MethodBase method, object? receiver, object?[] arguments) in Calls())
            {
                Volatile.Write(ref current, name);
                long start = Stopwatch.GetTimestamp();
                Exception? error = Invocation.Try(method, receiver, arguments);
                calls++;
                refused += error is null ? 0 : 1;
                if (error is not null && !Invocation.IsTyped(error))
                {
                    offenders.Add($"{name}: {error.GetType().Name}: {error.Message} {Invocation.Place(error)}");
                }
                else if (Stopwatch.GetElapsedTime(start) > Patience / 10)
                {
                    offenders.Add($"{name}: took {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
                }
            }
        });
        for (string before = ""; !sweep.IsCompleted; before = Volatile.Read(ref current))
        {
            try
            {
                await sweep.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                Assert.True(Volatile.Read(ref current) != before, $"{before} does not end.{Environment.NewLine}{string.Join(Environment.NewLine, offenders.ToArray())}");
            }
        }

        await sweep;
        output.WriteLine($"{calls} calls, {refused} refused");
        Assert.True(offenders.Count == 0, $"{offenders.Count} calls:{Environment.NewLine}{string.Join(Environment.NewLine, offenders)}");
        Assert.True(refused > 1000, "the search found far fewer methods than there are");
    }

    /// <summary>Each number of each method in turn, and all whole numbers of it at once.</summary>
    private static IEnumerable<(string Name, MethodBase Method, object? Receiver, object?[] Arguments)> Calls()
    {
        // The settings of the process stay as they are, a sampler makes as many numbers as it is asked for, and a parameter has the methods of a variable.
        foreach (Type type in PublicMethods.Types().Except([typeof(Parallelism), typeof(Memory), typeof(Sampler), typeof(Parameter)]))
        {
            foreach (MethodBase method in PublicMethods.Of(type))
            {
                ParameterInfo[] parameters = method.GetParameters();
                object?[][] hostile = [.. parameters.Select(static p => Hostile(Invocation.Carrier(p.ParameterType)))];
                for (int i = 0; i < parameters.Length; i++)
                {
                    for (int k = 0; k < hostile[i].Length; k++)
                    {
                        foreach (Shape shape in (Shape[])[[2, 3], [1, 2, 4, 4]])
                        {
                            var source = new Arguments(shape);
                            object? receiver = method is MethodInfo { IsStatic: false } ? source.Receiver(type) : null;
                            object?[] arguments = [.. parameters.Select(source.For)];
                            arguments[i] = hostile[i][k];
                            if (!arguments.Contains(Missing.Value) && receiver is not Missing)
                            {
                                string given = hostile[i][k] is Array array ? $"[{string.Join(", ", array.Cast<object?>())}]" : $"{hostile[i][k]}";
                                yield return ($"{type.Name}.{method.Name}({string.Join(", ", parameters.Select(static p => p.Name))}) on {shape} with {parameters[i].Name} = {given}", method, receiver, arguments);
                            }
                        }
                    }
                }
            }
        }
    }

    private static object?[] Hostile(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(int) ? [int.MinValue, -7, 0, 1 << 17, int.MaxValue]
            : plain == typeof(long) ? [long.MinValue, 0L, long.MaxValue]
            : plain == typeof(double) ? [double.NaN, double.NegativeInfinity, -1e300, 0.0, double.Epsilon, 1e300, double.PositiveInfinity]
            : plain == typeof(Scalar) ? [(Scalar)double.NaN, (Scalar)1e300, (Scalar)long.MinValue]
            : plain == typeof(Shape) ? [default(Shape), Shape.Create([0]), Shape.Create([int.MaxValue]), Shape.Create([65536, 32767]), Shape.Create([0, int.MaxValue, 2])]
            : plain == typeof(Dims) ? [default(Dims), (Dims)int.MinValue, (Dims)int.MaxValue, Dims.Create([0, 0]), Dims.Create([0, -1, 7])]
            : plain == typeof(Size2) ? [default(Size2), (Size2)int.MinValue, (Size2)(-1), (Size2)(1, int.MaxValue), (Size2)int.MaxValue]
            : plain == typeof(Padding) ? [(Padding)int.MinValue, (Padding)(-1), (Padding)int.MaxValue]
            : plain == typeof(int[]) ? [Array.Empty<int>(), new[] { int.MinValue }, new[] { int.MaxValue }, new[] { -1, -1 }, new[] { 0, 0 }, new[] { int.MaxValue, int.MaxValue }, new[] { int.MinValue, int.MinValue, 1, 1 }, new int[9]]
            : plain == typeof(double[]) ? [Array.Empty<double>(), new[] { double.NaN }, new[] { 1e300, -1e300 }, new[] { double.PositiveInfinity }]
            : plain == typeof(TensorIndex) ? [(TensorIndex)int.MinValue, (TensorIndex)int.MaxValue, (TensorIndex)(^int.MaxValue), (TensorIndex)(5..1), (TensorIndex)(int.MaxValue..)]
            : plain == typeof(TensorIndex[]) ? [new TensorIndex[] { int.MaxValue }, new TensorIndex[] { ^int.MaxValue, int.MinValue }, new TensorIndex[9], new TensorIndex[] { 3.., 5..2 }]
            : plain == typeof(Range) ? [5..1, ^int.MaxValue.., int.MaxValue..]
            : plain.IsEnum ? [Enum.ToObject(plain, 99)]
            : [];
    }
}
