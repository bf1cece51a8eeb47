namespace AutoGrad.Checking;

/// <summary>A zero cotangent gives exactly zero, not NaN and not something small.</summary>
internal sealed class ZeroCotangent : Property
{
    internal override string Name => "zero cotangent gives exact zero";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        Variable[] zeros = Array.ConvertAll(y, static t => (Variable)Tensor.Zeros(t.Shape, t.DType));
        double[][] gradients = subject.Gradients(y, zeros, x);
        double? bad = gradients.SelectMany(static g => g).Where(static g => g != 0).Select(static g => (double?)g).FirstOrDefault();
        return bad is null ? null : FormattableString.Invariant($"the gradient has the element {bad:G6}");
    }
}
