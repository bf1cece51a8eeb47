using System.Linq.Expressions;
using System.Reflection;
using AutoGrad.Data;
using AutoGrad.NN;
using AutoGrad.Optim;
using Module = AutoGrad.NN.Module;

namespace AutoGrad.Tests.Unit.Surface;

/// <summary>Simple valid values for parameters found by reflection.</summary>
/// <param name="shape">Shape of the tensors.</param>
internal sealed class Arguments(Shape shape)
{
    /// <summary>Shapes under which most calls succeed with at least one.</summary>
    internal static readonly Shape[] Shapes = [[2, 3], [2, 2], [3], [], [1, 2, 4], [1, 2, 4, 4], [1, 2, 4, 4, 4]];

    /// <summary>A value for a parameter, or <see cref="Missing.Value"/> if none can be made.</summary>
    internal object? For(ParameterInfo parameter)
    {
        Type type = Invocation.Carrier(parameter.ParameterType);
        if (parameter.HasDefaultValue && parameter.DefaultValue is not DBNull)
        {
            return parameter.DefaultValue is null ? type.IsValueType ? Activator.CreateInstance(type) : null
                : (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } named ? Enum.ToObject(named, parameter.DefaultValue)
                : Nullable.GetUnderlyingType(type) is { } inner ? Convert.ChangeType(parameter.DefaultValue, inner, null)
                : parameter.DefaultValue;
        }

        return Make(type, parameter.Name ?? "", 0);
    }

    /// <summary>An object of the type, to call its methods on.</summary>
    internal object? Receiver(Type type) => Make(type, "", 0);

    private object? Make(Type type, string name, int depth)
    {
        if (Known(type, name) is { } known)
        {
            return known;
        }

        if (depth > 4 || type.ContainsGenericParameters)
        {
            return Missing.Value;
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, name, depth + 1);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0);
        }

        if (type.IsArray || (type.IsGenericType && type.IsInterface && type.IsAssignableFrom(type.GetGenericArguments()[0].MakeArrayType())))
        {
            Type element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            object? value = Make(element, name, depth + 1);
            if (value is Missing || type is { IsArray: true } && type.GetArrayRank() > 1)
            {
                return Missing.Value;
            }

            Array array = Array.CreateInstance(element, 1);
            array.SetValue(value, 0);
            return array;
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return Function(type, depth);
        }

        return type.IsAbstract || type.IsInterface ? FromSubclass(type, depth) : FromConstructor(type, depth);
    }

    private object? Known(Type type, string name) => type switch
    {
        _ when type == typeof(int) => name is "dim" or "start" or "offset" or "index" or "dim0" or "startDim" or "source" or "destination" ? 0 : 1,
        _ when type == typeof(long) => 1L,
        _ when type == typeof(double) => 0.5,
        _ when type == typeof(float) => 0.5f,
        _ when type == typeof(byte) => (byte)1,
        _ when type == typeof(bool) => true,
        _ when type == typeof(char) => ',',
        _ when type == typeof(string) => name == "equation" ? "...->..." : "name",
        _ when type == typeof(object) => "object",
        _ when type == typeof(Type) => typeof(int),
        _ when type == typeof(Tensor) => Values(name),
        _ when type == typeof(Variable) => new Variable(Values(name)),
        _ when type == typeof(Parameter) => new Parameter(Tensor.Ones(shape)),
        _ when type == typeof(Shape) => shape,
        _ when type == typeof(Dims) => (Dims)0,
        _ when type == typeof(Scalar) => (Scalar)1.0,
        _ when type == typeof(Size2) => (Size2)1,
        _ when type == typeof(Padding) => (Padding)0,
        _ when type == typeof(Generator) => new Generator(1),
        _ when type == typeof(TensorIndex) => (TensorIndex)0,
        _ when type == typeof(CancellationToken) => CancellationToken.None,
        _ when type == typeof(Optimizer) => new SGD([new Parameter(Tensor.Ones([1]))], 0.1, momentum: 0.5),
        _ when type == typeof(LRScheduler) => new StepLR(new SGD([new Parameter(Tensor.Ones([1]))], 0.1), 1),
        _ when type == typeof(Module<Variable, Variable>) || type == typeof(Module) => new Linear(3, 2),
        _ when type == typeof(Dataset<(Tensor, Tensor)>) => new TensorDataset(Tensor.Ones([4, 2]), Tensor.Ones([4])),
        _ when type == typeof(IReadOnlyDictionary<string, Tensor>) => new Dictionary<string, Tensor> { ["a"] = Tensor.Ones([2]) },
        _ when type == typeof(Op) || type == typeof(Primitive) => AutoGrad.Ops.Exp.Instance,
        _ => null,
    };

    private Tensor Values(string name) => name switch
    {
        "mask" or "condition" => Tensor.Ones(shape, DType.Bool),
        "index" or "indices" or "repeats" => Tensor.Zeros(shape, DType.Int64),
        _ => Tensor.Full(shape, 0.5),
    };

    private object? Function(Type type, int depth)
    {
        MethodInfo invoke = type.GetMethod("Invoke")!;
        ParameterExpression[] inputs = [.. invoke.GetParameters().Select(static p => Expression.Parameter(p.ParameterType))];
        if (inputs.Any(static p => p.Type.IsByRefLike) || invoke.ReturnType.IsByRefLike)
        {
            return Missing.Value;
        }

        if (invoke.ReturnType == typeof(void))
        {
            return Expression.Lambda(type, Expression.Empty(), inputs).Compile();
        }

        if (Array.Find(inputs, p => p.Type == invoke.ReturnType) is { } same)
        {
            return Expression.Lambda(type, same, inputs).Compile();
        }

        object? result = Make(invoke.ReturnType, "", depth + 1);
        return result is Missing ? result : Expression.Lambda(type, Expression.Constant(result, invoke.ReturnType), inputs).Compile();
    }

    private object? FromSubclass(Type type, int depth) =>
        (from candidate in type.Assembly.GetTypes()
         where candidate is { IsAbstract: false, IsPublic: true, ContainsGenericParameters: false } && type.IsAssignableFrom(candidate)
         let made = Make(candidate, "", depth + 1)
         where made is not Missing
         select made).FirstOrDefault(Missing.Value);

    private object? FromConstructor(Type type, int depth)
    {
        foreach (ConstructorInfo constructor in type.GetConstructors().OrderBy(static c => c.GetParameters().Length))
        {
            object?[] arguments = [.. constructor.GetParameters().Select(p => p.HasDefaultValue ? For(p) : Make(Invocation.Carrier(p.ParameterType), p.Name ?? "", depth + 1))];
            if (!arguments.Contains(Missing.Value) && Invocation.Create(constructor, arguments) is { } made)
            {
                return made;
            }
        }

        return Missing.Value;
    }
}
