namespace AutoGrad.NN;

/// <summary>A table of vectors looked up by index. PyTorch: torch.nn.Embedding.</summary>
/// <remarks>Shapes: Int64 [...] → [..., embeddingDim]. Initial values: N(0, 1), zeros at paddingIdx.</remarks>
public sealed class Embedding : Module<Variable, Variable>
{
    private readonly int? _paddingIdx;

    /// <summary>Creates the layer.</summary>
    /// <param name="numEmbeddings">Number of vectors.</param>
    /// <param name="embeddingDim">Size of a vector.</param>
    /// <param name="paddingIdx">An index whose vector starts at zero and gets no gradient; negative counts from the end. Default none.</param>
    /// <param name="generator">Source of the initial values. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative or paddingIdx is outside the table.</exception>
    public Embedding(int numEmbeddings, int embeddingDim, int? paddingIdx = null, Generator? generator = null)
    {
        Errors.Require(numEmbeddings >= 0, nameof(Embedding), nameof(numEmbeddings), numEmbeddings, "0 or more");
        Errors.Require(embeddingDim >= 0, nameof(Embedding), nameof(embeddingDim), embeddingDim, "0 or more");
        if (paddingIdx is { } index)
        {
            Errors.Require(index >= -numEmbeddings && index < numEmbeddings, nameof(Embedding), nameof(paddingIdx), index, $"a row in [{-numEmbeddings}, {numEmbeddings - 1}], or null");
            _paddingIdx = index < 0 ? index + numEmbeddings : index;
        }

        Weight = new Parameter(Tensor.Empty([numEmbeddings, embeddingDim]));
        Init.Normal(Weight, generator: generator);
        if (_paddingIdx is { } row)
        {
            Weight.Data.Slice(0, row, row + 1).ZeroInPlace();
        }
    }

    /// <summary>The table, [numEmbeddings, embeddingDim].</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override string Description => $"Embedding {Weight.Shape[0]} x {Weight.Shape[1]}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => Variable.Embedding(x, Weight, _paddingIdx);
}
