namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Refuses a target of another shape, which would broadcast silently.</summary>
    private static void DemandShape(string op, Variable input, Variable target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (input.Shape != target.Shape)
        {
            throw Errors.SilentBroadcast(op, input.Shape, target.Shape);
        }
    }

    /// <summary>The losses times a weight that broadcasts to them.</summary>
    private static Variable Weighted(string op, Variable losses, Tensor? weight, string name = "weight") =>
        weight is null ? losses
        : AutoGrad.Shape.Broadcast(weight.Shape, losses.Shape, op) == losses.Shape ? losses * weight
        : throw Errors.LossWeight(op, name, weight.Shape, losses.Shape);

    private static Variable Reduced(string op, Variable losses, Reduction reduction) => reduction switch
    {
        Reduction.None => losses,
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        _ => throw Errors.UnknownReduction(op, reduction),
    };
}
