using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>Dimensions of size zero either work, gradients included, or are refused with a typed exception.</summary>
internal sealed class EmptyShapesWork : OpLaw
{
    public override OpLaws Flag => OpLaws.EmptyShapesWork;

    public override string Name => "empty shapes work or are refused";

    public override string Remedy => "Return early where there is no element, or refuse the shape in Infer by a ShapeException or an ArgumentException.";

    public override string? Check(OpCall call)
    {
        if (FixesItsShape(call.Original))
        {
            return null; // an adjoint that states its output's shape fits inputs of one shape only
        }

        foreach (int size in call.Sample.Inputs.SelectMany(static t => t.Shape.ToArray()).Distinct())
        {
            OpCall empty = call.With(Array.ConvertAll(call.Sample.Inputs, t => Cut(t, size)));
            try
            {
                _ = empty.Values();
            }
            catch (Exception refusal) when (refusal is ShapeException or DTypeException or ArgumentException)
            {
                continue;
            }
            catch (Exception other)
            {
                return $"with size {size} cut to 0: {other.GetType().Name}: {other.Message}";
            }

            if (empty.IsDifferentiable && Gradient(empty) is { } violation)
            {
                return $"with size {size} cut to 0: {violation}";
            }
        }

        return null;
    }

    private static bool FixesItsShape(Op op) =>
        op.GetType().Name.EndsWith("Grad", StringComparison.Ordinal) || Array.Exists(op.GetType().GetProperties(), static p => p.PropertyType == typeof(Shape));

    private static string? Gradient(OpCall call)
    {
        try
        {
            Subject subject = call.Subject;
            Variable[] x = subject.Variables();
            Variable[] y = subject.Run(x);
            double[][] gradients = subject.Gradients(y, Subject.Cotangents(y, call.Random), x);
            return gradients.Zip(subject.Active).Any(pair => pair.First.Length != x[pair.Second].NumEl) ? "a gradient has another size than its input" : null;
        }
        catch (Exception other)
        {
            return $"the gradient throws {other.GetType().Name}: {other.Message}";
        }
    }

    private static Tensor Cut(Tensor t, int size)
    {
        for (int d = 0; d < t.Rank; d++)
        {
            t = t.Shape[d] == size ? t.Slice(d, 0, 0) : t;
        }

        return t;
    }
}
