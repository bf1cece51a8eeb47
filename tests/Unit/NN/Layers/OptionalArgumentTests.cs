using AutoGrad.NN;

namespace AutoGrad.Tests.Unit.NN.Layers;

/// <summary>Arguments that may be left out or null: the call then means the one-argument call, whose hooks run.</summary>
public sealed class OptionalArgumentTests
{
    private static readonly Tensor Sequence = Tensor.Randn([3, 1, 4], generator: new Generator(1));

    [Fact]
    public void A_recurrent_layer_takes_null_for_its_state()
    {
        var lstm = new LSTM(4, 2);
        (Variable H, Variable C)? state = null;
        Variable zeros = Tensor.Zeros([1, 1, 2]);
        float[] output = Values(lstm.Call(Sequence).Output);
        Assert.Equal(output, Values(lstm.Call(Sequence, null).Output));
        Assert.Equal(output, Values(lstm.Call(Sequence, state).Output));
        Assert.Equal(output, Values(lstm.Call(Sequence, (zeros, zeros)).Output));
        state = lstm.Call(Sequence, state).State;
        Assert.NotEqual(output, Values(lstm.Call(Sequence, state).Output));
        Assert.Equal(Values(new RNN(4, 2, generator: new Generator(1)).Call(Sequence).Output), Values(new RNN(4, 2, generator: new Generator(1)).Call(Sequence, null).Output));
        var gru = new GRU(4, 2);
        Assert.Equal(Values(gru.Call(Sequence).Output), Values(gru.Call(Sequence, null).Output));
        Assert.NotEqual(Values(gru.Call(Sequence).Output), Values(gru.Call(Sequence, Tensor.Ones([1, 1, 2])).Output));
    }

    [Fact]
    public void An_encoder_is_causal_without_a_mask()
    {
        var encoder = new TransformerEncoder(static () => new TransformerEncoderLayer(4, 2, 8, dropout: 0, generator: new Generator(1)), 2);
        Tensor mask = Tensor.Full([3, 3], double.NegativeInfinity).Triu(1);
        Assert.Equal(Values(encoder.Call(Sequence, mask)), Values(encoder.Call(Sequence, isCausal: true)));
        Assert.NotEqual(Values(encoder.Call(Sequence)), Values(encoder.Call(Sequence, isCausal: true)));
    }

    [Fact]
    public void Hooks_run_where_nothing_but_the_input_is_given()
    {
        var layer = new TransformerEncoderLayer(4, 2, 8);
        var encoder = new TransformerEncoder(() => layer, 1);
        var lstm = new LSTM(4, 2);
        var gru = new GRU(4, 2);
        int calls = 0;
        layer.RegisterForwardHook((_, y) => Counted(y));
        encoder.RegisterForwardHook((_, y) => Counted(y));
        lstm.RegisterForwardHook((_, y) => Counted(y));
        gru.RegisterForwardHook((_, y) => Counted(y));
        layer.Call(Sequence);
        Assert.Equal(1, calls);
        encoder.Call(Sequence); // its own, and the layer's
        Assert.Equal(3, calls);
        lstm.Call(Sequence, null);
        gru.Call(Sequence, null);
        Assert.Equal(5, calls);

        T Counted<T>(T y)
        {
            calls++;
            return y;
        }
    }

    private static float[] Values(Variable x) => x.Data.ToArray<float>();
}
