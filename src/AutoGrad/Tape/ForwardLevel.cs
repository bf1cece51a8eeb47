namespace AutoGrad;

/// <summary>One forward-mode pass: variables computed inside it carry their tangents. Nested passes are told apart by this object.</summary>
internal sealed class ForwardLevel(ForwardLevel? outer)
{
    /// <summary>The pass around this one, if there is one.</summary>
    internal ForwardLevel? Outer => outer;

    /// <summary>The tangent of a variable at this level; null means zero.</summary>
    internal Variable? TangentOf(Variable x)
    {
        for (Tangent? t = x.ExtrasOrNull?.Tangents; t is not null; t = t.Next)
        {
            if (ReferenceEquals(t.Level, this))
            {
                return t.Value;
            }
        }

        return null;
    }

    internal void Set(Variable x, Variable? tangent)
    {
        if (tangent is not null)
        {
            x.Extras.Tangents = new Tangent(this, tangent, x.ExtrasOrNull?.Tangents);
        }
    }

    /// <summary>Takes every tangent off a variable that outlives the pass.</summary>
    internal static void Forget(Variable x)
    {
        if (x.ExtrasOrNull is { } extras)
        {
            extras.Tangents = null;
        }
    }

    /// <summary>Gives a variable with the same value the tangents of another at this level and all around it.</summary>
    internal void Carry(Variable from, Variable to)
    {
        for (ForwardLevel? level = this; level is not null; level = level.Outer)
        {
            level.Set(to, level.TangentOf(from));
        }
    }

    /// <summary>Gives the outputs of an op their tangents, by its forward rule or else by two reverse passes.</summary>
    internal void Propagate(Op op, Variable[] inputs, Variable[] outputs)
    {
        if (!op.IsDifferentiable)
        {
            return;
        }

        outer?.Propagate(op, inputs, outputs); // first, so that the rule below finds the outer tangents of what it reads
        Variable?[] tangents = Array.ConvertAll(inputs, TangentOf);
        if (Array.TrueForAll(tangents, static t => t is null))
        {
            return;
        }

        // The rule's own operations belong to the outer levels only.
        using (Mode.Enter(Mode.Current with { Forward = outer }))
        {
            Variable?[] results = op.Tangent(new TangentContext(inputs, outputs, tangents)) ?? DoubleReverse.Tangents(op, inputs, tangents, outputs.Length);
            for (int k = 0; k < outputs.Length; k++)
            {
                Set(outputs[k], results[k]);
            }
        }
    }

    /// <summary>A variable's tangent at one level; a variable has as many as there are levels around it.</summary>
    internal sealed record Tangent(ForwardLevel Level, Variable Value, Tangent? Next);
}
