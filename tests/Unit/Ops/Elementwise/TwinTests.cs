using System.Reflection;

namespace AutoGrad.Tests.Unit.Ops.Elementwise;

/// <summary>Each elementwise method of Variable exists on Tensor and gives the same bits there.</summary>
public sealed class TwinTests
{
    private static readonly Dictionary<string, MethodInfo> Methods = typeof(Variable)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.ReturnType == typeof(Variable) && !m.IsSpecialName && m.Name != nameof(Variable.Detach)
            && m.GetParameters() is var p && (p.Length == 0 || (p.Length == 1 && (p[0].ParameterType == typeof(Variable) || p[0].ParameterType == typeof(Scalar)))))
        .ToDictionary(m => $"{m.Name}({string.Join(", ", m.GetParameters().Select(p => p.ParameterType.Name))})");

    public static TheoryData<string> Names => [.. Methods.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_method_gives_the_same_on_a_tensor(string name)
    {
        MethodInfo method = Methods[name];
        Type[] parameters = [.. method.GetParameters().Select(p => p.ParameterType == typeof(Variable) ? typeof(Tensor) : p.ParameterType)];
        MethodInfo? twin = typeof(Tensor).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters);
        Assert.True(twin is not null && twin.ReturnType == typeof(Tensor), $"Tensor has no {name}.");
        bool whole = method.Name.StartsWith("Bitwise", StringComparison.Ordinal);
        DType dtype = whole ? DType.Int64 : DType.Float64;
        Tensor x = Tensor.From(2.0, 1, 3, 1).To(dtype).Reshape([2, 2]), y = Tensor.From(1.0, 2, 1, 1).To(dtype).Reshape([2, 2]);
        object[] onTensor = parameters.Length == 0 ? [] : parameters[0] == typeof(Scalar) ? [(Scalar)2L] : [y];
        object[] onVariable = parameters.Length == 0 || parameters[0] == typeof(Scalar) ? onTensor : [(Variable)y];

        Tensor expected;
        try
        {
            expected = (Tensor)twin.Invoke(x, onTensor)!;
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ShapeException or DTypeException)
        {
            Assert.IsType(refused.InnerException.GetType(), Assert.Throws<TargetInvocationException>(() => method.Invoke((Variable)x, onVariable)).InnerException);
            return;
        }

        Tensor actual = ((Variable)method.Invoke((Variable)x, onVariable)!).Data;
        Assert.Equal(expected.DType, actual.DType);
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.ToDoubles(), actual.ToDoubles());
    }
}
