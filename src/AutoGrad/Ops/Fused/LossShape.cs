namespace AutoGrad.Ops;

/// <summary>The shapes of scores, labels and class weights, and of a loss.</summary>
internal static class LossShape
{
    /// <summary>The dimension of the classes: 0 for [C], else 1.</summary>
    internal static int ClassDim(Shape input) => input.Rank == 1 ? 0 : 1;

    /// <summary>Checks scores, integer labels and weights against each other, and gives the loss before reduction: one element per label.</summary>
    internal static TensorSpec Infer(string op, ReadOnlySpan<TensorSpec> inputs, Reduction reduction)
    {
        (Shape input, Shape target) = (inputs[0].Shape, inputs[1].Shape);
        if (input.Rank == 0)
        {
            throw Errors.ScoreShape(op, input);
        }

        int dim = ClassDim(input);
        Shape labels = Shape.Create([.. input.AsSpan()[..dim], .. input.AsSpan()[(dim + 1)..]]);
        if (!inputs[0].DType.IsFloat())
        {
            throw Errors.FloatExpected(op, inputs[0].DType);
        }

        if (target != labels)
        {
            throw Errors.LabelShape(op, input, target, labels);
        }

        if (inputs[1].DType != DType.Int64)
        {
            throw Errors.Labels(op, inputs[1].DType);
        }

        if (inputs.Length == 3)
        {
            Weights(op, inputs[2], inputs[0], input[dim]);
        }

        return new TensorSpec(Reduced(op, labels, reduction), inputs[0].DType);
    }

    internal static void Weights(string op, TensorSpec weight, TensorSpec input, int classes)
    {
        if (weight.Shape.Rank != 1 || weight.Shape[0] != classes)
        {
            throw Errors.ClassWeights(op, weight.Shape, input.Shape, classes);
        }

        if (weight.DType != input.DType)
        {
            throw Errors.SidesDiffer(op, "the input", input.DType, "the weight", weight.DType);
        }
    }

    internal static Shape Reduced(string op, Shape each, Reduction reduction) => reduction switch
    {
        Reduction.None => each,
        Reduction.Mean or Reduction.Sum => Shape.Scalar,
        _ => throw Errors.UnknownReduction(op, reduction),
    };

    /// <summary>Refuses the first label that is neither a class nor to be ignored.</summary>
    internal static void CheckLabels(string op, ReadOnlySpan<long> labels, Shape target, int classes, long? ignoreIndex = null)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((ulong)labels[i] >= (ulong)classes && labels[i] != ignoreIndex)
            {
                throw Errors.LabelOutOfRange(op, labels[i], i, target, classes);
            }
        }
    }

    /// <summary>What a mean divides by: the weights of all labels that count.</summary>
    internal static double TotalWeight(ReadOnlySpan<long> labels, Tensor? weight, long ignoreIndex)
    {
        double total = 0;
        ReadOnlySpan<float> singles = weight?.DType == DType.Float32 ? weight.KernelSpan<float>() : default;
        ReadOnlySpan<double> doubles = weight?.DType == DType.Float64 ? weight.KernelSpan<double>() : default;
        foreach (long label in labels)
        {
            total += label == ignoreIndex ? 0 : !singles.IsEmpty ? singles[(int)label] : !doubles.IsEmpty ? doubles[(int)label] : 1;
        }

        return total;
    }
}
