namespace AutoGrad.Kernels;

/// <summary>The arguments of a register tile: C = max(Floor, Init + A B) for a few rows and columns. Strides count elements.</summary>
internal unsafe struct GemmTile<T>
    where T : unmanaged
{
    /// <summary>A's element (i, p) lies at A[i * RowA + p * StepA].</summary>
    public T* A;

    /// <summary>B's row p begins at B[p * StepB]; its columns are adjacent.</summary>
    public T* B;

    /// <summary>Result; row i begins at C[i * RowC].</summary>
    public T* C;

    /// <summary>What the sums start from: C itself to accumulate, the bias or zeros with a row stride of 0.</summary>
    public T* Init;

    /// <summary>One vector of all ones or zeros for the last vector of columns; masked tiles only.</summary>
    public T* Mask;

    public nint RowA;
    public nint StepA;
    public nint StepB;
    public nint RowC;
    public nint RowInit;
    public nint K;

    /// <summary>Elements from a row of B to what is fetched into the cache with it: the same row of the next tile, or 0.</summary>
    public nint Ahead;

    /// <summary>Zero for ReLU, minus infinity for none.</summary>
    public T Floor;
}
