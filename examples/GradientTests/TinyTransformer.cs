using AutoGrad;
using AutoGrad.NN;

namespace GradientTests;

/// <summary>Eight tokens, up to six of them in a row, to scores for the next one: embeddings, one causal block, a head.</summary>
internal sealed class TinyTransformer : Module<Variable, Variable>
{
    private const int Width = 8;
    private const int Vocabulary = 8;
    private const int Longest = 6;

    private readonly Embedding _tokens = new(Vocabulary, Width);
    private readonly Embedding _places = new(Longest, Width);
    private readonly TransformerEncoderLayer _block = new(Width, nhead: 2, dimFeedforward: 16, dropout: 0.1, batchFirst: true);
    private readonly Linear _head = new(Width, Vocabulary);

    protected override Variable Forward(Variable tokens)
    {
        int time = tokens.Shape[1];
        Variable x = _tokens.Call(tokens) + _places.Call(Tensor.Arange(time, DType.Int64));
        Tensor later = Tensor.Ones([time, time]).Triu(1).Gt(0);
        return _head.Call(_block.Call(x, later, isCausal: true));
    }
}
