namespace AutoGrad;

/// <summary>Where a <see cref="Generator"/> stands: a value to store with a checkpoint. PyTorch: the tensor of torch.Generator.get_state.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Offset">How many blocks of four 32-bit words were handed out since.</param>
public readonly record struct GeneratorState(long Seed, long Offset);
