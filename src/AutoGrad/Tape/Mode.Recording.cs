namespace AutoGrad;

/// <content>What only the recording of operations asks for; the backends below read the two switches.</content>
internal sealed partial record Mode
{
    /// <summary>Whether the forward trace of each node is kept and non-finite gradients raise.</summary>
    internal bool Anomaly { get; init; }

    /// <summary>The innermost open tape, which roots what is recorded.</summary>
    internal GradientTape? Tape { get; init; }

    /// <summary>The innermost forward-mode pass, if one is running.</summary>
    internal ForwardLevel? Forward { get; init; }

    /// <summary>Collects the branch bits of piecewise operations for the gradient checker.</summary>
    internal PieceRecorder? Pieces { get; init; }

    /// <summary>Anything that takes an operation off the fast path.</summary>
    internal bool IsSpecial => Anomaly || Tape is not null || Forward is not null || Pieces is not null || Inference;
}
