namespace AutoGrad.Checking;

/// <summary>Neither the call nor the backward pass writes to the inputs, the cotangents or the outputs.</summary>
internal sealed class InputsUnmodified : Property
{
    internal override string Name => "inputs, outputs and cotangents stay unmodified";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        byte[][] before = Array.ConvertAll(x, static t => Memory(t.Data));
        Variable[] y = subject.Run(x);
        if (!Same(x, before))
        {
            return "the call changed an input";
        }

        Variable[] v = Subject.Cotangents(y, random);
        byte[][] outputs = Array.ConvertAll(y, static t => Memory(t.Data)), cotangents = Array.ConvertAll(v, static t => Memory(t.Data));
        double[][] once = subject.Gradients(y, v, x);
        double[][] twice = subject.Gradients(y, v, x);
        return !Same(x, before) ? "the backward pass changed an input"
            : !Same(y, outputs) ? "the backward pass changed an output"
            : !Same(v, cotangents) ? "the backward pass changed its cotangent"
            : Compare(subject, once, twice, 0, DType.Float64, "a second pass over the same graph (a saved value was changed)");
    }

    /// <summary>All of the memory that the tensor is a view of.</summary>
    private static byte[] Memory(Tensor t)
    {
        Tensor cpu = t.Backend.ToCpu(t.Base);
        byte[] bytes = cpu.Bytes().ToArray();
        GC.KeepAlive(cpu);
        return bytes;
    }

    private static bool Same(Variable[] variables, byte[][] before) => variables.Zip(before).All(static pair => Memory(pair.First.Data).AsSpan().SequenceEqual(pair.Second));
}
