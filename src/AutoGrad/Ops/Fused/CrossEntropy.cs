using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>Log-softmax and negative log-likelihood in one pass over the scores. Inputs: scores, Int64 labels, and perhaps class weights, which are constants.</summary>
/// <remarks>Outputs: the loss, and log Σ eˣ of every line, a statistic for the backward kernel.</remarks>
internal sealed record CrossEntropy(Reduction Reduction, long IgnoreIndex, double LabelSmoothing) : FusedOp<CrossEntropy>, IOp<CrossEntropy>
{
    public override int OutputCount => 2;

    internal override bool OthersAreStatistics => true;

    protected internal override Promotion Promotion => Promotion.None;

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    /// <summary>log Σ eˣ, not the loss.</summary>
    protected internal override int SavedOutputs => 2;

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => LabelSmoothing is >= 0 and <= 1
        ? LossShape.Infer(Name, inputs, Reduction)
        : throw Errors.Value(Name, "labelSmoothing", LabelSmoothing, $"labelSmoothing {LabelSmoothing} is outside [0, 1]. It is the share of the target spread over all classes.");

    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = new TensorSpec(inputs[1].Shape, DType.Float64);
    }

    protected internal override unsafe void Forward(in KernelContext context)
    {
        Tensor x = context.In(0);
        int dim = LossShape.ClassDim(x.Shape);
        ReadOnlySpan<long> labels = context.Input<long>(1);
        LossShape.CheckLabels(Name, labels, context.InputSpec(1).Shape, x.Shape[dim], IgnoreIndex);
        Tensor? weight = context.InputCount == 3 ? context.In(2) : null;
        Span<double> losses = new(Scratch.Get<double>(Scratch.Purpose.Partials, labels.Length), labels.Length);
        fixed (long* pl = &context.In(1).First<long>())
        fixed (double* pd = losses, ps = &context.Out(1).First<double>())
        fixed (byte* pw = &(weight ?? x).FirstByte())
        {
            RowWise.Read(new CrossEntropyRows(pl, weight is null ? null : pw, pd, ps, IgnoreIndex, LabelSmoothing), dim, x);
        }

        double divisor = Reduction == Reduction.Mean ? LossShape.TotalWeight(labels, weight, IgnoreIndex) : 1;
        if (x.DType == DType.Float32)
        {
            Reduce(losses, divisor, context.Output<float>());
        }
        else
        {
            Reduce(losses, divisor, context.Output<double>());
        }
    }

    private void Reduce<T>(ReadOnlySpan<double> losses, double divisor, Span<T> y) where T : unmanaged, System.Numerics.INumber<T>
    {
        double sum = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            sum += losses[i];
            if (Reduction == Reduction.None)
            {
                y[i] = T.CreateTruncating(losses[i]);
            }
        }

        if (Reduction != Reduction.None)
        {
            y[0] = T.CreateTruncating(sum / divisor);
        }
    }

    protected internal override void PullbackKernel(in PullbackContext context)
    {
        if (!context.Needs(0) || !context.HasDy(0))
        {
            return;
        }

        var grad = new CrossEntropyGrad(Reduction, IgnoreIndex, LabelSmoothing);
        Tensor x = context.X(0).Data, labels = context.X(1).Data, logSums = context.Y(1).Data, dy = context.Dy().Data;
        Tensor dx = context.InputCount == 3 ? grad.Run(x, labels, logSums, dy, context.X(2).Data) : grad.Run(x, labels, logSums, dy);
        context.Add(0, new Variable(dx, node: null));
    }

    public override Variable?[] Compose(ReadOnlySpan<Variable> inputs)
    {
        Variable x = inputs[0];
        Tensor labels = inputs[1].Data;
        Tensor? weight = inputs.Length == 3 ? inputs[2].Data : null;
        int dim = LossShape.ClassDim(x.Shape), classes = x.Shape[dim];
        Variable logs = x.LogSoftmax(dim);
        var likelihood = new NllLoss(Reduction, IgnoreIndex);
        Variable loss = weight is null ? likelihood.Apply(logs, labels) : likelihood.Apply(logs, labels, weight);
        if (LabelSmoothing == 0)
        {
            return [loss, null];
        }

        Tensor ignored = labels.Eq(IgnoreIndex), counts = ignored.LogicalNot().To(x.DType);
        Variable even = (weight is null ? logs : logs * weight.Reshape(AlongClasses(x.Shape, dim))).Sum(dim) * counts;
        even = Reduction == Reduction.None ? even : even.Sum();
        if (Reduction == Reduction.Mean)
        {
            Tensor weights = weight is null ? counts : counts * weight.IndexSelect(0, labels.MaskedFill(ignored, 0).Flatten()).Reshape(labels.Shape);
            even /= weights.Sum();
        }

        return [(loss * (1 - LabelSmoothing)) - (even * (LabelSmoothing / classes)), null];
    }

    private static int[] AlongClasses(Shape shape, int dim)
    {
        int[] sizes = new int[shape.Rank];
        sizes.AsSpan().Fill(1);
        sizes[dim] = shape[dim];
        return sizes;
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        int n = s.Dim(0), classes = s.Dim(-1, 2, s.Size + 1), pixels = s.Dim(-2);
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.Sum, Reduction.None])
        {
            yield return new Sample(new CrossEntropy(reduction, -100, 0), s.Uniform([n, classes]), s.Integers([n], 0, classes - 1));
            yield return new Sample(
                new CrossEntropy(reduction, -100, 0.1), s.Uniform([n, classes, pixels]), s.Integers([n, pixels], 0, classes - 1), s.Uniform([classes], 0.5, 2))
            { Constant = 4 };
        }

        yield return new Sample(new CrossEntropy(Reduction.Sum, 0, 0.2), s.Uniform([n, 2]), s.Integers([n], 0, 1)) { Note = "class 0 is ignored" };
        yield return new Sample(new CrossEntropy(Reduction.Mean, -100, 0), s.Uniform([classes]), s.Integers([], 0, classes - 1)) { Note = "one vector" };
        yield return new Sample(new CrossEntropy(Reduction.Sum, -100, 0), s.Uniform([0, classes]), s.Integers([0], 0, 0)) { Note = "empty" };
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s)
    {
        var op = new CrossEntropy(Reduction.Mean, -100, 0);
        return
        [
            new(() => op.Apply(Tensor.Zeros([2, 3]), Tensor.From<long>([1, -1])), typeof(ShapeException), "CrossEntropy: target[1] is -1, outside [0, 2] for 3 classes."),
            new(() => op.Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([3], DType.Int64)), typeof(ShapeException), "labels of shape [3] do not fit scores of shape [2, 3]: labels have shape [2]."),
            new(() => op.Apply(Tensor.Zeros([]), Tensor.Zeros([], DType.Int64)), typeof(ShapeException), "CrossEntropy: scores [] have no classes."),
            new(() => new CrossEntropy(Reduction.Mean, -100, 2).Apply(Tensor.Zeros([2, 3]), Tensor.Zeros([2], DType.Int64)), typeof(ArgumentOutOfRangeException), "labelSmoothing 2 is outside [0, 1]"),
        ];
    }
}

/// <summary>The gradient of <see cref="CrossEntropy"/> in one pass. Inputs: scores, labels, log Σ eˣ, dy, and perhaps class weights.</summary>
internal sealed record CrossEntropyGrad(Reduction Reduction, long IgnoreIndex, double LabelSmoothing) : Primitive
{
    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

    protected internal override unsafe void Forward(in KernelContext context)
    {
        Tensor x = context.In(0);
        Tensor? weight = context.InputCount == 5 ? context.In(4) : null;
        ReadOnlySpan<long> labels = context.Input<long>(1);
        double divisor = Reduction == Reduction.Mean ? LossShape.TotalWeight(labels, weight, IgnoreIndex) : 1;
        fixed (long* pl = &context.In(1).First<long>())
        fixed (double* ps = &context.In(2).First<double>())
        fixed (byte* pd = &context.In(3).FirstByte(), pw = &(weight ?? x).FirstByte())
        {
            var rows = new CrossEntropyGradRows(pl, weight is null ? null : pw, ps, pd, Reduction == Reduction.None, divisor, IgnoreIndex, LabelSmoothing);
            RowWise.Run(rows, LossShape.ClassDim(x.Shape), context.Out(), x);
        }
    }
}
