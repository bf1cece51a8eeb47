using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>An op that states IsBatchwise computes output row i from input row i alone.</summary>
internal sealed class RowsStayApart : OpLaw
{
    public override OpLaws Flag => OpLaws.RowsStayApart;

    public override string Name => "rows of a batchwise op stay apart";

    public override string Remedy => "Leave IsBatchwise out, or let output row i read row i alone.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable || call.Sample.Op.IsBatchwise != true)
        {
            return null;
        }

        Subject subject = call.Subject;
        Variable[] x = subject.Variables();
        Variable y = subject.Run(x)[0];
        for (int row = 0; y.Rank > 0 && row < y.Shape[0]; row++)
        {
            double[] cotangent = new double[y.NumEl];
            int width = y.NumEl / y.Shape[0];
            Array.Fill(cotangent, 1, row * width, width);
            double[][] gradients = subject.Gradients([y], [Tensor.From<double>(cotangent).Reshape(y.Shape).To(y.DType)], x);
            for (int k = 0; k < gradients.Length; k++)
            {
                Shape shape = subject.Inputs[subject.Active[k]].Shape;
                if (shape.Rank == y.Rank && shape[0] == y.Shape[0] && shape.NumEl > 0 && gradients[k].Where((g, i) => g != 0 && i / (shape.NumEl / shape[0]) != row).Any())
                {
                    return $"row {row} of the output depends on another row of input {subject.Active[k]}";
                }
            }
        }

        return null;
    }
}
