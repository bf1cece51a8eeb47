namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Cross entropy of the softmax of scores against labels or probabilities. PyTorch: torch.nn.functional.cross_entropy.</summary>
    /// <param name="input">Scores [C], [N, C] or [N, C, d1, ...].</param>
    /// <param name="target">Integer labels of shape [], [N] or [N, d1, ...], or probabilities of the input's shape.</param>
    /// <param name="weight">One weight per class, [C], a constant. Default null.</param>
    /// <param name="ignoreIndex">The label that counts for nothing; not used with probabilities. Default -100.</param>
    /// <param name="reduction">Mean (weighted by the labels' weights), Sum or None. Default Mean.</param>
    /// <param name="labelSmoothing">Share of the target that is spread over all classes, in [0, 1]. Default 0.</param>
    /// <returns>A scalar, or the labels' shape for None.</returns>
    /// <remarks>One pass over the scores forward and one backward. Derivative: dx = dy · (softmax - target). Saves the scores and log Σ eˣ of each line.</remarks>
    /// <exception cref="ShapeException">The target's or the weight's shape does not fit the scores, or a label is out of range.</exception>
    /// <exception cref="DTypeException">Labels are not integers, or the scores not floating point.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is NaN, or labelSmoothing is outside [0, 1].</exception>
    public static Variable CrossEntropy(
        Variable input, Variable target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean, double labelSmoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (target.DType.IsFloat() && target.Shape == input.Shape)
        {
            return FromProbabilities(input, target, weight, reduction, labelSmoothing);
        }

        var op = new Ops.CrossEntropy(reduction, ignoreIndex, labelSmoothing);
        Variable labels = Labels(target);
        return weight is null ? op.Apply([input, labels]) : op.Apply([input, labels, weight]);
    }

    /// <inheritdoc cref="CrossEntropy(Variable, Variable, Tensor?, long, Reduction, double)"/>
    public static Variable CrossEntropy(
        Variable input, Tensor target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean, double labelSmoothing = 0) =>
        CrossEntropy(input, (Variable)target, weight, ignoreIndex, reduction, labelSmoothing);

    /// <summary>Negative log-likelihood: minus the log-probability of each label. PyTorch: torch.nn.functional.nll_loss.</summary>
    /// <param name="input">Log-probabilities [C], [N, C] or [N, C, d1, ...], as <see cref="LogSoftmax"/> gives them.</param>
    /// <param name="target">Integer labels of shape [], [N] or [N, d1, ...].</param>
    /// <param name="weight">One weight per class, [C], a constant. Default null.</param>
    /// <param name="ignoreIndex">The label that counts for nothing. Default -100.</param>
    /// <param name="reduction">Mean (weighted by the labels' weights), Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the labels' shape for None.</returns>
    /// <remarks>Derivative: dx = -dy · weight at each label, 0 elsewhere. Saves the labels and the weight.</remarks>
    /// <exception cref="ShapeException">The labels' or the weight's shape does not fit, or a label is out of range.</exception>
    /// <exception cref="DTypeException">Labels are not integers, or the input not floating point.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable NllLoss(Variable input, Tensor target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        var op = new Ops.NllLoss(reduction, ignoreIndex);
        Variable labels = Labels(target);
        return weight is null ? op.Apply(input, labels) : op.Apply([input, labels, weight]);
    }

    /// <summary>Binary cross entropy of probabilities, -(target log input + (1 - target) log(1 - input)). PyTorch: torch.nn.functional.binary_cross_entropy.</summary>
    /// <param name="input">Probabilities in [0, 1].</param>
    /// <param name="target">What is wanted, in [0, 1], of the same shape; may require a gradient.</param>
    /// <param name="weight">A factor of each loss, broadcast, a constant. Default null.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <remarks>Logarithms are held at -100 or above, and the divisor in the derivative of the input at 1e-12 or above, as in PyTorch.
    /// The derivative of the target holds the logarithms too, so that it is at most 100, where PyTorch's is infinite at an input of 0 or 1.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or the weight does not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is outside [0, 1] or NaN, or the reduction is BatchMean.</exception>
    public static Variable BinaryCrossEntropy(Variable input, Variable target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        const string op = "BinaryCrossEntropy";
        DemandShape(op, input, target);
        DemandProbabilities(op, input.Data);
        return Reduced(op, Weighted(op, Ops.BinaryCrossEntropy.Instance.Apply(input, target), weight), reduction);
    }

    /// <summary>Binary cross entropy of the sigmoid of scores, without overflow. PyTorch: torch.nn.functional.binary_cross_entropy_with_logits.</summary>
    /// <param name="input">Scores of any size.</param>
    /// <param name="target">What is wanted, in [0, 1], of the same shape; may require a gradient.</param>
    /// <param name="weight">A factor of each loss, broadcast, a constant. Default null.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <param name="posWeight">A factor of the positive part of each loss, broadcast, a constant. Default null.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <remarks>Derivative: dx = dy · (σ(x) - target). Saves both.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or a weight does not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable BinaryCrossEntropyWithLogits(
        Variable input, Variable target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? posWeight = null)
    {
        const string op = "BinaryCrossEntropyWithLogits";
        DemandShape(op, input, target);
        Variable losses = posWeight is null
            ? Ops.BinaryCrossEntropyWithLogits.Instance.Apply(input, target)
            : -((Weighted(op, target, posWeight, "posWeight") * LogSigmoid(input)) + ((1 - target) * LogSigmoid(-input)));
        return Reduced(op, Weighted(op, losses, weight), reduction);
    }

    /// <summary>Kullback-Leibler divergence, target · (log target - input). PyTorch: torch.nn.functional.kl_div.</summary>
    /// <param name="input">Log-probabilities.</param>
    /// <param name="target">Probabilities, or their logarithms, of the same shape; may require a gradient.</param>
    /// <param name="reduction">Mean over all elements, BatchMean (the divergence itself, averaged over the first dimension), Sum or None. Default Mean, as in PyTorch.</param>
    /// <param name="logTarget">Whether target holds logarithms. Default false.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    public static Variable KlDiv(Variable input, Variable target, Reduction reduction = Reduction.Mean, bool logTarget = false)
    {
        DemandShape("KlDiv", input, target);
        Variable losses = logTarget ? target.Exp() * (target - input) : target.Xlogy(target) - (target * input);
        return reduction == Reduction.BatchMean
            ? losses.Sum() / (input.Rank == 0 ? 1 : input.Shape[0])
            : Reduced("KlDiv", losses, reduction);
    }

    private static Variable FromProbabilities(Variable input, Variable target, Tensor? weight, Reduction reduction, double labelSmoothing)
    {
        const string op = "CrossEntropy";
        int dim = Ops.LossShape.ClassDim(input.Rank == 0 ? throw Errors.ScoreShape(op, input.Shape) : input.Shape), classes = input.Shape[dim];
        if (labelSmoothing is not (>= 0 and <= 1))
        {
            throw Errors.LossParameter(op, "labelSmoothing", labelSmoothing, "a number in [0, 1]");
        }

        DemandNumbers(op, "target", target.Data);
        Variable logs = input.LogSoftmax(dim);
        Variable wanted = labelSmoothing == 0 ? target : (target * (1 - labelSmoothing)) + (labelSmoothing / classes);
        if (weight is not null)
        {
            Ops.LossShape.Weights(op, weight.Spec, input.Data.Spec, classes);
            int[] along = new int[input.Rank];
            along.AsSpan().Fill(1);
            along[dim] = classes;
            wanted *= weight.Reshape(along);
        }

        Variable losses = -(logs * wanted).Sum(dim);
        return reduction switch
        {
            Reduction.None => losses,
            Reduction.Sum => losses.Sum(),
            Reduction.Mean => losses.Mean(),
            _ => throw Errors.UnknownReduction(op, reduction),
        };
    }

    /// <summary>Integer labels as Int64; anything else is left for the op to refuse.</summary>
    private static Variable Labels(Variable target) => target.DType is DType.Int32 or DType.UInt8 ? target.To(DType.Int64) : target;

    private static void DemandProbabilities(string op, Tensor input)
    {
        if (input.NumEl == 0 || (input.Min().Item() >= 0 && input.Max().Item() <= 1))
        {
            return;
        }

        double[] values = input.ToDoubles();
        int position = Array.FindIndex(values, static v => v is not (>= 0 and <= 1));
        throw Errors.NotAProbability(op, values[position], position);
    }

    private static void DemandNumbers(string op, string argument, Tensor values)
    {
        if (values.NumEl > 0 && double.IsNaN(values.Max().Item()))
        {
            throw Errors.NotANumber(op, argument, Array.FindIndex(values.ToDoubles(), double.IsNaN));
        }
    }
}
