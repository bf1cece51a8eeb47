using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Gated recurrent units over sequences. PyTorch: torch.nn.GRU.</summary>
/// <remarks>r, z = σ(·), n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h = (1 - z) n + z h; gates in the order r, z, n. Source: Cho et al. 2014, arXiv:1406.1078.</remarks>
public sealed class GRU : Recurrent<Variable>
{
    /// <summary>Creates the layers.</summary>
    /// <param name="inputSize">Size of the last dimension of the input.</param>
    /// <param name="hiddenSize">Size of the state.</param>
    /// <param name="numLayers">Layers stacked. Default 1.</param>
    /// <param name="bias">Whether biases are added. Default true.</param>
    /// <param name="batchFirst">Whether input and output are [N, T, ...] instead of [T, N, ...]. Default false.</param>
    /// <param name="dropout">Dropout between layers in training. Default 0.</param>
    /// <param name="bidirectional">Whether a second direction runs backwards in time. Default false.</param>
    /// <param name="generator">Source of the initial values, U(-1/√hiddenSize, 1/√hiddenSize). Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1 or dropout is not a probability.</exception>
    public GRU(int inputSize, int hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Generator? generator = null)
        : base(3, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, generator)
    {
    }

    private protected override Variable[] Layer(Variable x, Variable?[]? initial, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool reverse)
    {
        (Variable output, Variable h) = F.GruLayer(x, initial?[0], weightIh, weightHh, biasIh, biasHh, reverse);
        return [output, h];
    }

    private protected override Variable[] Split(Variable state) => [state];

    private protected override Variable Join(Variable[] parts) => parts[0];
}
