namespace AutoGrad.Kernels;

/// <summary>One matrix multiplication: C = act(A B + bias), or with Accumulate C = act(C + A B + bias). Strides count elements.</summary>
internal unsafe struct GemmProblem<T>
    where T : unmanaged
{
    public T* A;
    public nint RowA;
    public nint ColA;
    public T* B;
    public nint RowB;
    public nint ColB;
    public T* C;
    public nint RowC;
    public int M;
    public int N;
    public int K;
    public bool Accumulate;

    /// <summary>N numbers added to every row, or null.</summary>
    public T* Bias;
    public Activation Act;
}
