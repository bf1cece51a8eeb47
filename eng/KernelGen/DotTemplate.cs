using System.Text;

namespace AutoGrad.KernelGen;

/// <summary>Tiles of dot products for one element type and vector width: rows of A times four columns of B, both running along k.</summary>
/// <remarks>For products with few rows or columns, where packing an operand would cost as much as the work itself.</remarks>
/// <param name="type">float or double.</param>
/// <param name="bits">Width of a vector: 512, 256 or 128.</param>
public sealed class DotTemplate(string type, int bits)
{
    private const int Columns = 4;

    private readonly StringBuilder _text = new();
    private readonly int _lanes = bits / (type == "float" ? 32 : 64);

    /// <summary>Name of the class of kernels, for example DotFloat512.</summary>
    public string ClassName => $"Dot{(type == "float" ? "Float" : "Double")}{bits}";

    // 16 accumulators, 4 columns and a row fit 32 registers; 8 accumulators fit 16.
    private int MaxRows => bits == 512 ? 4 : 2;

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
        Line(0, $"/// <summary>Dot products in {type} with {bits}-bit vectors: C[4 i + j] = sum over p of A[i * RowA + p] * B[j * StepB + p].</summary>");
        Line(0, "[GeneratedCode(\"AutoGrad.KernelGen\", \"1.0\")]");
        Line(0, $"internal static unsafe class {ClassName}");
        Line(0, "{");
        Line(1, "/// <summary>The kernel of so many rows and four columns.</summary>");
        Line(1, $"public static delegate*<GemmTile<{type}>*, void> Get(int rows) => rows switch");
        Line(1, "{");
        for (int rows = 1; rows <= MaxRows; rows++)
        {
            Line(2, $"{rows} => &Dots{rows},");
        }

        Line(2, "_ => null,");
        Line(1, "};");
        for (int rows = 1; rows <= MaxRows; rows++)
        {
            Kernel(rows);
        }

        Line(0, "}");
        return _text.ToString();
    }

    private void Kernel(int rows)
    {
        Line(0, "");
        Line(1, "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line(1, "[SkipLocalsInit]");
        Line(1, $"private static void Dots{rows}(GemmTile<{type}>* t)");
        Line(1, "{");
        Line(2, $"{type}* a0 = t->A, b0 = t->B;");
        Line(2, "nint row = t->RowA, step = t->StepB, k = t->K;");
        for (int i = 1; i < rows; i++)
        {
            Line(2, $"{type}* a{i} = a{i - 1} + row;");
        }

        for (int j = 1; j < Columns; j++)
        {
            Line(2, $"{type}* b{j} = b{j - 1} + step;");
        }

        for (int i = 0; i < rows; i++)
        {
            Line(2, $"{Vector}<{type}> {string.Join(", ", Enumerable.Range(0, Columns).Select(j => $"c{i}x{j} = {Vector}<{type}>.Zero"))};");
        }

        Line(2, "nint p = 0;");
        Line(2, $"for (; p <= k - {_lanes}; p += {_lanes})");
        Body(rows, pointer => $"{Vector}.Load({pointer} + p)");
        if (HasMasks)
        {
            Line(2, "if (p < k)");
            Line(2, "{");
            Line(3, $"{Vector}<{type}> mask = {Vector}.Load(t->Mask);");
            Body(rows, pointer => bits == 512 ? $"Avx512F.MaskLoad({pointer} + p, mask, {Vector}<{type}>.Zero)" : $"Avx.MaskLoad({pointer} + p, mask)", 1);
            Line(2, "}");
        }

        Line(0, "");
        Line(2, $"{type}* c = t->C;");
        for (int i = 0; i < rows; i++)
        {
            Line(2, $"HorizontalSum.Store({string.Join(", ", Enumerable.Range(0, Columns).Select(j => $"c{i}x{j}"))}, c + {i * Columns});");
        }

        if (!HasMasks)
        {
            Line(2, "for (; p < k; p++)");
            Line(2, "{");
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < Columns; j++)
                {
                    Line(3, $"c[{i * Columns + j}] += a{i}[p] * b{j}[p];");
                }
            }

            Line(2, "}");
        }

        Line(1, "}");
    }

    private void Body(int rows, Func<string, string> load, int indent = 0)
    {
        Line(2 + indent, "{");
        Line(3 + indent, $"{Vector}<{type}> {string.Join(", ", Enumerable.Range(0, Columns).Select(j => $"y{j} = {load($"b{j}")}"))};");
        for (int i = 0; i < rows; i++)
        {
            Line(3 + indent, $"{(i == 0 ? $"{Vector}<{type}> " : "")}x = {load($"a{i}")};");
            for (int j = 0; j < Columns; j++)
            {
                Line(3 + indent, $"c{i}x{j} = {Vector}.{(HasMasks ? "FusedMultiplyAdd" : "MultiplyAddEstimate")}(x, y{j}, c{i}x{j});");
            }
        }

        Line(2 + indent, "}");
    }

    private void Line(int indent, string text) => _text.Append(' ', text.Length == 0 ? 0 : 4 * indent).Append(text).Append('\n');
}
