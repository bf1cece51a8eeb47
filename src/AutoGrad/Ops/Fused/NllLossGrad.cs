using System.Numerics;

namespace AutoGrad.Ops;

/// <summary>The adjoint of <see cref="NllLoss"/>: minus the weighted cotangent at each label's place, zero elsewhere. Inputs: dy, labels, and perhaps class weights.</summary>
internal sealed record NllLossGrad(Reduction Reduction, long IgnoreIndex, Shape XShape) : Op, IOp<NllLossGrad>
{
    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.B | Saved.C;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(XShape, inputs[0].DType);

    protected internal override void Forward(in KernelContext context)
    {
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Forward<float>(context);
        }
        else
        {
            Forward<double>(context);
        }
    }

    private void Forward<T>(in KernelContext context) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> dy = context.Input<T>(0), weights = context.InputCount == 3 ? context.Input<T>(2) : default;
        ReadOnlySpan<long> labels = context.Input<long>(1);
        Span<T> dx = context.Output<T>();
        double divisor = Reduction == Reduction.Mean ? LossShape.TotalWeight(labels, context.InputCount == 3 ? context.In(2) : null, IgnoreIndex) : 1;
        (_, int classes, int inner) = RowWise.Split(XShape, LossShape.ClassDim(XShape));
        dx.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] != IgnoreIndex)
            {
                (int outer, int column) = Math.DivRem(i, inner);
                double g = double.CreateTruncating(dy[Reduction == Reduction.None ? i : 0]), weight = weights.IsEmpty ? 1 : double.CreateTruncating(weights[(int)labels[i]]);
                dx[((((outer * classes) + (int)labels[i]) * inner)) + column] = T.CreateTruncating(-weight * g / divisor);
            }
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            var loss = new NllLoss(Reduction, IgnoreIndex);
            context.Add(0, context.InputCount == 3 ? loss.Apply(context.Dy(), context.X(1), context.X(2)) : loss.Apply(context.Dy(), context.X(1)));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context) =>
        [context.Tx(0) is not { } t ? null : context.InputCount == 3 ? Apply(t, context.X(1), context.X(2)) : Apply(t, context.X(1))];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Dim(0), classes = s.Dim(-1, 2, s.Size + 1), pixels = s.Dim(-2);
        Tensor labels = s.Integers([n, pixels], 0, classes - 1);
        yield return new Sample(new NllLossGrad(Reduction.None, -100, [n, classes, pixels]), s.Uniform([n, pixels]), labels, s.Uniform([classes], 0.5, 2)) { Constant = 4 };
        yield return new Sample(new NllLossGrad(Reduction.Mean, -100, [n, classes, pixels]), s.Uniform([]), labels);
    }
}
