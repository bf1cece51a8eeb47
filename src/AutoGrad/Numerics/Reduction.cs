namespace AutoGrad;

/// <summary>What a loss does with the losses of its elements. PyTorch: the strings of the argument <c>reduction</c>.</summary>
public enum Reduction
{
    /// <summary>Nothing: one loss per element. PyTorch: 'none'.</summary>
    None,

    /// <summary>Their mean, weighted where the loss has class weights. PyTorch: 'mean'.</summary>
    Mean,

    /// <summary>Their sum. PyTorch: 'sum'.</summary>
    Sum,

    /// <summary>Their sum divided by the size of the first dimension; the Kullback-Leibler divergence alone knows it. PyTorch: 'batchmean'.</summary>
    BatchMean,
}
