using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>Inputs that broadcast give what inputs expanded by hand give, gradients included.</summary>
internal sealed class BroadcastEqualsExpand : OpLaw
{
    private static readonly Type[] Families = [typeof(BinaryRule<>), typeof(TernaryRule<>)];

    public override OpLaws Flag => OpLaws.BroadcastEqualsExpand;

    public override string Name => "broadcasting equals expanding";

    public override string Remedy => "Treat every element alike, whatever the shape it was broadcast from; the engine sums what broadcasting repeated.";

    public override string? Check(OpCall call)
    {
        Op op = call.Sample.Op;
        if (!call.IsDifferentiable || !IsElementwise(op.GetType()) || Common(call) is not { } shape)
        {
            return null;
        }

        var expanded = (Subject)call.Subject;
        expanded = expanded with { Code = (x, _) => call.Run(Array.ConvertAll(x, v => new Ops.Expand(shape).Apply(v))) };
        Variable[] x = call.Subject.Variables(), z = expanded.Variables();
        Variable[] y = call.Subject.Run(x), w = expanded.Run(z);
        Variable[] v = Subject.Cotangents(y, call.Random);
        double[][] gradients = call.Subject.Gradients(y, v, x), others = expanded.Gradients(w, v, z);
        return Compare(call, y[0].Data.ToDoubles(), w[0].Data.ToDoubles(), 4, y[0].DType, "value")
            ?? gradients.Zip(others, (g, o) => Compare(call, o, g, 1e3, y[0].DType, "gradient")).FirstOrDefault(static violation => violation is not null);
    }

    private static bool IsElementwise(Type? type) => type is not null
        && ((type.IsGenericType && Families.Contains(type.GetGenericTypeDefinition())) || IsElementwise(type.BaseType));

    /// <summary>The shape all inputs broadcast to, if it is the output's, not every input has it, and the op takes inputs of it.</summary>
    private static Shape? Common(OpCall call)
    {
        try
        {
            Shape shape = call.Sample.Inputs.Aggregate(Shape.Scalar, static (s, t) => Shape.Broadcast(s, t.Shape, "law"));
            TensorSpec[] given = Array.ConvertAll(call.Sample.Inputs, static t => t.Spec), expanded = Array.ConvertAll(given, s => new TensorSpec(shape, s.DType));
            return Array.Exists(given, s => s.Shape != shape) && call.Sample.Op.Infer(given).Shape == shape && call.Sample.Op.Infer(expanded).Shape == shape ? shape : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
