namespace AutoGrad.Checking;

/// <summary>Views and their contiguous copies have equal values and gradients.</summary>
internal sealed class ViewsEqualCopies : Property
{
    internal override string Name => "views equal copies";

    internal override bool Applies(Subject subject, GradCheckOptions options) => subject.Leaves is null;

    internal override string? Check(Subject subject, Random random)
    {
        // Contiguous inputs are compared with transposed copies, so that the property says something for every subject.
        Subject copies = subject with { Inputs = Array.ConvertAll(subject.Inputs, static t => t.IsContiguous ? Strided(t) : t.Contiguous()) };
        Variable[] x = subject.Variables(), z = copies.Variables();
        Variable[] y = subject.Run(x), w = copies.Run(z);
        Variable[] v = Subject.Cotangents(y, random);
        DType dtype = DTypeOf(subject, y);
        return Compare(subject, [.. y.Select(static t => t.Data.ToDoubles())], [.. w.Select(static t => t.Data.ToDoubles())], 1e3, dtype, "values of another layout")
            ?? Compare(subject, subject.Gradients(y, v, x), copies.Gradients(w, v, z), 1e3, dtype, "another layout");
    }

    private static Tensor Strided(Tensor t) => t.Rank < 2 ? t : t.Transpose(0, -1).Contiguous().Transpose(0, -1);
}
