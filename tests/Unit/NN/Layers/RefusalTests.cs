using AutoGrad.NN;

namespace AutoGrad.Tests.Unit.NN.Layers;

/// <summary>What a layer refuses, it refuses in its own words: its own name, its own arguments, and which side has which dtype.</summary>
public sealed class RefusalTests
{
    private static readonly Tensor Doubles = Tensor.Ones([2, 2], DType.Float64);

    public static TheoryData<string, Func<Module>, string> Constructors() => new()
    {
        { "numHeads", () => new MultiheadAttention(6, 4), "MultiheadAttention: numHeads 4 does not divide embedDim 6. Choose a divisor. (Parameter 'numHeads')" },
        { "numHeads", () => new MultiheadAttention(6, 0), "MultiheadAttention: numHeads is 0. Pass 1 or more." },
        { "embedDim", () => new MultiheadAttention(0, 1), "MultiheadAttention: embedDim is 0. Pass 1 or more." },
        { "nhead", () => new TransformerEncoderLayer(6, 4), "TransformerEncoderLayer: nhead 4 does not divide dModel 6." },
        { "dimFeedforward", () => new TransformerEncoderLayer(6, 2, -1), "TransformerEncoderLayer: dimFeedforward is -1. Pass 0 or more." },
        { "numGroups", () => new GroupNorm(4, 6), "GroupNorm: numGroups 4 does not divide numChannels 6." },
        { "numChannels", () => new GroupNorm(4, 0), "GroupNorm: numChannels is 0. Pass 1 or more." },
        { "kernelSize", () => new Conv1d(1, 1, 0), "Conv1d: kernelSize is 0. Pass 1 or more." },
        { "groups", () => new Conv2d(6, 4, 1, groups: 4), "Conv2d: groups 4 does not divide inChannels 6 and outChannels 4." },
    };

    [Theory]
    [MemberData(nameof(Constructors))]
    public void A_constructor_names_its_own_arguments(string argument, Func<Module> make, string message)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(make);
        Assert.Equal(argument, error.ParamName);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_side_that_is_Float64_already_is_not_sent_there()
    {
        var error = Assert.Throws<DTypeException>(() => new Linear(2, 1).Call(Doubles));
        Assert.StartsWith("Linear: the input is Float64 and the weight is Float32. Convert the input with To(DType.Float32), or the layer with To(DType.Float64).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_layer_with_weights_says_which_side_is_which()
    {
        var lstm = new LSTM(2, 3);
        Refused("Conv1d", () => new Conv1d(2, 1, 1).Call(Doubles.Unsqueeze(0)), "the weight is Float32");
        Refused("BatchNorm", () => new BatchNorm1d(2).Call(Doubles), "is Float32");
        Refused("LayerNorm", () => new LayerNorm([2]).Call(Doubles), "the weight is Float32");
        Refused("Linear", () => lstm.Call(Doubles.Unsqueeze(0)), "the weight is Float32");

        static void Refused(string op, Action call, string side)
        {
            string message = Assert.Throws<DTypeException>(call).Message;
            Assert.Contains(op, message, StringComparison.Ordinal);
            Assert.Contains("the input is Float64 and ", message, StringComparison.Ordinal);
            Assert.Contains(side, message, StringComparison.Ordinal);
            Assert.Contains("Convert the input with To(DType.Float32), or the layer with To(DType.Float64).", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_state_of_another_dtype_is_named()
    {
        var gru = new GRU(2, 3);
        string message = Assert.Throws<DTypeException>(() => gru.Call(Tensor.Ones([4, 1, 2]), Tensor.Zeros([1, 1, 3], DType.Float64))).Message;
        Assert.Contains("h0 is Float64. Convert the input's share with To(DType.Float64), or h0 with To(DType.Float32).", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sides_of_a_product_are_named_and_integers_are_converted_to_floats()
    {
        Assert.StartsWith(
            "MatMul: the left side is Float64 and the right side is Float32. Convert the left side with To(DType.Float32), or the right side with To(DType.Float64).",
            Assert.Throws<DTypeException>(() => Doubles.MatMul(Tensor.Ones([2, 2]))).Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "the left side is Int64 and the right side is Float32. Convert the left side with To(DType.Float32).",
            Assert.Throws<DTypeException>(() => Tensor.Ones([2, 2], DType.Int64).MatMul(Tensor.Ones([2, 2]))).Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "the left side is Float32 and the right side is Int64. Convert the right side with To(DType.Float32).",
            Assert.Throws<DTypeException>(() => Tensor.Ones([2, 2]).MatMul(Tensor.Ones([2, 2], DType.Int64))).Message, StringComparison.Ordinal);
    }
}
