namespace AutoGrad.Checking;

/// <summary>Cotangents that are views give what their contiguous copies give: expanded ones, as from a sum, and strided ones, as from a transpose or a slice.</summary>
internal sealed class CotangentViewsEqualCopies : Property
{
    internal override string Name => "cotangents that are views equal copies";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        Variable[] ones = Array.ConvertAll(y, static t => new Variable(Tensor.Ones(Shape.Scalar, t.DType).Expand(t.Shape), node: null));
        Variable[] strided = Array.ConvertAll(Subject.Cotangents(y, random), static t => new Variable(Strided(t.Data), node: null));
        return Against(ones, "expanded") ?? Against(strided, "strided");

        string? Against(Variable[] views, string layout)
        {
            Variable[] copies = Array.ConvertAll(views, static t => new Variable(t.Data.Contiguous(), node: null));
            return Compare(subject, subject.Gradients(y, copies, x), subject.Gradients(y, views, x), 1e3, DTypeOf(subject, y), $"for {layout} cotangents");
        }
    }
}
