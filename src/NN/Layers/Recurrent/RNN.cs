using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>The nonlinearity of <see cref="RNN"/>.</summary>
public enum RnnNonlinearity
{
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Rectifier.</summary>
    ReLU,
}

/// <summary>Elman's recurrent network over sequences: h = tanh(W_ih x + b_ih + W_hh h + b_hh). PyTorch: torch.nn.RNN.</summary>
/// <remarks>Source: Elman 1990.</remarks>
public sealed class RNN : Recurrent<Variable>
{
    private readonly RnnNonlinearity _nonlinearity;

    /// <summary>Creates the layers.</summary>
    /// <param name="inputSize">Size of the last dimension of the input.</param>
    /// <param name="hiddenSize">Size of the state.</param>
    /// <param name="numLayers">Layers stacked. Default 1.</param>
    /// <param name="nonlinearity">Tanh or ReLU. Default Tanh.</param>
    /// <param name="bias">Whether biases are added. Default true.</param>
    /// <param name="batchFirst">Whether input and output are [N, T, ...] instead of [T, N, ...]. Default false.</param>
    /// <param name="dropout">Dropout between layers in training. Default 0.</param>
    /// <param name="bidirectional">Whether a second direction runs backwards in time. Default false.</param>
    /// <param name="generator">Source of the initial values, U(-1/√hiddenSize, 1/√hiddenSize). Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1 or dropout is not a probability.</exception>
    public RNN(
        int inputSize, int hiddenSize, int numLayers = 1, RnnNonlinearity nonlinearity = RnnNonlinearity.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0,
        bool bidirectional = false, Generator? generator = null)
        : base(1, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, generator) => _nonlinearity = nonlinearity;

    private protected override Variable[] Layer(Variable x, Variable?[]? initial, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool reverse)
    {
        (Variable output, Variable h) = F.RnnLayer(x, initial?[0], weightIh, weightHh, biasIh, biasHh, _nonlinearity == RnnNonlinearity.ReLU, reverse);
        return [output, h];
    }

    private protected override Variable[] Split(Variable state) => [state];

    private protected override Variable Join(Variable[] parts) => parts[0];
}
