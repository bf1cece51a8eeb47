namespace AutoGrad;

public partial class Variable
{
    /// <summary>Joins along the second dimension, vectors along their only one. PyTorch: torch.hstack.</summary>
    /// <param name="tensors">At least one. Equal shapes but for the joined dimension.</param>
    /// <returns>A new variable.</returns>
    /// <exception cref="ShapeException">The list is empty or the shapes do not fit.</exception>
    public static Variable HStack(ReadOnlySpan<Variable> tensors)
    {
        Variable[] parts = Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Atleast1d());
        return Cat(parts, parts.Length > 0 && parts[0].Rank > 1 ? 1 : 0);
    }

    /// <summary>Joins along the first dimension; vectors become rows. PyTorch: torch.vstack.</summary>
    /// <param name="tensors">At least one. Equal shapes but for the first dimension.</param>
    /// <returns>A new variable.</returns>
    /// <exception cref="ShapeException">The list is empty or the shapes do not fit.</exception>
    public static Variable VStack(ReadOnlySpan<Variable> tensors) => Cat(Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Atleast2d()), 0);

    /// <summary>Joins along the third dimension; vectors and matrices get one. PyTorch: torch.dstack.</summary>
    /// <param name="tensors">At least one. Equal shapes but for the third dimension.</param>
    /// <returns>A new variable.</returns>
    /// <exception cref="ShapeException">The list is empty or the shapes do not fit.</exception>
    public static Variable DStack(ReadOnlySpan<Variable> tensors) => Cat(Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Atleast3d()), 2);

    /// <summary>Joins vectors as columns and matrices along the second dimension. PyTorch: torch.column_stack.</summary>
    /// <param name="tensors">At least one. Equal first sizes.</param>
    /// <returns>A new variable.</returns>
    /// <exception cref="ShapeException">The list is empty or the shapes do not fit.</exception>
    public static Variable ColumnStack(ReadOnlySpan<Variable> tensors) => HStack(Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Rank > 1 ? t : t.Reshape(t.NumEl, 1)));
}

public sealed partial class Tensor
{
    /// <inheritdoc cref="Variable.HStack(ReadOnlySpan{Variable})"/>
    public static Tensor HStack(ReadOnlySpan<Tensor> tensors)
    {
        Tensor[] parts = Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Atleast1d());
        return Cat(parts, parts.Length > 0 && parts[0].Rank > 1 ? 1 : 0);
    }

    /// <inheritdoc cref="Variable.VStack(ReadOnlySpan{Variable})"/>
    public static Tensor VStack(ReadOnlySpan<Tensor> tensors) => Cat(Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Atleast2d()), 0);

    /// <inheritdoc cref="Variable.DStack(ReadOnlySpan{Variable})"/>
    public static Tensor DStack(ReadOnlySpan<Tensor> tensors) => Cat(Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Atleast3d()), 2);

    /// <inheritdoc cref="Variable.ColumnStack(ReadOnlySpan{Variable})"/>
    public static Tensor ColumnStack(ReadOnlySpan<Tensor> tensors) => HStack(Array.ConvertAll(Errors.Given(tensors).ToArray(), static t => t.Rank > 1 ? t : t.Reshape(t.NumEl, 1)));
}
