namespace AutoGrad.Ops;

/// <summary>Which of weight and bias a normalisation has; they follow its other inputs in this order.</summary>
/// <param name="HasWeight">Whether there is a weight.</param>
/// <param name="HasBias">Whether there is a bias.</param>
internal readonly record struct NormAffine(bool HasWeight, bool HasBias)
{
    /// <summary>Position of the weight among the inputs, -1 if there is none.</summary>
    internal int Weight(int first) => HasWeight ? first : -1;

    /// <summary>Position of the bias among the inputs, -1 if there is none.</summary>
    internal int Bias(int first) => HasBias ? first + (HasWeight ? 1 : 0) : -1;

    /// <summary>The inputs with those of weight and bias that are there.</summary>
    internal static Variable[] Inputs(ReadOnlySpan<Variable> first, Variable? weight, Variable? bias) =>
        weight is null ? (bias is null ? [.. first] : [.. first, bias]) : bias is null ? [.. first, weight] : [.. first, weight, bias];

    /// <summary>Refuses dtypes that differ or are not floating point, and weights that are not of the given shape.</summary>
    internal void Check(string op, ReadOnlySpan<TensorSpec> inputs, int first, Shape shape)
    {
        if (!inputs[0].DType.IsFloat())
        {
            throw Errors.FloatExpected(op, inputs[0].DType);
        }

        for (int i = 1; i < inputs.Length; i++)
        {
            string what = i < first ? (i == 1 ? "runningMean" : "runningVar") : i == Weight(first) ? "weight" : "bias";
            if (inputs[i].DType != inputs[0].DType)
            {
                throw Errors.LayerTypes(op, what, inputs[0].DType, inputs[i].DType);
            }

            if (inputs[i].Shape != shape)
            {
                throw Errors.NormShape(op, what, inputs[i].Shape, shape, inputs[0].Shape);
            }
        }
    }

    /// <summary>v · weight + bias, both as the given shape.</summary>
    internal Variable Compose(Variable v, ReadOnlySpan<Variable> inputs, int first, Shape shape)
    {
        v = HasWeight ? v * inputs[Weight(first)].Reshape(shape) : v;
        return HasBias ? v + inputs[Bias(first)].Reshape(shape) : v;
    }
}
