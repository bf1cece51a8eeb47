namespace AutoGrad.NN;

/// <summary>Activations that look at more than one element or at weights.</summary>
public static partial class Functional
{
    /// <summary>Leaky rectifier whose slope is learned: x above 0, weight · x elsewhere. PyTorch: torch.nn.functional.prelu.</summary>
    /// <param name="input">[batch, channels, ...], or any shape for a single weight.</param>
    /// <param name="weight">One slope, or one per channel: shape [1] or [channels].</param>
    /// <returns>A variable of the input's shape.</returns>
    /// <remarks>Derivative: dx = dy above 0, dy · weight elsewhere; dweight = the sum of dy · x where x is not above 0. Kinks: 0, where the derivative is weight.</remarks>
    /// <exception cref="ShapeException">weight is not a vector of one element or of the channels.</exception>
    public static Variable Prelu(Variable input, Variable weight)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        int channels = input.Rank > 1 ? input.Size(1) : 1;
        if (weight.Rank > 1 || (weight.NumEl != 1 && weight.NumEl != channels))
        {
            throw Errors.Shapes(
                "Prelu", input.Shape, weight.Shape, $"weight {weight.Shape} does not fit input {input.Shape}. Pass one slope, [1], or one for each of the {channels} channels of dim 1.");
        }

        int[] sizes = new int[Math.Max(input.Rank, 1)];
        Array.Fill(sizes, 1);
        if (weight.NumEl != 1)
        {
            sizes[1] = channels;
        }

        return Ops.Prelu.Instance.Apply(input, weight.Reshape(input.Rank == 0 ? Shape.Scalar : Shape.Create(sizes)));
    }

    /// <summary>Gated linear unit: the first half times the sigmoid of the second, along one dimension. PyTorch: torch.nn.functional.glu.</summary>
    /// <param name="input">The input; the size of the dimension is even.</param>
    /// <param name="dim">Dimension to halve; negative counts from the end. Default -1.</param>
    /// <returns>A variable with half the size in that dimension.</returns>
    /// <remarks>Derivative: da = dy · σ(b), db = dy · a · σ(b) (1 - σ(b)). Kinks: none. Dauphin et al. 2017, arXiv:1612.08083.</remarks>
    /// <exception cref="ShapeException">dim is out of range or its size is odd.</exception>
    public static Variable Glu(Variable input, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(input);
        int size = input.Size(dim);
        if (size % 2 != 0)
        {
            throw Errors.Shape("Glu", input.Shape, $"dim {dim} of {input.Shape} has the odd size {size} and cannot be halved. Pass an even size.");
        }

        return input.Slice(dim, 0, size / 2) * input.Slice(dim, size / 2).Sigmoid();
    }

    /// <summary>Maxout: the largest of each group of neighbours along the last dimension. Goodfellow et al. 2013, arXiv:1302.4389. One of the lectures' table.</summary>
    /// <param name="input">[..., n] with n a multiple of groups.</param>
    /// <param name="groups">How many neighbours compete, at least 1.</param>
    /// <returns>A variable of shape [..., n / groups].</returns>
    /// <remarks>Derivative: dy goes to the largest, in equal parts where several tie. Kinks: ties. NaN in a group gives NaN.</remarks>
    /// <exception cref="ShapeException">The input is a scalar, or groups is not positive or does not divide n.</exception>
    public static Variable Maxout(Variable input, int groups)
    {
        ArgumentNullException.ThrowIfNull(input);
        int size = input.Rank == 0 ? 0 : input.Size(-1);
        if (input.Rank == 0 || groups < 1 || size % groups != 0)
        {
            throw Errors.Shape("Maxout", input.Shape, $"the last dim of {input.Shape}, of size {size}, does not split into groups of {groups}. Pass a divisor of the size.");
        }

        return input.Unflatten(-1, size / groups, groups).Amax(-1);
    }
}
