namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>One direction of one layer of long short-term memory over a sequence. The input's products for all steps are one matrix product.</summary>
    /// <param name="input">[T, N, I].</param>
    /// <param name="h0">[N, H], or null for zeros.</param>
    /// <param name="c0">[N, H], or null for zeros.</param>
    /// <param name="weightIh">[4H, I]; gates in the order input, forget, cell, output.</param>
    /// <param name="weightHh">[4H, H].</param>
    /// <param name="biasIh">[4H], or null.</param>
    /// <param name="biasHh">[4H], or null.</param>
    /// <param name="reverse">Whether time runs backwards. Default false.</param>
    /// <returns>The hidden states [T, N, H], and hidden and cell state [N, H] after the last step (the first in time if reversed).</returns>
    internal static (Variable Output, Variable Hn, Variable Cn) LstmLayer(
        Variable input, Variable? h0, Variable? c0, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool reverse = false)
    {
        Variable share = Share("Lstm", input, weightIh, biasIh is not null && biasHh is not null ? biasIh + biasHh : biasIh ?? biasHh);
        Variable first = h0 ?? Zeros(share, weightHh), cell = c0 ?? Zeros(share, weightHh);
        Variable[] y = new Ops.Lstm(reverse).ApplyAll(share, first, cell, weightHh);
        return (y[0], Last(y[0], reverse), Last(y[1], reverse));
    }

    /// <summary>One direction of one layer of gated recurrent units over a sequence. The input's products for all steps are one matrix product.</summary>
    /// <param name="input">[T, N, I].</param>
    /// <param name="h0">[N, H], or null for zeros.</param>
    /// <param name="weightIh">[3H, I]; gates in the order reset, update, new.</param>
    /// <param name="weightHh">[3H, H].</param>
    /// <param name="biasIh">[3H], or null.</param>
    /// <param name="biasHh">[3H], or null; the last third acts inside the reset gate.</param>
    /// <param name="reverse">Whether time runs backwards. Default false.</param>
    /// <returns>The states [T, N, H], and the state [N, H] after the last step (the first in time if reversed).</returns>
    internal static (Variable Output, Variable Hn) GruLayer(
        Variable input, Variable? h0, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool reverse = false)
    {
        Variable share = Share("Gru", input, weightIh, biasIh);
        Variable first = h0 ?? Zeros(share, weightHh);
        var op = new Ops.Gru(reverse);
        Variable y = biasHh is null ? op.ApplyAll(share, first, weightHh)[0] : op.ApplyAll(share, first, weightHh, biasHh)[0];
        return (y, Last(y, reverse));
    }

    /// <summary>One direction of one layer of Elman's network over a sequence. The input's products for all steps are one matrix product.</summary>
    /// <param name="input">[T, N, I].</param>
    /// <param name="h0">[N, H], or null for zeros.</param>
    /// <param name="weightIh">[H, I].</param>
    /// <param name="weightHh">[H, H].</param>
    /// <param name="biasIh">[H], or null.</param>
    /// <param name="biasHh">[H], or null.</param>
    /// <param name="relu">Whether the nonlinearity is relu instead of tanh. Default false.</param>
    /// <param name="reverse">Whether time runs backwards. Default false.</param>
    /// <returns>The states [T, N, H], and the state [N, H] after the last step (the first in time if reversed).</returns>
    internal static (Variable Output, Variable Hn) RnnLayer(
        Variable input, Variable? h0, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool relu = false, bool reverse = false)
    {
        Variable share = Share("Rnn", input, weightIh, biasIh is not null && biasHh is not null ? biasIh + biasHh : biasIh ?? biasHh);
        Variable first = h0 ?? Zeros(share, weightHh);
        Variable y = new Ops.Rnn(relu, reverse).Apply([share, first, weightHh]);
        return (y, Last(y, reverse));
    }

    /// <summary>One step of long short-term memory. PyTorch: torch.nn.LSTMCell.</summary>
    /// <param name="input">[N, I].</param>
    /// <param name="h">[N, H].</param>
    /// <param name="c">[N, H].</param>
    /// <param name="weightIh">[4H, I].</param>
    /// <param name="weightHh">[4H, H].</param>
    /// <param name="biasIh">[4H], or null.</param>
    /// <param name="biasHh">[4H], or null.</param>
    /// <returns>Hidden and cell state [N, H] after the step.</returns>
    internal static (Variable H, Variable C) LstmCell(Variable input, Variable h, Variable c, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh)
    {
        (_, Variable hn, Variable cn) = LstmLayer(OneStep("LstmCell", input), h, c, weightIh, weightHh, biasIh, biasHh);
        return (hn, cn);
    }

    /// <summary>One step of a gated recurrent unit. PyTorch: torch.nn.GRUCell.</summary>
    /// <param name="input">[N, I].</param>
    /// <param name="h">[N, H].</param>
    /// <param name="weightIh">[3H, I].</param>
    /// <param name="weightHh">[3H, H].</param>
    /// <param name="biasIh">[3H], or null.</param>
    /// <param name="biasHh">[3H], or null.</param>
    /// <returns>The state [N, H] after the step.</returns>
    internal static Variable GruCell(Variable input, Variable h, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh) =>
        GruLayer(OneStep("GruCell", input), h, weightIh, weightHh, biasIh, biasHh).Hn;

    /// <summary>One step of Elman's network. PyTorch: torch.nn.RNNCell.</summary>
    /// <param name="input">[N, I].</param>
    /// <param name="h">[N, H].</param>
    /// <param name="weightIh">[H, I].</param>
    /// <param name="weightHh">[H, H].</param>
    /// <param name="biasIh">[H], or null.</param>
    /// <param name="biasHh">[H], or null.</param>
    /// <param name="relu">Whether the nonlinearity is relu instead of tanh. Default false.</param>
    /// <returns>The state [N, H] after the step.</returns>
    internal static Variable RnnCell(
        Variable input, Variable h, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool relu = false) =>
        RnnLayer(OneStep("RnnCell", input), h, weightIh, weightHh, biasIh, biasHh, relu).Hn;

    private static Variable Share(string op, Variable input, Variable weightIh, Variable? bias) =>
        input.Rank == 3 ? Linear(input, weightIh, bias) : throw Errors.RecurrentInput(op, input.Shape);

    private static Variable OneStep(string op, Variable input) => input.Rank == 2 ? input.Unsqueeze(0) : throw Errors.RecurrentInput(op, input.Shape);

    private static Tensor Zeros(Variable share, Variable weightHh) => Tensor.Zeros([share.Shape[1], weightHh.Shape[^1]], share.DType);

    private static Variable Last(Variable states, bool reverse) =>
        states.Narrow(0, reverse ? 0 : states.Shape[0] - 1, 1).Squeeze(0);
}
