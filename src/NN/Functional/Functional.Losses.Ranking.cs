namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Hinge loss, max(0, 1 - target · input), for targets of 1 and -1. One of the lectures' losses.</summary>
    /// <param name="input">Scores.</param>
    /// <param name="target">1 or -1, of the same shape.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <remarks>Kinks: target · input = 1, where the derivative is 0.</remarks>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable HingeLoss(Variable input, Variable target, Reduction reduction = Reduction.Mean)
    {
        DemandShape("HingeLoss", input, target);
        return Reduced("HingeLoss", (1 - (target * input)).Relu(), reduction);
    }

    /// <summary>The input where target is 1, max(0, margin - input) where it is -1. PyTorch: torch.nn.functional.hinge_embedding_loss.</summary>
    /// <param name="input">Distances.</param>
    /// <param name="target">1 or -1, of the same shape.</param>
    /// <param name="margin">How far apart unlike pairs should be. Default 1.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable HingeEmbeddingLoss(Variable input, Tensor target, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        DemandShape("HingeEmbeddingLoss", input, target);
        Variable losses = Variable.Where(target.Ne(1), (margin - input).ClampMin(0), 0) + Variable.Where(target.Ne(-1), input, 0);
        return Reduced("HingeEmbeddingLoss", losses, reduction);
    }

    /// <summary>max(0, margin - target · (input1 - input2)): the first should rank above the second where target is 1. PyTorch: torch.nn.functional.margin_ranking_loss.</summary>
    /// <param name="input1">First scores.</param>
    /// <param name="input2">Second scores, of the same shape.</param>
    /// <param name="target">1 or -1, of the same shape.</param>
    /// <param name="margin">By how much. Default 0.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the inputs' shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable MarginRankingLoss(Variable input1, Variable input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        DemandShape("MarginRankingLoss", input1, input2);
        DemandShape("MarginRankingLoss", input1, target);
        return Reduced("MarginRankingLoss", ((input2 - input1) * target + margin).ClampMin(0), reduction);
    }

    /// <summary>1 - cosine where target is 1, max(0, cosine - margin) where it is -1. PyTorch: torch.nn.functional.cosine_embedding_loss.</summary>
    /// <param name="input1">First vectors, [N, D] or [D].</param>
    /// <param name="input2">Second vectors, of the same shape.</param>
    /// <param name="target">1 or -1, [N] or [].</param>
    /// <param name="margin">Largest cosine of unlike pairs. Default 0.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the target's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes do not fit; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable CosineEmbeddingLoss(Variable input1, Variable input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        const string op = "CosineEmbeddingLoss";
        DemandShape(op, input1, input2);
        Variable dot = (input1 * input2).Sum(-1), squares = (input1.Square().Sum(-1) + 1e-12) * (input2.Square().Sum(-1) + 1e-12);
        DemandShape(op, dot, target);
        Variable cosine = dot / squares.Sqrt();
        return Reduced(op, Variable.Where(target.Eq(1), 1 - cosine, 0) + Variable.Where(target.Eq(-1), (cosine - margin).ClampMin(0), 0), reduction);
    }

    /// <summary>max(0, margin + distance to the like - distance to the unlike). PyTorch: torch.nn.functional.triplet_margin_loss.</summary>
    /// <param name="anchor">Vectors, [N, D] or [D].</param>
    /// <param name="positive">Like vectors, of the same shape.</param>
    /// <param name="negative">Unlike vectors, of the same shape.</param>
    /// <param name="margin">By how much unlike ones should be farther. Default 1.</param>
    /// <param name="p">Order of the norm. Default 2.</param>
    /// <param name="eps">See <see cref="PairwiseDistance"/>. Default 1e-6.</param>
    /// <param name="swap">Whether the distance from like to unlike counts where it is smaller. Default false.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or [N] for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable TripletMarginLoss(
        Variable anchor, Variable positive, Variable negative, double margin = 1, double p = 2, double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
    {
        const string op = "TripletMarginLoss";
        DemandShape(op, anchor, positive);
        DemandShape(op, anchor, negative);
        Variable far = PairwiseDistance(anchor, negative, p, eps);
        far = swap ? far.Minimum(PairwiseDistance(positive, negative, p, eps)) : far;
        return Reduced(op, (PairwiseDistance(anchor, positive, p, eps) - far + margin).ClampMin(0), reduction);
    }

    /// <summary>log(1 + e^(-target · input)), for targets of 1 and -1. PyTorch: torch.nn.functional.soft_margin_loss.</summary>
    /// <param name="input">Scores.</param>
    /// <param name="target">1 or -1, of the same shape.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable SoftMarginLoss(Variable input, Variable target, Reduction reduction = Reduction.Mean)
    {
        DemandShape("SoftMarginLoss", input, target);
        return Reduced("SoftMarginLoss", -LogSigmoid(target * input), reduction);
    }

    /// <summary>Σ over other classes of max(0, margin - score of the label + score)ᵖ, divided by the number of classes. PyTorch: torch.nn.functional.multi_margin_loss.</summary>
    /// <param name="input">Scores, [N, C] or [C].</param>
    /// <param name="target">Integer labels, [N] or [].</param>
    /// <param name="p">1 or 2. Default 1.</param>
    /// <param name="margin">By how much the label should win. Default 1.</param>
    /// <param name="weight">One weight per class, [C], a constant. Default null.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the labels' shape for None.</returns>
    /// <exception cref="ShapeException">The labels' or the weight's shape does not fit, or a label is out of range.</exception>
    /// <exception cref="DTypeException">Labels are not integers, or the input not floating point.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is neither 1 nor 2, or the reduction is BatchMean.</exception>
    public static Variable MultiMarginLoss(
        Variable input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        const string op = "MultiMarginLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (p is not (1 or 2))
        {
            throw Errors.LossParameter(op, "p", p, "1 or 2");
        }

        Tensor labels = Labels(target).Data;
        TensorSpec[] specs = weight is null ? [input.Data.Spec, labels.Spec] : [input.Data.Spec, labels.Spec, weight.Spec];
        Ops.LossShape.Infer(op, specs, reduction);
        int classes = input.Rank <= 2 ? input.Shape[^1] : throw Errors.Shape(op, input.Shape, $"scores {input.Shape} are neither [N, C] nor [C]. Flatten them.");
        Ops.LossShape.CheckLabels(op, labels.ToArray<long>(), labels.Shape, classes);
        Tensor index = labels.Unsqueeze(-1);
        Variable gap = (input - input.Gather(-1, index) + margin).ClampMin(0);
        gap = p == 1 ? gap : gap.Square();
        Variable others = Variable.Where(Tensor.Arange(classes, dtype: DType.Int64).Ne(index), gap, 0);
        others = weight is null ? others : others * weight.Expand(input.Shape).Gather(-1, index);
        return Reduced(op, others.Sum(-1) / classes, reduction);
    }

    /// <summary>Mean over classes of the binary cross entropy of each class's sigmoid. PyTorch: torch.nn.functional.multilabel_soft_margin_loss.</summary>
    /// <param name="input">Scores, [N, C] or [C].</param>
    /// <param name="target">0 or 1 for each class, of the same shape.</param>
    /// <param name="weight">A factor of each class, broadcast, a constant. Default null.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or [N] for None.</returns>
    /// <exception cref="ShapeException">The shapes differ, or the weight does not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable MultilabelSoftMarginLoss(Variable input, Variable target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        const string op = "MultilabelSoftMarginLoss";
        DemandShape(op, input, target);
        return Reduced(op, Weighted(op, Ops.BinaryCrossEntropyWithLogits.Instance.Apply(input, target), weight).Mean(-1), reduction);
    }
}
