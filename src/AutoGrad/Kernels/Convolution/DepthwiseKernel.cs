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

    /// <summary>Whether a convolution and its weight gradient are of this kind.</summary>
    public static bool Suits(in ConvSizes s) => s.GroupC == 1 && s.Groups > 1 && s.GroupO is > 0 and <= MostFilters && s.K <= MostPlaces;

    /// <summary>Whether the gradient in the input is, as a convolution of the output's gradient.</summary>
    public static bool SuitsInputGrad(in ConvSizes s) => Suits(s) && s.GroupO == 1 && s.StrideH == 1 && s.StrideW == 1;

    /// <summary>y = x * w + bias; bias may be null.</summary>
    public static void Forward(in ConvSizes s, T* x, T* w, T* bias, T* y) =>
        s.Run(s.N * s.Groups, new FilterBody { P = new Plane(s), X = x, W = w, Bias = bias, Y = y });

    /// <summary>dx from dy, at stride 1 and one filter per channel; bias, of C elements, may be null.</summary>
    public static void InputGrad(in ConvSizes s, T* dy, T* w, T* bias, T* dx)
    {
        ConvSizes turned = s;
        (turned.H, turned.W, turned.OutH, turned.OutW) = (s.OutH, s.OutW, s.H, s.W);
        turned.PadTop = ((s.KernelH - 1) * s.DilationH) - s.PadTop;
        turned.PadLeft = ((s.KernelW - 1) * s.DilationW) - s.PadLeft;
        turned.Run(s.N * s.Groups, new FilterBody { P = new Plane(turned), X = dy, W = w, Bias = bias, Y = dx, Turned = true });
    }

    /// <summary>dw from x and dy.</summary>
    public static void WeightGrad(in ConvSizes s, T* x, T* dy, T* dw) => s.Run(s.Groups, new WeightBody { P = new Plane(s), X = x, Dy = dy, Dw = dw });

    /// <summary>y[row][i] = bias + Σ w[k] x[row][offsets[k] + i].</summary>
    /// <remarks>The last vectors of a row end where it ends, so some elements are computed twice: cheaper than parts of vectors, and the bits are the same.</remarks>
    [MethodImpl(Loops.Hot)]
    private static void Filter(T* x, nint step, nint* offsets, T* w, int places, T bias, T* y, int rows, int width)
    {
        int lanes = Vector<T>.Count, last = width - lanes;
        Vector<T> start = new(bias);
        for (int row = 0; row < rows; row++, x += step, y += width)
        {
            int i = 0;
            for (; i + lanes < width; i += 4 * lanes)
            {
                int at = Math.Min(i, last), atB = Math.Min(i + lanes, last), atC = Math.Min(i + (2 * lanes), last), atD = Math.Min(i + (3 * lanes), last);
                Vector<T> a = start, b = start, c = start, d = start;
                for (int k = 0; k < places; k++)
                {
                    T* from = x + offsets[k];
                    Vector<T> factor = new(w[k]);
                    a = Simd.MultiplyAdd(factor, Vector.Load(from + at), a);
                    b = Simd.MultiplyAdd(factor, Vector.Load(from + atB), b);
                    c = Simd.MultiplyAdd(factor, Vector.Load(from + atC), c);
                    d = Simd.MultiplyAdd(factor, Vector.Load(from + atD), d);
                }

                a.Store(y + at);
                b.Store(y + atB);
                c.Store(y + atC);
                d.Store(y + atD);
            }

            if (i < width)
            {
                // One vector or less; beyond the row the plane has room to read.
                int at = Math.Max(0, last);
                Vector<T> a = start;
                for (int k = 0; k < places; k++)
                {
                    a = Simd.MultiplyAdd(new Vector<T>(w[k]), Vector.Load(x + offsets[k] + at), a);
                }

                if (last >= 0)
                {
                    a.Store(y + at);
                }
                else
                {
                    Loops.StorePart(a, y, width);
                }
            }
        }
    }

    /// <summary>Adds Σ x dy over the rows, for three places of the filter at once, to their sums. The marks are the lanes of the last vector of a row that no other has counted.</summary>
    [MethodImpl(Loops.Hot)]
    private static void Dots(T* x, nint step, nint first, nint second, nint third, T* dy, int rows, int width, T* marks, double* sums)
    {
        int lanes = Vector<T>.Count;
        Vector<T> mask = Vector.Load(marks), a = Vector<T>.Zero, b = a, c = a, d = a, e = a, f = a;
        T restA = T.Zero, restB = T.Zero, restC = T.Zero;
        for (int row = 0; row < rows; row++, x += step, dy += width)
        {
            T* p = x + first, q = x + second, r = x + third;
            int i = 0;
            for (; i <= width - (2 * lanes); i += 2 * lanes)
            {
                Vector<T> g = Vector.Load(dy + i), h = Vector.Load(dy + i + lanes);
                a = Simd.MultiplyAdd(Vector.Load(p + i), g, a);
                b = Simd.MultiplyAdd(Vector.Load(q + i), g, b);
                c = Simd.MultiplyAdd(Vector.Load(r + i), g, c);
                d = Simd.MultiplyAdd(Vector.Load(p + i + lanes), h, d);
                e = Simd.MultiplyAdd(Vector.Load(q + i + lanes), h, e);
                f = Simd.MultiplyAdd(Vector.Load(r + i + lanes), h, f);
            }

            if (i <= width - lanes)
            {
                Vector<T> g = Vector.Load(dy + i);
                a = Simd.MultiplyAdd(Vector.Load(p + i), g, a);
                b = Simd.MultiplyAdd(Vector.Load(q + i), g, b);
                c = Simd.MultiplyAdd(Vector.Load(r + i), g, c);
                i += lanes;
            }

            if (i < width && width >= lanes)
            {
                // The last vector of the row, without the elements already counted: 0 times 0, since 0 times infinity is no number.
                i = width - lanes;
                Vector<T> g = Vector.Load(dy + i) & mask;
                d = Simd.MultiplyAdd(Vector.Load(p + i) & mask, g, d);
                e = Simd.MultiplyAdd(Vector.Load(q + i) & mask, g, e);
                f = Simd.MultiplyAdd(Vector.Load(r + i) & mask, g, f);
                i = width;
            }

            for (; i < width; i++)
            {
                restA += p[i] * dy[i];
                restB += q[i] * dy[i];
                restC += r[i] * dy[i];
            }
        }

        sums[0] += double.CreateTruncating(Vector.Sum(a + d) + restA);
        sums[1] += double.CreateTruncating(Vector.Sum(b + e) + restB);
        sums[2] += double.CreateTruncating(Vector.Sum(c + f) + restC);
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
            T* plane = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)_rows * _phases * _width);
            for (int phase = 0; phase < _phases; phase++)
            {
                (int low, int high) = Im2Col.Inside(S, phase, _width);
                T* from = x + ((nint)low * S.StrideW) + phase - S.PadLeft, to = plane + ((nint)phase * _width);
                for (int row = 0; row < _rows; row++, to += (nint)_phases * _width)
                {
                    int y = row - S.PadTop;
                    Im2Col.Row(from + ((nint)y * S.W), to, (uint)y < (uint)S.H, low, high, _width, S.StrideW);
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
            int room = places + 2; // places come in threes; what the third has too many reads place 0
            nint* offsets = stackalloc nint[room];
            double* sums = stackalloc double[room * s.GroupO];
            new Span<nint>(offsets, room).Clear();
            P.Offsets(offsets);
            new Span<double>(sums, room * s.GroupO).Clear();
            int lanes = Vector<T>.Count, tail = s.OutW % lanes;
            T* marks = stackalloc T[lanes];
            new Span<byte>(marks, lanes * sizeof(T)).Clear();
            new Span<byte>(marks + lanes - tail, tail * sizeof(T)).Fill(0xFF);
            nint imageX = (nint)s.Groups * s.H * s.W, imageY = (nint)s.O * s.P;
            T* x = X + ((nint)g * s.H * s.W), y = Dy + ((nint)g * s.GroupO * s.P);
            for (int n = 0; n < s.N; n++, x += imageX, y += imageY)
            {
                // The channel's next plane is a whole image away, where the processor does not look by itself.
                if (n < s.N - 1)
                {
                    Caches.Prefetch(x + imageX, s.H * s.W);
                    Caches.Prefetch(y + imageY, s.GroupO * s.P);
                }

                T* plane = P.Fill(x);
                for (int j = 0; j < s.GroupO; j++)
                {
                    for (int k = 0; k < places; k += 3)
                    {
                        Dots(plane, P.Step, offsets[k], offsets[k + 1], offsets[k + 2], y + ((nint)j * s.P), s.OutH, s.OutW, marks, sums + (j * room) + k);
                    }
                }
            }

            T* dw = Dw + ((nint)g * s.GroupO * places);
            for (int k = 0; k < places * s.GroupO; k++)
            {
                dw[k] = T.CreateTruncating(sums[(k / places * room) + (k % places)]);
            }
        }
    }
}
