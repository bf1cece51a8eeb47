namespace AutoGrad.Checking;

/// <summary>A gradient has the shape and dtype of its input.</summary>
internal sealed class GradientFits : Property
{
    internal override string Name => "gradients have the inputs' shapes and dtypes";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = [.. subject.Run(x).Where(static t => t.RequiresGrad)];
        if (y.Length == 0)
        {
            return null;
        }

        Variable[] wanted = [.. subject.Active.Select(i => x[i])];
        Variable?[] gradients = Autodiff.Grad(y, wanted, Subject.Cotangents(y, random), allowUnused: true);
        for (int k = 0; k < wanted.Length; k++)
        {
            if (gradients[k] is { } g && (g.Shape != wanted[k].Shape || g.DType != wanted[k].DType))
            {
                return $"input {subject.Active[k]} is {wanted[k].DType} {wanted[k].Shape}, its gradient {g.DType} {g.Shape}";
            }
        }

        return null;
    }
}
