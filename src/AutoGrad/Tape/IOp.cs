namespace AutoGrad;

/// <summary>What every op states about itself for the tests: inputs it works on and inputs it refuses. An op without samples does not compile.</summary>
/// <typeparam name="TSelf">The op itself.</typeparam>
public interface IOp<TSelf> where TSelf : Op, IOp<TSelf>
{
    /// <summary>Representative calls; each is checked at orders one and two, in many layouts.</summary>
    /// <param name="sampler">Source of shapes and values, seeded and sized.</param>
    /// <returns>At least one sample.</returns>
    static abstract IEnumerable<Sample> Samples(Sampler sampler);

    /// <summary>Calls that must be refused, with the text the message must contain. Empty by default.</summary>
    /// <param name="sampler">Source of shapes and values.</param>
    /// <returns>The refused calls.</returns>
    static virtual IEnumerable<ErrorSample> ErrorSamples(Sampler sampler) => [];
}

/// <summary>One call of an op: the op with its parameters, and its inputs.</summary>
/// <param name="Op">The op.</param>
/// <param name="Inputs">The inputs; floating-point ones are differentiated unless <see cref="Constant"/> says otherwise.</param>
public sealed record Sample(Op Op, params Tensor[] Inputs)
{
    /// <summary>Bit i is set when input i is data (indices, masks, random draws), not to be differentiated though its dtype is a float.</summary>
    public int Constant { get; init; }

    /// <summary>What this sample shows, for reports.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A call that must throw, and what the message must contain.</summary>
/// <param name="Call">The call.</param>
/// <param name="Exception">The exception's exact type.</param>
/// <param name="Message">Text the message must contain: both sides and the remedy.</param>
public sealed record ErrorSample(Action Call, Type Exception, string Message);
