namespace AutoGrad;

/// <summary>The modules whose Call is running on this thread, outermost first; error messages and the tape show the innermost.</summary>
/// <remarks>Call is synchronous, so a thread-static stack is right and costs no AsyncLocal write per module.</remarks>
internal static class ModulePath
{
    [ThreadStatic]
    private static Stack<IModuleScope>? _scopes;

    /// <summary>The dotted path of the innermost module, or null outside modules.</summary>
    internal static string? Current => Innermost?.Path;

    /// <summary>The innermost module, or null outside modules.</summary>
    internal static IModuleScope? Innermost => _scopes is { Count: > 0 } scopes ? scopes.Peek() : null;

    internal static void Push(IModuleScope scope) => (_scopes ??= new Stack<IModuleScope>()).Push(scope);

    internal static void Pop() => _scopes!.Pop();
}

/// <summary>What a message says about a module.</summary>
internal interface IModuleScope
{
    /// <summary>Dotted path from the outermost module, such as <c>Net.fc.0</c>.</summary>
    string Path { get; }

    /// <summary>Kind and sizes, such as <c>Linear 784->128</c>.</summary>
    string Description { get; }
}
