using System.Numerics;

namespace AutoGrad.Ops;

/// <summary>One step of a running statistic: (1 - momentum) · old + momentum · factor · fresh, into the old one's memory.</summary>
/// <param name="Momentum">Share of the new value.</param>
/// <param name="Factor">What the new value is multiplied by: n / (n - 1) turns a biased variance into an unbiased one.</param>
internal sealed record RunningAverage(double Momentum, double Factor) : Primitive
{
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override void Forward(in KernelContext context)
    {
        if (context.OutputSpec().DType == DType.Float32)
        {
            Run(context.Input<float>(0), context.Input<float>(1), context.Output<float>());
        }
        else
        {
            Run(context.Input<double>(0), context.Input<double>(1), context.Output<double>());
        }
    }

    private void Run<T>(ReadOnlySpan<T> old, ReadOnlySpan<T> fresh, Span<T> target) where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = T.CreateTruncating(((1 - Momentum) * double.CreateTruncating(old[i])) + (Momentum * Factor * double.CreateTruncating(fresh[i])));
        }
    }
}
