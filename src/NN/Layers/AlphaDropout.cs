using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Dropout that keeps mean and variance of self-normalising units. PyTorch: torch.nn.AlphaDropout.</summary>
public sealed class AlphaDropout : Module<Variable, Variable>
{
    private readonly double _p;
    private readonly Generator? _generator;

    /// <summary>Creates the layer.</summary>
    /// <param name="p">Probability of zeroing. Default 0.5.</param>
    /// <param name="generator">Source of the masks. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not a probability.</exception>
    public AlphaDropout(double p = 0.5, Generator? generator = null)
    {
        if (p is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, $"AlphaDropout: p {p} is not a probability. Use a value in [0, 1].");
        }

        _p = p;
        _generator = generator;
    }

    /// <inheritdoc/>
    public override string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"AlphaDropout p={_p}");

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.AlphaDropout(x, _p, Training, _generator);
}
