using System.Numerics;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>A matrix in memory with free row and column strides, filled with seeded numbers, whose gaps hold NaN.</summary>
internal sealed class Matrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Matrix(int rows, int columns, nint rowStride, nint columnStride, int seed)
    {
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, rowStride, columnStride);
        Data = GC.AllocateArray<T>(1 + (int)(Math.Max(rows - 1, 0) * rowStride + Math.Max(columns - 1, 0) * columnStride), pinned: true);
        Data.AsSpan().Fill(T.NaN);
        Random random = new(seed);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                this[i, j] = T.CreateChecked(random.NextDouble() * 2 - 1);
            }
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public nint RowStride { get; }

    public nint ColumnStride { get; }

    public T[] Data { get; }

    public unsafe T* Pointer => (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(Data));

    public T this[int i, int j]
    {
        get => Data[i * RowStride + j * ColumnStride];
        set => Data[i * RowStride + j * ColumnStride] = value;
    }

    /// <summary>Row-major (0), transposed (1), row-major with gaps (2), transposed with gaps (3), or both strides above one (4).</summary>
    public static Matrix<T> Create(int rows, int columns, int layout, int seed) => layout switch
    {
        0 => new(rows, columns, Math.Max(columns, 1), 1, seed),
        1 => new(rows, columns, 1, Math.Max(rows, 1), seed),
        2 => new(rows, columns, columns + 5, 1, seed),
        3 => new(rows, columns, 1, rows + 3, seed),
        _ => new(rows, columns, 2 * columns + 1, 2, seed),
    };
}
