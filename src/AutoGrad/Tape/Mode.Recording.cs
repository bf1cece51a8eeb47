namespace AutoGrad;

/// <content>What only the recording of operations asks for; the backends below read the two switches.</content>
internal sealed partial record Mode
{
    /// <summary>Whether the forward trace of each node is kept and non-finite gradients raise.</summary>
    internal bool Anomaly
    {
        get;
        init
        {
            field = value;
            Special(2, value);
        }
    }

    /// <summary>The innermost open tape, which roots what is recorded.</summary>
    internal GradientTape? Tape
    {
        get;
        init
        {
            field = value;
            Special(4, value is not null);
        }
    }

    /// <summary>The innermost forward-mode pass, if one is running.</summary>
    internal ForwardLevel? Forward
    {
        get;
        init
        {
            field = value;
            Special(8, value is not null);
        }
    }

    /// <summary>Collects the branch bits of piecewise operations for the gradient checker.</summary>
    internal PieceRecorder? Pieces
    {
        get;
        init
        {
            field = value;
            Special(16, value is not null);
        }
    }
}
