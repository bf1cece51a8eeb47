namespace AutoGrad.Checking;

/// <summary>Views and their contiguous copies have equal values and gradients.</summary>
internal sealed class ViewsEqualCopies : Property
{
    internal override string Name => "views equal copies";

    internal override bool Applies(Subject subject, GradCheckOptions options) => subject.Leaves is null;

    internal override string? Check(Subject subject, Random random)
    {
        // Contiguous inputs are compared with strided copies, so that the property says something for every subject.
        Subject copies = subject with { Inputs = Array.ConvertAll(subject.Inputs, static t => t.IsContiguous ? Strided(t) : t.Contiguous()) };
        Variable[] x = subject.Variables(), z = copies.Variables();
        Variable[] y = subject.Run(x), w;
        try
        {
            w = copies.Run(z);
        }

        // Whatever a function throws at a layout that the caller did not pass, the caller has to hear of the layout.
#pragma warning disable CA1031
        catch (Exception refusal)
        {
            return $"with {string.Join(" and ", subject.Inputs.Select((t, i) => Passed(i, t, copies.Inputs[i])).OfType<string>())} the function throws {refusal.GetType().Name}: {refusal.Message}";
        }
#pragma warning restore CA1031

        Variable[] v = Subject.Cotangents(y, random);
        DType dtype = DTypeOf(subject, y);
        return CompareValues(subject, [.. y.Select(static t => t.Data.ToDoubles())], [.. w.Select(static t => t.Data.ToDoubles())], 1e3, dtype, "values of another layout")
            ?? Compare(subject, subject.Gradients(y, v, x), copies.Gradients(w, v, z), 1e3, dtype, "another layout");
    }

    private static string? Passed(int input, Tensor given, Tensor passed) => given.IsContiguous == passed.IsContiguous ? null
        : passed.IsContiguous ? $"input {input} as a contiguous copy" : $"input {input} of shape {passed.Shape} as a view of strides [{string.Join(", ", passed.Strides())}]";
}
