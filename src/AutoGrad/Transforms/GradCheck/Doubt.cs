namespace AutoGrad.Checking;

/// <summary>Why differences cannot judge a derivative, though they contradict it.</summary>
internal enum Doubt
{
    /// <summary>They can.</summary>
    None,

    /// <summary>Smaller steps tell another story than those that were extrapolated, or none may be small enough.</summary>
    TooFast,

    /// <summary>The slopes grow as a power of the step.</summary>
    Infinite,

    /// <summary>The values to the two sides stay apart, so that the slopes grow like one over the step.</summary>
    Jump,

    /// <summary>The slopes of the two sides stay apart.</summary>
    Kink,

    /// <summary>The values move in stairs and stand still for steps shorter than one.</summary>
    Stairs,

    /// <summary>The point lies at the end of the domain, or values leave the range of doubles.</summary>
    Undefined,
}
