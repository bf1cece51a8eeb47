using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Long short-term memory over sequences. PyTorch: torch.nn.LSTM.</summary>
/// <remarks>i, f, o = σ(·), g = tanh(·) of W_ih x + b_ih + W_hh h + b_hh, gates in the order i, f, g, o; c = f c + i g; h = o tanh(c). Source: Hochreiter, Schmidhuber 1997.</remarks>
public sealed class LSTM : Recurrent<(Variable H, Variable C)>
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
    public LSTM(int inputSize, int hiddenSize, int numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Generator? generator = null)
        : base(4, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, generator)
    {
    }

    /// <summary>Runs over a sequence, from a given state if there is one. Without it this is the one-argument Call, hooks included.</summary>
    /// <param name="x">[T, N, inputSize], [N, T, inputSize] if batchFirst, or [T, inputSize] without a batch.</param>
    /// <param name="state">Initial state, each of its two [layers · directions, N, hiddenSize] (without N for an input without a batch). Null for zeros.</param>
    /// <returns>The last layer's states [T, N, directions · hiddenSize] and the final state.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public (Variable Output, (Variable H, Variable C) State) Call(Variable x, (Variable H, Variable C)? state) => state is { } given ? base.Call(x, given) : base.Call(x);

    private protected override Variable[] Layer(Variable x, Variable?[]? initial, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool reverse)
    {
        (Variable output, Variable h, Variable c) = F.LstmLayer(x, initial?[0], initial?[1], weightIh, weightHh, biasIh, biasHh, reverse);
        return [output, h, c];
    }

    private protected override Variable[] Split((Variable H, Variable C) state) => [state.H, state.C];

    private protected override (Variable H, Variable C) Join(Variable[] parts) => (parts[0], parts[1]);
}
