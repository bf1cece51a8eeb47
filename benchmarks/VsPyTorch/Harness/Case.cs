namespace AutoGrad.VsPyTorch;

/// <summary>One row of the table: the same work on the same data, written for both sides.</summary>
/// <param name="Family">The group it belongs to.</param>
/// <param name="Name">What is computed, with its sizes.</param>
/// <param name="Must">How many times faster than PyTorch it has to be.</param>
/// <param name="Aim">How many times faster it is meant to be.</param>
/// <param name="Torch">Python that defines <c>step()</c> on the lent tensors and returns what is compared.</param>
/// <param name="Ours">Lends the tensors and returns our step, which returns what is compared.</param>
internal sealed record Case(string Family, string Name, double Must, double Aim, Func<string> Torch, Func<Inputs, Func<object>> Ours)
{
    public Case(string family, string name, double must, double aim, string torch, Func<Inputs, Func<object>> ours)
        : this(family, name, must, aim, () => torch, ours)
    {
    }

    /// <summary>What bounds the step from below, if a single limit does.</summary>
    public Work Work { get; init; }

    /// <summary>Greatest difference of two elements as a part of the greatest magnitude of PyTorch's tensor.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Our values and those known from elsewhere, compared once at <see cref="Tolerance"/>.</summary>
    public Func<(Tensor Ours, Tensor Published)>? Published { get; init; }

    public string FullName => $"{Family}: {Name}";
}

/// <summary>Floating-point operations or bytes that a step cannot do without.</summary>
internal readonly record struct Work(double Flops = 0, double Bytes = 0, bool Double = false);
