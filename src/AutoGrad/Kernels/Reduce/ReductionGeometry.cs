namespace AutoGrad.Kernels;

/// <summary>Where the elements of a reduction lie: kept dims, reduced dims, and either dense rows to reduce or dense rows whose columns are reduced.</summary>
/// <remarks>Output element m · Width + j is made of the elements at kept offset m, column j. Sizes of 1 are left out and adjacent dims merged.</remarks>
internal unsafe struct ReductionGeometry
{
    /// <summary>Kept dims but the columns.</summary>
    internal int KeptRank;

    /// <summary>Their sizes.</summary>
    internal int* KeptSizes;

    /// <summary>Their strides in elements.</summary>
    internal int* KeptStrides;

    /// <summary>Reduced dims but the innermost.</summary>
    internal int ReducedRank;

    /// <summary>Their sizes.</summary>
    internal int* ReducedSizes;

    /// <summary>Their strides in elements.</summary>
    internal int* ReducedStrides;

    /// <summary>Product of <see cref="KeptSizes"/>.</summary>
    internal int Kept;

    /// <summary>Product of <see cref="ReducedSizes"/>.</summary>
    internal int Repeats;

    /// <summary>Size of the innermost reduced dim, 1 if there is none.</summary>
    internal int Rows;

    /// <summary>Its stride; 1 when it is dense.</summary>
    internal nint RowStride;

    /// <summary>Dense elements side by side that belong to different outputs; 1 when the innermost dim is reduced.</summary>
    internal int Width;

    /// <summary>Whether the innermost dim of all is reduced, so that its rows are dense.</summary>
    internal bool DenseRows;

    /// <summary>Offset of the element at a row-major position in some dims.</summary>
    internal static nint Offset(int position, int* sizes, int* strides, int rank)
    {
        nint offset = 0;
        for (int i = rank - 1; i > 0; i--)
        {
            (position, int index) = Math.DivRem(position, sizes[i]);
            offset += (nint)index * strides[i];
        }

        return rank == 0 ? 0 : offset + ((nint)position * strides[0]);
    }
}
