using AutoGrad.NN;
using AutoGrad.Testing;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Testing.Models;

/// <summary>Rows that mix and futures that leak are found wherever they hide; what is right passes, and what can say nothing is refused.</summary>
public sealed class InfluenceTests
{
    private static readonly Tensor Rows = Tensor.Randn([4, 3], generator: new Generator(1));
    private static readonly Tensor Tokens = Tensor.From(3L, 1, 4, 1, 5, 2, 6, 5, 3, 5, 0, 6).Reshape([2, 6]);

    [Fact]
    public void Rows_that_do_not_mix_pass()
    {
        ModelCheck.DoesNotMixBatch(new Sequential(new Linear(3, 4), new LayerNorm([4]), new Dropout(), new Softmax(-1)), Rows);
        ModelCheck.DoesNotMixBatch(new Sequential(new Embedding(7, 4), new Linear(4, 2)), Tokens);
        var lstm = new LSTM(3, 4);
        ModelCheck.DoesNotMixBatch(lstm, x => lstm.Call(x).Item1, Tensor.Randn([5, 2, 3]), inputDim: 1);
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("softmax")]
    [InlineData("reshape")]
    [InlineData("tiny")]
    public void Rows_that_mix_are_found(string how)
    {
        var error = Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(new Mixing(how), Rows));
        Assert.Matches(@"row \d of the output depends on row \d of the input", error.Message);
        Assert.DoesNotContain("atch norm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_norm_in_training_is_reported_as_such()
    {
        var net = new Sequential(new Linear(3, 4), new BatchNorm1d(4), new Tanh());
        Tensor statistics = net.Buffers().First().Clone();
        var error = Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(net, Rows));
        Assert.Contains("The cause is batch norm in training", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 (BatchNorm1d 4)", error.Message, StringComparison.Ordinal);
        Assert.True(net.Modules().All(m => m.Training));
        Assert.True(statistics.Equal(net.Buffers().First()));
        net.Eval();
        ModelCheck.DoesNotMixBatch(net, Rows);
    }

    [Fact]
    public void A_model_that_mixes_beside_its_batch_norm_is_not_excused()
    {
        var error = Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(new Sequential(new BatchNorm1d(3), new Mixing("mean")), Rows));
        Assert.Contains("with it in evaluation row", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("values")]
    [InlineData("embedding")]
    public void Integers_that_mix_are_found_with_and_without_an_embedding_module(string how)
    {
        Module<Variable, Variable> net = new TokenMixing(how == "embedding", mixes: true);
        Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(net, Tokens));
        ModelCheck.DoesNotMixBatch(new TokenMixing(how == "embedding", mixes: false), Tokens);
    }

    [Fact]
    public void A_check_that_could_say_nothing_is_no_pass()
    {
        Assert.Contains("no gradient flows", Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(new Mixing("detached"), Rows)).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(new Mixing("infinite"), Rows)).Message, StringComparison.Ordinal);
        Assert.Contains("1 position", Assert.Throws<ArgumentException>(() => ModelCheck.DoesNotMixBatch(new Tanh(), Rows.Slice(0, 0, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("Name the dimension", Assert.Throws<ArgumentException>(() => ModelCheck.DoesNotMixBatch(new Mixing("transposed"), Rows)).Message, StringComparison.Ordinal);
        Assert.Contains("is not one of the input", Assert.Throws<ArgumentException>(() => ModelCheck.IsCausal(new Tanh(), Rows, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("stays the same", Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(new TokenMixing(false, false, constant: true), Tokens)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("masked")]
    [InlineData("fused")]
    public void A_causal_model_passes(string mask) => ModelCheck.IsCausal(new Attending(mask), Tokens);

    [Theory]
    [InlineData("none")]
    [InlineData("off by one")]
    [InlineData("too small")]
    [InlineData("reversed")]
    public void A_mask_that_leaks_is_found(string mask)
    {
        var error = Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(new Attending(mask), Tokens));
        Assert.Matches(@"position \d depends on the input at position \d, which is later", error.Message);
    }

    [Fact]
    public void Recurrent_models_are_causal_in_one_direction_only()
    {
        Tensor x = Tensor.Randn([2, 5, 3]);
        var gru = new GRU(3, 4, batchFirst: true);
        ModelCheck.IsCausal(gru, v => gru.Call(v).Item1, x);
        var both = new GRU(3, 4, batchFirst: true, bidirectional: true);
        Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(both, v => both.Call(v).Item1, x));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Time_that_is_first_is_no_silent_pass(bool bidirectional)
    {
        Tensor x = Tensor.Randn([6, 3, 4]);
        var lstm = new LSTM(4, 5, bidirectional: bidirectional);
        string message = Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(lstm, v => lstm.Call(v).Item1, x)).Message;
        Assert.Contains("nothing flows along dimension 1", message, StringComparison.Ordinal);
        Assert.Contains("pass inputDim: 0 (a recurrent layer without batchFirst has time first)", message, StringComparison.Ordinal);
        Exception? told = Record.Exception(() => ModelCheck.IsCausal(lstm, v => lstm.Call(v).Item1, x, inputDim: 0));
        Assert.Equal(bidirectional, told is PropertyException { Message: var leak } && leak.Contains("which is later", StringComparison.Ordinal));
        Assert.Equal(bidirectional, told is not null);
    }

    [Fact]
    public void The_batch_given_for_time_is_no_silent_pass()
    {
        var gru = new GRU(3, 4, batchFirst: true, bidirectional: true);
        string message = Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(gru, v => gru.Call(v).Item1, Tensor.Randn([2, 5, 3]), inputDim: 0)).Message;
        Assert.Contains("pass inputDim: 1 (a recurrent layer with batchFirst has the batch first)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_pointwise_over_time_is_asked_by_its_own_name()
    {
        Tensor x = Tensor.Randn([2, 5, 3]);
        string message = Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(new Linear(3, 4), x)).Message;
        Assert.Contains("pass timeDim: 0", message, StringComparison.Ordinal);
        Assert.Contains("ModelCheck.DoesNotMixBatch(model, x => model.Call(x), input, inputDim: 1)", message, StringComparison.Ordinal);
        ModelCheck.DoesNotMixBatch(new Linear(3, 4), x, batchDim: 1);
        Assert.Contains("nothing flows along", Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(new TokenMixing(false, false), Tokens)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_positions_of_time_are_suspected()
    {
        var lstm = new LSTM(4, 5);
        Tensor x = Tensor.Randn([6, 3, 4]);
        string message = Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(lstm, v => lstm.Call(v).Item1, x)).Message;
        Assert.Contains("or pass inputDim: 1 if the batch is dimension 1", message, StringComparison.Ordinal);
        Assert.Contains("or pass batchDim: 1 if the batch is dimension 1", Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(new Mixing("mean"), x)).Message, StringComparison.Ordinal);
        ModelCheck.DoesNotMixBatch(lstm, v => lstm.Call(v).Item1, x, inputDim: 1);
        Assert.DoesNotContain("or pass", Assert.Throws<PropertyException>(() => ModelCheck.DoesNotMixBatch(new Adding(), x, batchDim: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_positions_are_spread_over_both_ends()
    {
        Tensor x = Tensor.Randn([1, 100, 1]);
        ModelCheck.IsCausal(new Adding(), x);
        Assert.Throws<PropertyException>(() => ModelCheck.IsCausal(new LastLeaks(), x));
    }

    [Fact]
    public void Dropout_in_training_is_no_leak_where_values_are_compared() => ModelCheck.IsCausal(new TokenMixing(false, false, drops: true, adds: true), Tokens);

    private sealed class Mixing(string how) : Module<Variable, Variable>
    {
        protected override Variable Forward(Variable x) => how switch
        {
            "mean" => x - x.Mean(0, keepDim: true),
            "softmax" => x.Softmax(0),
            "reshape" => x.Reshape([3, 4]).CumSum(1).Reshape([4, 3]),
            "tiny" => x + (1e-30 * x.Flip(0)),
            "detached" => x.Detach() + (0 * x),
            "infinite" => x / (x - x),
            _ => x.Transpose(0, 1),
        };
    }

    private sealed class Adding : Module<Variable, Variable>
    {
        protected override Variable Forward(Variable x) => x.CumSum(1);
    }

    private sealed class LastLeaks : Module<Variable, Variable>
    {
        protected override Variable Forward(Variable x) => x + Tensor.Cat([Tensor.Ones([1, 1, 1]), Tensor.Zeros([1, 99, 1])], 1) * x.Slice(1, 99, 100);
    }

    private sealed class TokenMixing(bool withModule, bool mixes, bool constant = false, bool drops = false, bool adds = false) : Module<Variable, Variable>
    {
        private readonly Embedding _embedding = new(7, 4);

        protected override Variable Forward(Variable tokens)
        {
            Variable x = withModule ? _embedding.Call(tokens) : F.Embedding(tokens.Data, _embedding.Weight);
            x = drops ? F.Dropout(x) : x;
            x = adds ? x.CumSum(1) : x;
            return constant ? 0 * x : mixes ? x + x.Sum(0, keepDim: true) : x.Tanh();
        }
    }

    /// <summary>Token and position embeddings, one attention.</summary>
    private sealed class Attending(string mask) : Module<Variable, Variable>
    {
        private readonly Embedding _tokens = new(7, 8);
        private readonly Embedding _positions = new(6, 8);
        private readonly Linear _qkv = new(8, 24);

        protected override Variable Forward(Variable tokens)
        {
            int time = tokens.Shape[1];
            Variable x = _qkv.Call(_tokens.Call(tokens) + _positions.Call(Tensor.Arange(time, DType.Int64)));
            (Variable q, Variable k, Variable v) = (x.Narrow(2, 0, 8), x.Narrow(2, 8, 8), x.Narrow(2, 16, 8));
            if (mask == "fused")
            {
                return F.ScaledDotProductAttention(q, k, v, isCausal: true);
            }

            Tensor later = Tensor.Ones([time, time]);
            later = mask switch { "off by one" => later.Triu(2), "reversed" => later.Tril(-1), _ => later.Triu(1) };
            Variable scores = q.MatMul(k.Transpose(1, 2));
            scores = mask switch { "none" => scores, "too small" => scores - (10 * later), _ => scores.MaskedFill(later.Gt(0), double.NegativeInfinity) };
            return scores.Softmax(-1).MatMul(v);
        }
    }
}
