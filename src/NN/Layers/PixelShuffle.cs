using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>Channels become pixels: [N, C·r², H, W] → [N, C, H·r, W·r]. PyTorch: torch.nn.PixelShuffle.</summary>
/// <param name="upscaleFactor">r, 1 or more.</param>
/// <remarks>Shapes, errors and derivative are those of the function of the same name in <see cref="Functional"/>.</remarks>
public sealed class PixelShuffle(int upscaleFactor) : Module<Variable, Variable>
{
    /// <inheritdoc/>
    public override string Description => $"PixelShuffle x{upscaleFactor}";

    /// <inheritdoc/>
    protected override Variable Forward(Variable x) => F.PixelShuffle(x, upscaleFactor);
}
