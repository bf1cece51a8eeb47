using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Convolution of each channel by filters of its own: too few numbers per filter for a matrix product, so each plane is filtered where it lies in the first-level cache.</summary>
/// <remarks>A plane is copied once with its padding, columns sorted by their remainder modulo the stride, so that every place of the filter reads adjacent elements.</remarks>
internal static unsafe class DepthwiseKernel<T> where T : unmanaged, INumber<T>
{
    // More filters per channel fill the rows of a matrix product.
    private const int MostFilters = 2;

    // What a task keeps of a filter lies on its stack.
    private const int MostPlaces = 256;

    private const long ParallelFlops = 200_000;

    /// <summary>Whether a convolution and its weight gradient are of this kind.</summary>
    public static bool Suits(in ConvSizes s) => s.GroupC == 1 && s.Groups > 1 && s.GroupO is > 0 and <= MostFilters && s.K <= MostPlaces;

    /// <summary>Whether the gradient in the input is, as a convolution of the output's gradient.</summary>
    public static bool SuitsInputGrad(in ConvSizes s) => Suits(s) && s.GroupO == 1 && s.StrideH == 1 && s.StrideW == 1;

    /// <summary>y = x * w + bias; bias may be null.</summary>
    public static void Forward(in ConvSizes s, T* x, T* w, T* bias, T* y) =>
        Run(s, s.N * s.Groups, new FilterBody { P = new Plane(s), X = x, W = w, Bias = bias, Y = y });

    /// <summary>dx from dy, at stride 1 and one filter per channel; bias, of C elements, may be null.</summary>
    public static void InputGrad(in ConvSizes s, T* dy, T* w, T* bias, T* dx)
    {
        ConvSizes turned = s;
        (turned.H, turned.W, turned.OutH, turned.OutW) = (s.OutH, s.OutW, s.H, s.W);
        turned.PadTop = ((s.KernelH - 1) * s.DilationH) - s.PadTop;
        turned.PadLeft = ((s.KernelW - 1) * s.DilationW) - s.PadLeft;
        Run(turned, s.N * s.Groups, new FilterBody { P = new Plane(turned), X = dy, W = w, Bias = bias, Y = dx, Turned = true });
    }

    /// <summary>dw from x and dy.</summary>
    public static void WeightGrad(in ConvSizes s, T* x, T* dy, T* dw) => Run(s, s.Groups, new WeightBody { P = new Plane(s), X = x, Dy = dy, Dw = dw });

    private static void Run<TBody>(in ConvSizes s, int tasks, TBody body) where TBody : struct, IParallelBody
    {
        if (s.Flops >= ParallelFlops)
        {
            WorkerPool.For(tasks, ref body);
            return;
        }

        for (int i = 0; i < tasks; i++)
        {
            body.Invoke(i);
        }
    }

    /// <summary>y[row][i] = bias + Σ w[k] x[row][offsets[k] + i]; lanes beyond the row are read and dropped.</summary>
    [MethodImpl(Loops.Hot)]
    private static void Filter(T* x, nint step, nint* offsets, T* w, int places, T bias, T* y, int rows, int width)
    {
        int lanes = Vector<T>.Count;
        Vector<T> start = new(bias);
        for (int row = 0; row < rows; row++, x += step, y += width)
        {
            int i = 0;
            for (; i <= width - (4 * lanes); i += 4 * lanes)
            {
                Vector<T> a = start, b = start, c = start, d = start;
                for (int k = 0; k < places; k++)
                {
                    T* from = x + offsets[k] + i;
                    Vector<T> factor = new(w[k]);
                    a = Simd.MultiplyAdd(factor, Vector.Load(from), a);
                    b = Simd.MultiplyAdd(factor, Vector.Load(from + lanes), b);
                    c = Simd.MultiplyAdd(factor, Vector.Load(from + (2 * lanes)), c);
                    d = Simd.MultiplyAdd(factor, Vector.Load(from + (3 * lanes)), d);
                }

                a.Store(y + i);
                b.Store(y + i + lanes);
                c.Store(y + i + (2 * lanes));
                d.Store(y + i + (3 * lanes));
            }

            for (; i < width; i += lanes)
            {
                Vector<T> a = start;
                for (int k = 0; k < places; k++)
                {
                    a = Simd.MultiplyAdd(new Vector<T>(w[k]), Vector.Load(x + offsets[k] + i), a);
                }

                if (width - i >= lanes)
                {
                    a.Store(y + i);
                }
                else
                {
                    Loops.StorePart(a, y + i, width - i);
                }
            }
        }
    }

    /// <summary>Σ x dy over the rows.</summary>
    [MethodImpl(Loops.Hot)]
    private static T Dot(T* x, nint step, T* dy, int rows, int width)
    {
        int lanes = Vector<T>.Count;
        Vector<T> a = Vector<T>.Zero, b = a;
        T rest = T.Zero;
        for (int row = 0; row < rows; row++, x += step, dy += width)
        {
            int i = 0;
            for (; i <= width - (2 * lanes); i += 2 * lanes)
            {
                a = Simd.MultiplyAdd(Vector.Load(x + i), Vector.Load(dy + i), a);
                b = Simd.MultiplyAdd(Vector.Load(x + i + lanes), Vector.Load(dy + i + lanes), b);
            }

            for (; i <= width - lanes; i += lanes)
            {
                a = Simd.MultiplyAdd(Vector.Load(x + i), Vector.Load(dy + i), a);
            }

            for (; i < width; i++)
            {
                rest += x[i] * dy[i];
            }
        }

        return Vector.Sum(a + b) + rest;
    }

    /// <summary>How one channel's plane lies in scratch memory.</summary>
    private readonly struct Plane
    {
        public readonly ConvSizes S;
        private readonly int _rows;
        private readonly int _width;            // columns of one remainder modulo the stride, and room for a vector
        private readonly int _phases;

        public Plane(in ConvSizes s)
        {
            S = s;
            _rows = ((s.OutH - 1) * s.StrideH) + ((s.KernelH - 1) * s.DilationH) + 1;
            int reach = (s.KernelW - 1) * s.DilationW;
            _phases = Math.Min(s.StrideW, reach + 1);
            _width = s.OutW + (reach / s.StrideW) + Vector<T>.Count;
        }

        /// <summary>Distance of two output rows.</summary>
        public nint Step => (nint)S.StrideH * _phases * _width;

        public void Offsets(nint* offsets)
        {
            for (int ky = 0; ky < S.KernelH; ky++)
            {
                for (int kx = 0; kx < S.KernelW; kx++)
                {
                    (int right, int phase) = Math.DivRem(kx * S.DilationW, S.StrideW);
                    *offsets++ = ((((nint)ky * S.DilationH * _phases) + phase) * _width) + right;
                }
            }
        }

        public T* Fill(T* x)
        {
            T* plane = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)_rows * _phases * _width), to = plane;
            for (int row = 0; row < _rows; row++)
            {
                int y = row - S.PadTop;
                for (int phase = 0; phase < _phases; phase++, to += _width)
                {
                    (int low, int high) = Im2Col.Inside(S, phase, _width);
                    T* from = x + ((nint)y * S.W) + ((nint)low * S.StrideW) + phase - S.PadLeft;
                    Im2Col.Row(from, to, (uint)y < (uint)S.H, low, high, _width, S.StrideW);
                }
            }

            return plane;
        }
    }

    private struct FilterBody : IParallelBody
    {
        public Plane P;
        public T* X, W, Bias, Y;
        public bool Turned;

        public readonly void Invoke(int index)
        {
            ConvSizes s = P.S;
            int g = index % s.Groups, places = s.K;
            nint* offsets = stackalloc nint[places];
            T* w = stackalloc T[places];
            P.Offsets(offsets);
            T* plane = P.Fill(X + ((nint)index * s.H * s.W));
            for (int j = 0; j < s.GroupO; j++)
            {
                int o = (g * s.GroupO) + j;
                for (int k = 0; k < places; k++)
                {
                    w[k] = W[((nint)o * places) + (Turned ? places - 1 - k : k)];
                }

                Filter(plane, P.Step, offsets, w, places, Bias == null ? T.Zero : Bias[o], Y + ((((nint)index * s.GroupO) + j) * s.P), s.OutH, s.OutW);
            }
        }
    }

    private struct WeightBody : IParallelBody
    {
        public Plane P;
        public T* X, Dy, Dw;

        public readonly void Invoke(int g)
        {
            ConvSizes s = P.S;
            int places = s.K;
            nint* offsets = stackalloc nint[places];
            double* sums = stackalloc double[places * s.GroupO];
            P.Offsets(offsets);
            new Span<double>(sums, places * s.GroupO).Clear();
            for (int n = 0; n < s.N; n++)
            {
                T* plane = P.Fill(X + ((((nint)n * s.Groups) + g) * s.H * s.W));
                for (int k = 0; k < places * s.GroupO; k++)
                {
                    T* dy = Dy + ((((nint)n * s.O) + ((nint)g * s.GroupO) + (k / places)) * s.P);
                    sums[k] += double.CreateTruncating(Dot(plane + offsets[k % places], P.Step, dy, s.OutH, s.OutW));
                }
            }

            T* dw = Dw + ((nint)g * s.GroupO * places);
            for (int k = 0; k < places * s.GroupO; k++)
            {
                dw[k] = T.CreateTruncating(sums[k]);
            }
        }
    }
}
