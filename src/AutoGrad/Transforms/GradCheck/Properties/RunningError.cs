namespace AutoGrad.Checking;

/// <summary>
/// How far the roundings of a backward pass reach: Wilkinson's running error analysis (Higham 2002, section 3.3) on the recorded pass. Each result gets a rounding
/// of its size, the operations behind it carry that on, and what arrives is known even where the terms cancel and the gradient is zero.
/// </summary>
internal static class RunningError
{
    /// <summary>One draw may cancel by chance.</summary>
    private const int Draws = 2;

    /// <summary>For each active input the largest rounding that arrives; zeros where the pass cannot be recorded.</summary>
    internal static double[] OfGradients(Subject subject)
    {
        var random = new Random(1);
        double[] largest = new double[subject.Active.Length];
        try
        {
            for (int draw = 0; draw < Draws; draw++)
            {
                double[] arrived = Once(subject, random);
                largest = [.. largest.Zip(arrived, Math.Max)];
            }
        }
        catch (AutogradException)
        {
            // A rule that cannot be differentiated itself: nothing more is known of it.
        }

        return largest;
    }

    private static double[] Once(Subject subject, Random random)
    {
        using var tape = new GradientTape();
        Variable[] x = subject.Variables();
        Variable[] y = [.. subject.Run(x).Where(static t => t.RequiresGrad)];
        if (y.Length == 0)
        {
            return new double[subject.Active.Length];
        }

        double unit = Property.DTypeOf(subject, y) == DType.Float32 ? Property.Rounding32 : Property.Rounding64;

        // Cotangents that require gradients: then what is linear in them is recorded too.
        Variable[] v = Array.ConvertAll(Subject.Cotangents(y, random), static t => new Variable(t.Data, requiresGrad: true));
        int forward = tape.Nodes.Count;
        Variable?[] gradients = Autodiff.Grad(y, [.. subject.Active.Select(i => x[i])], v, createGraph: true, allowUnused: true);
        TapeEntry[] backward = [.. tape.Nodes.Skip(forward)];
        var errors = new Dictionary<Variable, Tensor>(ReferenceEqualityComparer.Instance);
        Array.ForEach(v, t => errors[t] = Rounded(t.Data, unit, random));
        foreach (TapeEntry entry in backward.Where(e => e.Inputs.Any(errors.ContainsKey)))
        {
            Tensor[] inputs = [.. entry.Inputs.Select(t => errors.GetValueOrDefault(t) ?? t.Data)];
            Tensor[] carried = entry.Op.OutputCount == 1 ? [entry.Op.Run(inputs)] : entry.Op.RunAll(inputs);
            for (int k = 0; k < carried.Length; k++)
            {
                if (carried[k].DType.IsFloat())
                {
                    errors[entry.Outputs[k]] = carried[k] + Rounded(entry.Outputs[k].Data, unit, random);
                }
            }
        }

        return Array.ConvertAll(gradients, g => g is not null && errors.TryGetValue(g, out Tensor? error) ? Property.Finite(error.ToDoubles()) : 0);
    }

    /// <summary>Between half a rounding and a whole one, up or down: equal ones would cancel.</summary>
    private static Tensor Rounded(Tensor t, double unit, Random random) =>
        Tensor.From<double>(Array.ConvertAll(t.ToDoubles(), e => double.IsFinite(e) ? e * unit * (random.Next(2) - 0.5) * (1 + random.NextDouble()) : 0)).Reshape(t.Shape).To(t.DType);
}
