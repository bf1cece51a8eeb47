using System.Text.RegularExpressions;

namespace AutoGrad.KernelGen;

/// <summary>The Float32 functions of VectorMath.Single.cs once more, for vectors of 512 bits: <see cref="System.Numerics.Vector{T}"/> has 256 unless the host says otherwise.</summary>
/// <param name="source">The text of VectorMath.Single.cs.</param>
public sealed partial class WideTemplate(string source)
{
    /// <summary>Path of the source, from the root of the repository.</summary>
    public const string Source = "src/AutoGrad/Kernels/Math/VectorMath.Single.cs";

    /// <summary>Path of the copy.</summary>
    public const string Target = "src/AutoGrad/Kernels/Math/WideMath.g.cs";

    /// <summary>The whole file.</summary>
    public string Text()
    {
        string body = source.ReplaceLineEndings("\n");
        body = body[(body.IndexOf("partial class VectorMath", StringComparison.Ordinal) + "partial class VectorMath".Length)..];
        body = Detour().Replace(body, "");
        body = body.Replace("new Vector<int>(", "Vector512.Create(", StringComparison.Ordinal).Replace("C(float x) => new(x)", "C(float x) => Vector512.Create(x)", StringComparison.Ordinal);
        body = body.Replace("Vector<", "Vector512<", StringComparison.Ordinal).Replace("Vector.AsVectorInt32(", "Vector512.AsInt32(", StringComparison.Ordinal);
        body = Method().Replace(Static().Replace(body, "Vector512."), "internal static Vector512<float> $1(");
        body = Call().Replace(body, "$1(");
        return $"""
            // Written by eng/KernelGen from VectorMath.Single.cs. Change that and run: dotnet run --project eng/KernelGen
            #nullable enable
            using System.CodeDom.Compiler;
            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;

            namespace AutoGrad.Kernels;

            [GeneratedCode("AutoGrad.KernelGen", "1.0")]
            internal static partial class WideMath{body}
            """.ReplaceLineEndings("\n");
    }

    /// <summary>The way that machines without tables go: 512 bits imply them.</summary>
    [GeneratedRegex(@" {8}if \(!HasTables\)\n {8}\{\n.*?\n {8}\}\n\n", RegexOptions.Singleline)]
    private static partial Regex Detour();

    [GeneratedRegex(@"\bVector\.(?=[A-Z])")]
    private static partial Regex Static();

    [GeneratedRegex(@"private static Vector512<float> (\w+)Single\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"\b(\w+)Single\(")]
    private static partial Regex Call();
}
