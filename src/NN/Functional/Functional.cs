namespace AutoGrad.NN;

/// <summary>Functions of neural networks on variables: activations, convolutions, normalisation, losses. PyTorch: torch.nn.functional. Imported as <c>using F = AutoGrad.NN.Functional;</c>.</summary>
public static partial class Functional
{
}
