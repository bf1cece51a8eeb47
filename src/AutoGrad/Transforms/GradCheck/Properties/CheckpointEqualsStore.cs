namespace AutoGrad.Checking;

/// <summary>Running the function again in the backward pass gives the bits that keeping its intermediate values gives.</summary>
internal sealed class CheckpointEqualsStore : Property
{
    internal override string Name => "a checkpoint equals what was stored";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables(), z = subject.Variables();
        Variable[] y = subject.Run(x), w = Autodiff.Checkpoint(subject.Run, z);
        Variable[] v = Subject.Cotangents(y, random);
        return y.Length != w.Length
            ? "a second call gives other outputs"
            : CompareValues(subject, Values(y), Values(w), 0, DType.Float64, "values") ?? Compare(subject, subject.Gradients(y, v, x), subject.Gradients(w, v, z), 0, DType.Float64, "gradients");
    }

    private static double[][] Values(Variable[] outputs) => Array.ConvertAll(outputs, static y => y.Data.ToDoubles());
}
