using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Work on one line of elements along a dimension, independent of all other lines. Implementations are structs; their fields are the op's parameters.</summary>
internal unsafe interface IRowKernel
{
    /// <summary>Computes the output's line from the inputs', all dense.</summary>
    /// <param name="p">The output's line, unless the kernel keeps its results itself, then the inputs'.</param>
    /// <param name="n">Length of the line, at least 1.</param>
    /// <param name="row">Which line, counted in row-major order of the other dimensions.</param>
    void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    /// <summary>Whether <see cref="Rows"/> does the work of lines one after another faster than <see cref="Row"/> for each.</summary>
    static virtual bool HasRows => false;

    /// <summary>Computes lines that lie one after another, the first of which is row; otherwise as <see cref="Row"/>.</summary>
    void Rows<T>(T** p, int n, int row, int count) where T : unmanaged, INumber<T>, IMinMaxValue<T> => throw new System.Diagnostics.UnreachableException();

    /// <summary>Whether <see cref="Columns"/> does the work of neighbouring lines without packing them.</summary>
    static virtual bool HasColumns => false;

    /// <summary>Computes lines that lie side by side, as columns of a block; pointers as for <see cref="Row"/>.</summary>
    /// <param name="p">First elements of the first columns.</param>
    /// <param name="n">Length of the lines, at least 1.</param>
    /// <param name="width">Number of lines, at most <see cref="ColumnMath.MaxWidth"/>.</param>
    /// <param name="stride">Elements from one element of a line to the next.</param>
    void Columns<T>(T** p, int n, int width, nint stride) where T : unmanaged, INumber<T>, IMinMaxValue<T> => throw new System.Diagnostics.UnreachableException();
}
