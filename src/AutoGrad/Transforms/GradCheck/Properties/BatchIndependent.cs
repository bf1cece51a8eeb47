namespace AutoGrad.Checking;

/// <summary>The gradient of output row i reaches row i of the first input alone.</summary>
internal sealed class BatchIndependent : Property
{
    internal override string Name => "rows of the batch do not mix";

    internal override bool Applies(Subject subject, GradCheckOptions options) => options.BatchIndependent && Batch(subject) is { Rank: > 0 } batch && batch.Shape[0] > 1;

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        int rows = Batch(subject)!.Shape[0], first = Array.FindIndex(subject.Active, i => i >= Leaves(subject));
        if (Array.Exists(y, t => t.Rank == 0 || t.Shape[0] != rows))
        {
            return $"an output has no dimension of {rows} rows in front";
        }

        for (int row = 0; row < rows; row++)
        {
            Variable[] v = Array.ConvertAll(Subject.Cotangents(y, random), t => (Variable)OnlyRow(t.Data, row));
            double[] gradient = subject.Gradients(y, v, x)[first];
            int width = gradient.Length / rows;
            for (int i = 0; i < gradient.Length; i++)
            {
                if (gradient[i] != 0 && i / width != row)
                {
                    return $"row {row} of the output depends on row {i / width} of the input";
                }
            }
        }

        return null;
    }

    /// <summary>The first input that is passed and differentiated; parameters have no rows of the batch.</summary>
    private static Tensor? Batch(Subject subject) => Array.FindIndex(subject.Active, i => i >= Leaves(subject)) is >= 0 and var k ? subject.Inputs[subject.Active[k]] : null;

    private static int Leaves(Subject subject) => subject.Leaves?.Length ?? 0;

    private static Tensor OnlyRow(Tensor t, int row)
    {
        int width = t.NumEl / t.Shape[0];
        return Tensor.From<double>([.. t.ToDoubles().Select((e, i) => i / width == row ? e : 0)]).Reshape(t.Shape).To(t.DType);
    }
}
