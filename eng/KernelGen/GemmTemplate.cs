using System.Globalization;
using System.Text;

namespace AutoGrad.KernelGen;

/// <summary>The register tiles of matrix multiplication for one element type and vector width.</summary>
/// <remarks>
/// A tile has mr rows and nv vectors of columns, and every accumulator is a local of its own: with an array of accumulators the JIT keeps them in memory
/// and the kernel runs at half speed. Widths with masks have kernels whose last vector is masked, for the right edge of a matrix.
/// </remarks>
/// <param name="type">float or double.</param>
/// <param name="bits">Width of a vector: 512, 256 or 128.</param>
public sealed class GemmTemplate(string type, int bits)
{
    private readonly StringBuilder _text = new();
    private readonly int _lanes = bits / (type == "float" ? 32 : 64);

    /// <summary>Name of the class of kernels, for example GemmFloat512.</summary>
    public string ClassName => $"Gemm{(type == "float" ? "Float" : "Double")}{bits}";

    // 512-bit vectors have 32 registers: 12 x 2 accumulators, two columns of B and a broadcast element of A. The others have 16: 6 x 2.
    private int MaxRows => bits == 512 ? 12 : 6;

    // Few rows take more columns, for enough independent sums to hide the latency of a multiply-add.
    private int MaxWideRows => bits == 512 ? 4 : 3;

    private bool HasMasks => bits != 128;

    private string Vector => $"Vector{bits}";

    /// <summary>The whole file.</summary>
    public string Text()
    {
        Line(0, "// Written by eng/KernelGen. Change the template there and run: dotnet run --project eng/KernelGen");
        Line(0, "#nullable enable");
        Line(0, "using System.CodeDom.Compiler;");
        Line(0, "using System.Runtime.CompilerServices;");
        Line(0, "using System.Runtime.Intrinsics;");
        if (HasMasks)
        {
            Line(0, "using System.Runtime.Intrinsics.X86;");
        }

        Line(0, "");
        Line(0, "namespace AutoGrad.Kernels;");
        Line(0, "");
        Line(0, $"/// <summary>Tiles of matrix multiplication in {type} with {bits}-bit vectors: C = max(floor, Init + A B).</summary>");
        Line(0, "[GeneratedCode(\"AutoGrad.KernelGen\", \"1.0\")]");
        Line(0, $"internal static unsafe class {ClassName}");
        Line(0, "{");
        Table();
        foreach ((int rows, int vectors, bool masked) in Variants())
        {
            Kernel(rows, vectors, masked);
        }

        Line(0, "}");
        return _text.ToString();
    }

    private static string Name(int rows, int vectors, bool masked) =>
        string.Create(CultureInfo.InvariantCulture, $"Tile{rows}x{vectors}{(masked ? "Masked" : "")}");

    private IEnumerable<(int Rows, int Vectors, bool Masked)> Variants()
    {
        for (int rows = 1; rows <= MaxRows; rows++)
        {
            if (HasMasks)
            {
                yield return (rows, 1, true);
                yield return (rows, 2, true);
            }

            yield return (rows, 2, false);
            if (HasMasks && rows <= MaxWideRows)
            {
                yield return (rows, 4, false);
            }
        }
    }

    private void Table()
    {
        Line(1, "/// <summary>The kernel of a tile of so many rows and vectors of columns.</summary>");
        Line(1, $"public static delegate*<GemmTile<{type}>*, void> Get(int rows, int vectors, bool masked) => (rows, vectors, masked) switch");
        Line(1, "{");
        foreach ((int rows, int vectors, bool masked) in Variants())
        {
            Line(2, $"({rows}, {vectors}, {(masked ? "true" : "false")}) => &{Name(rows, vectors, masked)},");
        }

        Line(2, "_ => null,");
        Line(1, "};");
    }

    private void Kernel(int rows, int vectors, bool masked)
    {
        Line(0, "");
        Line(1, "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line(1, "[SkipLocalsInit]");
        Line(1, $"private static void {Name(rows, vectors, masked)}(GemmTile<{type}>* t)");
        Line(1, "{");
        if (masked)
        {
            Line(2, $"{Vector}<{type}> mask = {Vector}.Load(t->Mask);");
        }

        Prefetch(rows, vectors);
        Line(2, $"{type}* init = t->Init;");
        Line(2, "nint rowInit = t->RowInit;");
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < vectors; j++)
            {
                Line(2, $"{Vector}<{type}> c{i}x{j} = {Load("init", j, masked && j == vectors - 1)};");
            }

            if (i + 1 < rows)
            {
                Line(2, "init += rowInit;");
            }
        }

        Loop(rows, vectors, masked);
        Line(2, $"{Vector}<{type}> floor = {Vector}.Create(t->Floor);");
        Line(2, $"{type}* c = t->C;");
        Line(2, "nint rowC = t->RowC;");
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < vectors; j++)
            {
                Line(2, Store("c", j, $"{Vector}.MaxNative(floor, c{i}x{j})", masked && j == vectors - 1));
            }

            if (i + 1 < rows)
            {
                Line(2, "c += rowC;");
            }
        }

        Line(1, "}");
    }

    // A result usually lies in the last cache or beyond: asked for before the loop, it is there when the sums are stored. 64 x 64 x 64 took 4.1 instead of 4.6 us
    // into fresh results, 128 x 128 x 128 took 22 instead of 26.
    private void Prefetch(int rows, int vectors)
    {
        if (!HasMasks)
        {
            return;
        }

        Line(2, $"{type}* result = t->C;");
        Line(2, "nint rowResult = t->RowC;");
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < vectors; j += bits == 512 ? 1 : 2)
            {
                Line(2, $"Sse.Prefetch0(result{(j == 0 ? "" : $" + {j * _lanes}")});");
            }

            if (i + 1 < rows)
            {
                Line(2, "result += rowResult;");
            }
        }
    }

    private void Loop(int rows, int vectors, bool masked)
    {
        // Row i of A is group i / 4 plus i % 4 strides, so that few registers hold all addresses.
        Line(2, $"{type}* a0 = t->A, b = t->B;");
        Line(2, "nint row = t->RowA, stepA = t->StepA, stepB = t->StepB;");
        if (rows > 2)
        {
            Line(2, "nint row2 = 2 * row;");
        }

        if (rows > 3)
        {
            Line(2, "nint row3 = 3 * row;");
        }

        for (int g = 1; 4 * g < rows; g++)
        {
            Line(2, $"{type}* a{g} = a{g - 1} + 4 * row;");
        }

        if (HasMasks)
        {
            Line(2, "nint ahead = t->Ahead;");
        }

        Line(2, "for (nint p = t->K; p > 0; p--)");
        Line(2, "{");
        for (int j = 0; j < vectors; j++)
        {
            Line(3, $"{Vector}<{type}> b{j} = {Load("b", j, masked && j == vectors - 1)};");
        }

        for (int i = 0; i < rows; i++)
        {
            string address = (i % 4) switch { 0 => $"*a{i / 4}", 1 => $"a{i / 4}[row]", var r => $"a{i / 4}[row{r}]" };
            Line(3, $"{(i == 0 ? $"{Vector}<{type}> " : "")}x = {Vector}.Create({address});");
            for (int j = 0; j < vectors; j++)
            {
                Line(3, $"c{i}x{j} = {Vector}.{(HasMasks ? "FusedMultiplyAdd" : "MultiplyAddEstimate")}(x, b{j}, c{i}x{j});");
            }
        }

        // What the next tile reads of this row of B, which comes from another cache when the operands are first met: a 1x1 convolution of 256 channels at 14 x 14
        // took 4.3 instead of 4.7 ms.
        for (int j = 0; HasMasks && j < vectors; j += bits == 512 ? 1 : 2)
        {
            Line(3, $"Sse.Prefetch0(b + ahead{(j == 0 ? "" : $" + {j * _lanes}")});");
        }

        for (int g = 0; 4 * g < rows; g++)
        {
            Line(3, $"a{g} += stepA;");
        }

        Line(3, "b += stepB;");
        Line(2, "}");
        Line(0, "");
    }

    private string Load(string pointer, int vector, bool masked)
    {
        string address = vector == 0 ? pointer : $"{pointer} + {vector * _lanes}";
        return !masked ? $"{Vector}.Load({address})"
            : bits == 512 ? $"Avx512F.MaskLoad({address}, mask, {Vector}<{type}>.Zero)"
            : $"Avx.MaskLoad({address}, mask)";
    }

    private string Store(string pointer, int vector, string value, bool masked)
    {
        string address = vector == 0 ? pointer : $"{pointer} + {vector * _lanes}";
        return !masked ? $"{Vector}.Store({value}, {address});"
            : bits == 512 ? $"Avx512F.MaskStore({address}, mask, {value});"
            : $"Avx.MaskStore({address}, mask, {value});";
    }

    private void Line(int indent, string text) => _text.Append(' ', text.Length == 0 ? 0 : 4 * indent).Append(text).Append('\n');
}
