using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The windows of images as matrices of columns, and back; one image is one task.</summary>
internal static unsafe class WindowKernel<T> where T : unmanaged, INumberBase<T>
{
    /// <summary>columns [N, K, P] of x [N, C, H, W].</summary>
    public static void Unfold(in ConvSizes s, T* x, T* columns)
    {
        var body = new Body { S = s, X = x, Columns = columns };
        WorkerPool.For(s.N, ref body);
    }

    /// <summary>x = 0, then each column added where <see cref="Unfold"/> would read it.</summary>
    public static void Fold(in ConvSizes s, T* columns, T* x)
    {
        var body = new Body { S = s, X = x, Columns = columns, Reverses = true };
        WorkerPool.For(s.N, ref body);
    }

    private struct Body : IParallelBody
    {
        public ConvSizes S;
        public T* X, Columns;
        public bool Reverses;

        public readonly void Invoke(int n)
        {
            int size = S.C * S.H * S.W;
            T* image = X + ((nint)n * size), columns = Columns + ((nint)n * S.K * S.P);
            if (!Reverses)
            {
                Im2Col.Gather(S, image, columns, S.P, 0, S.OutH);
                return;
            }

            new Span<T>(image, size).Clear();
            Im2Col.Scatter(S, columns, image, S.P, 0, S.OutH);
        }
    }
}
