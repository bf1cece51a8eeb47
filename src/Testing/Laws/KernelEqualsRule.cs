using AutoGrad.Checking;

namespace AutoGrad.Testing;

/// <summary>The gradient kernel, used when nothing is recorded, and the rule, used under createGraph, give the same.</summary>
internal sealed class KernelEqualsRule : OpLaw
{
    public override OpLaws Flag => OpLaws.KernelEqualsRule;

    public override string Name => "gradient kernel equals rule";

    public override string Remedy => "Pullback and PullbackKernel have to give the same; a check at order 2 runs the one, at order 1 the other.";

    public override string? Check(OpCall call)
    {
        if (!call.IsDifferentiable || !call.Sample.Op.HasPullbackKernel)
        {
            return null;
        }

        Subject subject = call.Subject;
        Variable[] x = subject.Variables();
        Variable[] y = [.. subject.Run(x).Where(static t => t.RequiresGrad)], wanted = [.. subject.Active.Select(i => x[i])];
        Variable[] v = Subject.Cotangents(y, call.Random);
        Variable?[] kernel = Autodiff.Grad(y, wanted, v, retainGraph: true, allowUnused: true), rule = Autodiff.Grad(y, wanted, v, createGraph: true, allowUnused: true);
        for (int k = 0; k < wanted.Length; k++)
        {
            double[] zeros = new double[wanted[k].NumEl];
            if (Compare(call, rule[k]?.Data.ToDoubles() ?? zeros, kernel[k]?.Data.ToDoubles() ?? zeros, 1e3, wanted[k].DType, $"input {subject.Active[k]}, kernel against rule") is { } violation)
            {
                return violation;
            }
        }

        return null;
    }
}
