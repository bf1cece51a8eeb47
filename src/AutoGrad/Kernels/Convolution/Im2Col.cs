using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>The windows of an image as columns of a matrix, and the sum of such columns back into an image.</summary>
internal static unsafe class Im2Col
{
    /// <summary>columns[(c, ky, kx)][position] for the output rows from <paramref name="row"/> on; positions outside the image are zero.</summary>
    /// <param name="s">Sizes; C counts the channels of one group.</param>
    /// <param name="image">The group's channels of one image.</param>
    /// <param name="columns">Matrix of K rows of <paramref name="pitch"/> elements.</param>
    /// <param name="pitch">Distance of two rows of the matrix.</param>
    /// <param name="row">First output row.</param>
    /// <param name="rows">Number of output rows.</param>
    public static void Gather<T>(in ConvSizes s, T* image, T* columns, nint pitch, int row, int rows) where T : unmanaged
    {
        int channels = s.GroupC;
        for (int c = 0; c < channels; c++)
        {
            for (int ky = 0; ky < s.KernelH; ky++)
            {
                for (int kx = 0; kx < s.KernelW; kx++, columns += pitch)
                {
                    (int low, int high) = Inside(s, kx);
                    T* source = image + ((nint)c * s.H * s.W);
                    T* target = columns;
                    nint shift = ((nint)low * s.StrideW) - s.PadLeft + ((nint)kx * s.DilationW);
                    for (int i = row; i < row + rows; i++, target += s.OutW)
                    {
                        int y = (i * s.StrideH) - s.PadTop + (ky * s.DilationH);
                        Row(source + ((nint)y * s.W) + shift, target, (uint)y < (uint)s.H, low, high, s.OutW, s.StrideW);
                    }
                }
            }
        }
    }

    /// <summary>Adds columns back to the places of the image they were read from; the reverse of <see cref="Gather"/>.</summary>
    /// <param name="s">Sizes; C counts the channels of one group.</param>
    /// <param name="columns">Matrix of K rows of <paramref name="pitch"/> elements.</param>
    /// <param name="image">The group's channels of one image; added to.</param>
    /// <param name="pitch">Distance of two rows of the matrix.</param>
    /// <param name="row">First output row.</param>
    /// <param name="rows">Number of output rows.</param>
    public static void Scatter<T>(in ConvSizes s, T* columns, T* image, nint pitch, int row, int rows) where T : unmanaged, INumberBase<T>
    {
        int channels = s.GroupC;
        for (int c = 0; c < channels; c++)
        {
            for (int ky = 0; ky < s.KernelH; ky++)
            {
                for (int kx = 0; kx < s.KernelW; kx++, columns += pitch)
                {
                    (int low, int high) = Inside(s, kx);
                    T* target = image + ((nint)c * s.H * s.W);
                    T* source = columns;
                    for (int i = row; i < row + rows; i++, source += s.OutW)
                    {
                        int y = (i * s.StrideH) - s.PadTop + (ky * s.DilationH);
                        if ((uint)y < (uint)s.H)
                        {
                            Add(source + low, target + ((nint)y * s.W) + ((nint)low * s.StrideW) - s.PadLeft + ((nint)kx * s.DilationW), high - low, s.StrideW);
                        }
                    }
                }
            }
        }
    }

    /// <summary>The output columns whose input column lies inside the image, for one column of the kernel.</summary>
    internal static (int Low, int High) Inside(in ConvSizes s, int kx) => Inside(s, kx * s.DilationW, s.OutW);

    /// <summary>Those of the first so many columns i whose input column i * StrideW - PadLeft + offset lies inside the image.</summary>
    internal static (int Low, int High) Inside(in ConvSizes s, int offset, int width)
    {
        int shift = s.PadLeft - offset;
        int low = shift <= 0 ? 0 : (shift + s.StrideW - 1) / s.StrideW;
        int last = s.W - 1 + shift;
        int high = last < 0 ? 0 : Math.Min(width, (last / s.StrideW) + 1);
        low = Math.Min(low, width);
        return (low, Math.Max(low, high));
    }

    /// <summary>One row of a column matrix: zeros up to low, elements of the image to high, zeros to the end; all zeros where the row lies outside the image.</summary>
    /// <remarks>Rows are short, so they are copied in place: three calls would cost more than the copy.</remarks>
    [MethodImpl(Loops.Hot)]
    internal static void Row<T>(T* source, T* target, bool inside, int low, int high, int width, int stride) where T : unmanaged
    {
        high = inside ? high : low;
        int i = 0, lanes = Vector<T>.Count;
        for (; i < low; i++)
        {
            target[i] = default;
        }

        if (stride == 1)
        {
            T* from = source - low;
            for (; i <= high - lanes; i += lanes)
            {
                Vector.Load(from + i).Store(target + i);
            }
        }

        else if (stride == 2 && sizeof(T) == 4 && Avx2.IsSupported)
        {
            // Every second of sixteen elements; one more must follow, since the last of the sixteen is not wanted and may lie outside the image.
            for (; i < high - 8; i += 8)
            {
                float* from = (float*)source + (2 * (nint)(i - low));
                Vector256<float> pairs = Avx.Shuffle(Vector256.Load(from), Vector256.Load(from + 8), 0b10_00_10_00);
                Avx2.Permute4x64(pairs.AsDouble(), 0b11_01_10_00).AsSingle().Store((float*)target + i);
            }

            if (i > low)
            {
                // The last eight, some of them once more: their sixteen begin one element early and end with the last that is wanted.
                float* from = (float*)source + (2 * (nint)(high - 8 - low)) - 1;
                Vector256<float> pairs = Avx.Shuffle(Vector256.Load(from), Vector256.Load(from + 8), 0b11_01_11_01);
                Avx2.Permute4x64(pairs.AsDouble(), 0b11_01_10_00).AsSingle().Store((float*)target + high - 8);
                i = high;
            }
        }

        for (source += (nint)(i - low) * stride; i < high; i++, source += stride)
        {
            target[i] = *source;
        }

        for (; i <= width - lanes; i += lanes)
        {
            Vector<T>.Zero.Store(target + i);
        }

        for (; i < width; i++)
        {
            target[i] = default;
        }
    }

    [MethodImpl(Loops.Hot)]
    private static void Add<T>(T* source, T* target, int n, int stride) where T : unmanaged, INumberBase<T>
    {
        if (stride == 1)
        {
            Loops.AddTo(target, source, n);
            return;
        }

        int done = 0;
        if (stride == 2 && typeof(T) == typeof(float) && Avx2.IsSupported)
        {
            // Eight elements with -0 between them, which changes no sum; one more must follow, since the last -0 has no place of its own and may lie outside the image.
            Vector256<float> between = Vector256.Create(-0f);
            for (; done < n - 8; done += 8)
            {
                float* to = (float*)target + (2 * (nint)done);
                Vector256<float> pairs = Avx2.Permute4x64(Vector256.Load((float*)source + done).AsDouble(), 0b11_01_10_00).AsSingle();
                (Vector256.Load(to) + Avx.UnpackLow(pairs, between)).Store(to);
                (Vector256.Load(to + 8) + Avx.UnpackHigh(pairs, between)).Store(to + 8);
            }
        }

        for (int i = done; i < n; i++)
        {
            target[(nint)i * stride] += source[i];
        }
    }
}
