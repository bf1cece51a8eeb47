using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Pixels become channels: [N, C, H·r, W·r] → [N, C·r², H, W]. PyTorch: torch.nn.PixelUnshuffle.</summary>
/// <param name="downscaleFactor">r, 1 or more.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class PixelUnshuffle(int downscaleFactor) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"PixelUnshuffle /{downscaleFactor}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.PixelUnshuffle(x, downscaleFactor);
}
