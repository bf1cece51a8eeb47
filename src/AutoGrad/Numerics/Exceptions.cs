namespace AutoGrad;

/// <summary>Shapes, dimensions or indices do not fit the operation.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, both sides, and the remedy.</param>
    public ShapeException(string message) : base(message)
    {
    }

    /// <summary>The operation that refused, such as <c>MatMul</c>; empty if none.</summary>
    public string Op { get; init; } = "";

    /// <summary>The shape on the left, or the only one.</summary>
    public Shape? Left { get; init; }

    /// <summary>The shape on the right, if there are two sides.</summary>
    public Shape? Right { get; init; }

    /// <summary>Path of the module whose forward pass was running, such as <c>Net.fc.0</c>; null outside modules.</summary>
    public string? ModulePath { get; init; }
}

/// <summary>Element types do not fit the operation.</summary>
public sealed class DTypeException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, both sides, and the remedy.</param>
    public DTypeException(string message) : base(message)
    {
    }

    /// <summary>The operation that refused.</summary>
    public string Op { get; init; } = "";

    /// <summary>The dtype that was given.</summary>
    public DType? Given { get; init; }

    /// <summary>The dtype that was expected, if there is one.</summary>
    public DType? Expected { get; init; }

    /// <summary>Path of the module whose forward pass was running; null outside modules.</summary>
    public string? ModulePath { get; init; }
}

/// <summary>The rules of recording or differentiation were broken: no graph, a released graph, a changed saved value.</summary>
public sealed class AutogradException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and the remedy.</param>
    public AutogradException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception around the one that caused it.</summary>
    /// <param name="message">What is wrong and the remedy.</param>
    /// <param name="inner">The cause.</param>
    public AutogradException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>The operation concerned; empty if none.</summary>
    public string Op { get; init; } = "";

    /// <summary>Path of the module in which the operation was recorded, where known.</summary>
    public string? ModulePath { get; init; }

    /// <summary>Which value a rule read without having it saved; the engine adds whose rule it was.</summary>
    internal string? Unsaved { get; init; }
}
