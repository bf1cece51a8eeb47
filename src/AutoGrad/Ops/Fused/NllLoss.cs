using System.Numerics;

namespace AutoGrad.Ops;

/// <summary>Minus the log-probability of each label, weighted and reduced. Inputs: log-probabilities, Int64 labels, and perhaps class weights, which are constants.</summary>
/// <remarks>Linear in the log-probabilities; <see cref="NllLossGrad"/> is its adjoint.</remarks>
internal sealed record NllLoss(Reduction Reduction, long IgnoreIndex) : Op, IOp<NllLoss>
{
    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.B | Saved.C;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => LossShape.Infer(Name, inputs, Reduction);

    protected internal override void Forward(in KernelContext context)
    {
        Shape input = context.InputSpec(0).Shape;
        LossShape.CheckLabels(Name, context.Input<long>(1), context.InputSpec(1).Shape, input[LossShape.ClassDim(input)], IgnoreIndex);
        if (context.InputSpec(0).DType == DType.Float32)
        {
            Forward<float>(context, input);
        }
        else
        {
            Forward<double>(context, input);
        }
    }

    private void Forward<T>(in KernelContext context, Shape input) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = context.Input<T>(0), weights = context.InputCount == 3 ? context.Input<T>(2) : default;
        ReadOnlySpan<long> labels = context.Input<long>(1);
        Span<T> y = context.Output<T>();
        (_, int classes, int inner) = RowWise.Split(input, LossShape.ClassDim(input));
        double sum = 0, total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double loss = 0;
            if (labels[i] != IgnoreIndex)
            {
                (int outer, int column) = Math.DivRem(i, inner);
                double weight = weights.IsEmpty ? 1 : double.CreateTruncating(weights[(int)labels[i]]);
                loss = -weight * double.CreateTruncating(x[((((outer * classes) + (int)labels[i]) * inner)) + column]);
                total += weight;
            }

            sum += loss;
            if (Reduction == Reduction.None)
            {
                y[i] = T.CreateTruncating(loss);
            }
        }

        if (Reduction != Reduction.None)
        {
            y[0] = T.CreateTruncating(Reduction == Reduction.Mean ? sum / total : sum);
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0))
        {
            var adjoint = new NllLossGrad(Reduction, IgnoreIndex, context.ShapeOf(0));
            context.Add(0, context.InputCount == 3
                ? adjoint.Apply(context.Dy(), context.X(1), context.X(2))
                : adjoint.Apply(context.Dy(), context.X(1)));
        }
    }

    protected internal override Variable?[]? Tangent(in TangentContext context) =>
        [context.Tx(0) is not { } tx ? null : context.InputCount == 3 ? Apply(tx, context.X(1), context.X(2)) : Apply(tx, context.X(1))];

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Dim(0), classes = s.Dim(-1, 2, s.Size + 1), pixels = s.Dim(-2);
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.Sum, Reduction.None])
        {
            var op = new NllLoss(reduction, -100);
            yield return new Sample(op, s.Uniform([n, classes], -3, 0), s.Integers([n], 0, classes - 1));
            yield return new Sample(op, s.Uniform([n, classes, pixels], -3, 0), s.Integers([n, pixels], 0, classes - 1), s.Uniform([classes], 0.5, 2)) { Constant = 4 };
        }

        yield return new Sample(new NllLoss(Reduction.Sum, 0), s.Uniform([n, 2], -3, 0), s.Integers([n], 0, 1)) { Note = "class 0 is ignored" };
        yield return new Sample(new NllLoss(Reduction.Mean, -100), s.Uniform([classes], -3, 0), s.Integers([], 0, classes - 1)) { Note = "one vector" };
        yield return new Sample(new NllLoss(Reduction.Sum, -100), s.Uniform([0, classes]), s.Integers([0], 0, 0)) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        var op = new NllLoss(Reduction.Mean, -100);
        return
        [
            new(() => op.Apply(Tensor.Zeros([2, 3]), Tensor.From<long>([1, 3])), typeof(ShapeException), "NllLoss: target[1] is 3, outside [0, 2] for 3 classes."),
            new(() => op.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([2, 1], DType.Int64)), typeof(ShapeException), "NllLoss: labels of shape [2, 1] do not fit scores of shape [2, 3]"),
            new(() => op.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([2])), typeof(DTypeException), "NllLoss: labels are integers, got Float32."),
            new(() => op.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([2], DType.Int64), Tensor.Ones([2])), typeof(ShapeException), "NllLoss: class weights [2] do not fit scores [2, 3] of 3 classes."),
        ];
    }
}
