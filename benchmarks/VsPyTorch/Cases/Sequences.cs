using AutoGrad.NN;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Recurrent and attention layers, forward and backward.</summary>
internal static class Sequences
{
    public const string Family = "layer";

    public static IEnumerable<Case> Cases =>
    [
        new(Family, "LSTM 32x50x64 to 128, forward and backward", 2.5, 3.5, """
            net = nn.LSTM(64, 128)
            net.load_state_dict(state['net'])
            leaves += list(net.parameters())
            def step(): return back(net(x)[0], dy)
            """,
            data =>
            {
                Variable x = data.Leaf("x", [50, 32, 64]);
                LSTM net = data.Net("net", new LSTM(64, 128));
                return data.Backward(() => net.Call(x).Item1, data.Normal("dy", [50, 32, 128]));
            })
        {
            Work = new(Flops: 3 * 2.0 * 50 * 32 * (64 + 128) * 512),
        },
        new(Family, "transformer encoder layer, 8x128x256, 8 heads, forward and backward", 1.5, 2.5, """
            net = nn.TransformerEncoderLayer(256, 8, 1024, dropout=0.0, batch_first=True)
            net.load_state_dict(state['net'])
            leaves += list(net.parameters())
            def step(): return back(net(x), dy)
            """,
            data =>
            {
                Variable x = data.Leaf("x", [8, 128, 256]);
                TransformerEncoderLayer net = data.Net("net", new TransformerEncoderLayer(256, 8, 1024, dropout: 0, batchFirst: true));
                return data.Backward(() => net.Call(x), data.Normal("dy", [8, 128, 256]));
            })
        {
            Tolerance = 5e-3, // of a million inputs of relu some lie so close to 0 that rounding decides their gradient
            Work = new(Flops: 3 * 2.0 * 1024 * ((4 * 256 * 256) + (2 * 256 * 1024) + (2 * 128 * 256))),
        },
    ];
}
