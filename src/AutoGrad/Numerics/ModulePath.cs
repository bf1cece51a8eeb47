namespace AutoGrad;

/// <summary>The modules whose Call is running on this thread, outermost first; error messages and the tape show it.</summary>
/// <remarks>Call is synchronous, so a thread-static stack is right and costs no AsyncLocal write per module.</remarks>
internal static class ModulePath
{
    [ThreadStatic]
    private static Stack<string>? _names;

    /// <summary>The dotted path, or null outside modules.</summary>
    internal static string? Current => _names is { Count: > 0 } names ? names.Peek() : null;

    internal static void Push(string path) => (_names ??= new Stack<string>()).Push(path);

    internal static void Pop() => _names!.Pop();
}
