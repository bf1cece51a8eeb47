namespace AutoGrad.Checking;

/// <summary>The whole batch at once gives what its rows give one after the other, values and gradients.</summary>
internal sealed class BatchEqualsLoop : Property
{
    internal override string Name => "a batch equals a loop over its rows";

    internal override bool Applies(Subject subject, GradCheckOptions options) => subject.Leaves is null
        && options.BatchIndependent && subject.Active.Length > 0 && subject.Inputs[subject.Active[0]].Rank > 0 && subject.Inputs[subject.Active[0]].Shape[0] > 1;

    internal override string? Check(Subject subject, Random random)
    {
        try
        {
            return Check(subject, random.Next(), static (first, t) => ReferenceEquals(first, t));
        }
        catch (ShapeException)
        {
            return Check(subject, random.Next(), static (first, t) => t.Rank == first.Rank && t.Shape[0] == first.Shape[0]); // other inputs come in rows too
        }
    }

    private static string? Check(Subject subject, int seed, Func<Tensor, Tensor, bool> comesInRows)
    {
        Tensor first = subject.Inputs[subject.Active[0]];
        int rows = first.Shape[0];
        Variable[] x = subject.Variables(), y = subject.Run(x);
        if (Array.Exists(y, t => t.Rank == 0 || t.Shape[0] != rows))
        {
            return $"an output has no dimension of {rows} rows in front";
        }

        Variable[] v = Subject.Cotangents(y, new Random(seed));
        double[] whole = subject.Gradients(y, v, x)[0];
        var gradients = new List<double>();
        double[][] values = Array.ConvertAll(y, static _ => Array.Empty<double>());
        for (int row = 0; row < rows; row++)
        {
            Subject one = subject with { Inputs = [.. subject.Inputs.Select(t => comesInRows(first, t) ? t.Slice(0, row, row + 1) : t)] };
            Variable[] z = one.Variables(), w = one.Run(z);
            values = [.. values.Zip(w, static (so, part) => so.Concat(part.Data.ToDoubles()).ToArray())];
            gradients.AddRange(one.Gradients(w, Array.ConvertAll(v, t => (Variable)t.Data.Slice(0, row, row + 1)), z)[0]);
        }

        DType dtype = DTypeOf(subject, y);
        return CompareValues(subject, Array.ConvertAll(y, static t => t.Data.ToDoubles()), values, 1e3, dtype, "values of the rows") ?? Compare(subject, [whole], [[.. gradients]], 1e3, dtype, "gradients of the rows");
    }
}
