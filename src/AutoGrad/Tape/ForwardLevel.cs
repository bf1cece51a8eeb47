namespace AutoGrad;

/// <summary>One forward-mode pass: variables computed inside it carry their tangents. Nested passes are told apart by this object.</summary>
internal sealed class ForwardLevel(ForwardLevel? outer)
{
    /// <summary>The tangent of a variable at this level; null means zero.</summary>
    internal Variable? TangentOf(Variable x) => x.ExtrasOrNull is { } extras && ReferenceEquals(extras.TangentLevel, this) ? extras.Tangent : null;

    internal void Set(Variable x, Variable? tangent)
    {
        if (tangent is not null)
        {
            x.Extras.TangentLevel = this;
            x.Extras.Tangent = tangent;
        }
    }

    /// <summary>Gives the outputs of an op their tangents, by its forward rule or else by two reverse passes.</summary>
    internal void Propagate(Op op, Variable[] inputs, Variable[] outputs)
    {
        if (!op.IsDifferentiable)
        {
            return;
        }

        Variable?[] tangents = Array.ConvertAll(inputs, TangentOf);
        if (Array.TrueForAll(tangents, static t => t is null))
        {
            return;
        }

        // The rule's own operations belong to the outer level only.
        using (Mode.Enter(Mode.Current with { Forward = outer }))
        {
            Variable?[] results = op.Tangent(new TangentContext(inputs, outputs, tangents)) ?? DoubleReverse.Tangents(op, inputs, tangents, outputs.Length);
            for (int k = 0; k < outputs.Length; k++)
            {
                Set(outputs[k], results[k]);
            }
        }
    }
}
