using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>What the recurrent ops check and compute alike.</summary>
internal static class RecurrentInputs
{
    /// <summary>Sizes from the input's share [T, N, gates · H]; every other input is checked against what it must be.</summary>
    /// <param name="op">Name for messages.</param>
    /// <param name="inputs">The share, then states [N, H], then w [gates · H, H], then perhaps a bias [gates · H].</param>
    /// <param name="gates">Gates of one unit.</param>
    /// <param name="states">Number of states.</param>
    /// <param name="reverse">Whether time runs backwards.</param>
    internal static Sequence Check(string op, ReadOnlySpan<TensorSpec> inputs, int gates, int states, bool reverse)
    {
        Shape share = inputs[0].Shape;
        if (share.Rank != 3 || share[2] % gates != 0)
        {
            throw Errors.RecurrentShare(op, share, gates);
        }

        if (share[0] == 0)
        {
            throw Errors.RecurrentSteps(op, share);
        }

        int n = share[1], hidden = share[2] / gates;
        for (int i = 0; i < inputs.Length; i++)
        {
            string what = i == 0 ? "share" : i > states + 1 ? "biasHh" : i > states ? "weightHh" : i == 1 ? "h0" : "c0";
            if (!inputs[i].DType.IsFloat())
            {
                throw Errors.FloatExpected(op, inputs[i].DType);
            }

            if (inputs[i].DType != inputs[0].DType)
            {
                throw Errors.SidesDiffer(op, "the input's share", inputs[0].DType, what, inputs[i].DType);
            }

            Shape expected = i == 0 ? share : i > states + 1 ? [gates * hidden] : i > states ? [gates * hidden, hidden] : [n, hidden];
            if (inputs[i].Shape != expected)
            {
                throw Errors.RecurrentShape(op, what, inputs[i].Shape, expected);
            }
        }

        return new Sequence(share[0], n, hidden, reverse);
    }

    /// <summary>Runs a cell over the steps of the share [T, N, G] and stacks what it gives.</summary>
    internal static Variable[] Unroll(Variable share, bool reverse, Variable[] states, Func<Variable, Variable[], Variable[]> cell)
    {
        int steps = share.Shape[0];
        var outputs = new Variable[states.Length][];
        for (int k = 0; k < states.Length; k++)
        {
            outputs[k] = new Variable[steps];
        }

        for (int step = 0; step < steps; step++)
        {
            int t = reverse ? steps - 1 - step : step;
            states = cell(share.Narrow(0, t, 1).Reshape(share.Shape[1], share.Shape[2]), states);
            for (int k = 0; k < states.Length; k++)
            {
                outputs[k][t] = states[k];
            }
        }

        return Array.ConvertAll(outputs, static o => Variable.Stack(o));
    }
}
