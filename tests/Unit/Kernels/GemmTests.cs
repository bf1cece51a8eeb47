using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>Matrix multiplication against sums in higher precision, for every layout, edge size and epilogue.</summary>
[Collection(nameof(ThreadSetting))]
public sealed unsafe class GemmTests : IDisposable
{
    private readonly int _threads = Parallelism.MaxThreads;

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 0, 0, 0 }, { 0, 3, 2 }, { 3, 0, 2 }, { 3, 2, 0 }, { 1, 1, 1 }, { 2, 3, 4 }, { 5, 7, 3 }, { 12, 32, 16 }, { 13, 33, 17 }, { 11, 31, 5 }, { 24, 64, 8 },
        { 1, 512, 100 }, { 3, 200, 70 }, { 4, 17, 257 }, { 100, 1, 50 }, { 70, 3, 40 }, { 32, 16, 784 }, { 16, 10, 300 }, { 64, 10, 128 }, { 37, 41, 43 },
        { 64, 64, 64 }, { 128, 128, 128 }, { 65, 129, 300 }, { 200, 300, 600 }, { 310, 515, 260 }, { 64, 128, 1600 }, { 784, 16, 32 }, { 30, 1000, 400 },
    };

    public void Dispose() => Parallelism.MaxThreads = _threads;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Float32_products_of_all_layouts_equal_sums_in_double(int m, int n, int k)
    {
        for (int layout = 0; layout < 25; layout += (long)m * n * k > 1000000 ? 6 : 1)
        {
            Check<float>(m, n, k, layout % 5, layout / 5, accumulate: layout % 2 == 0, bias: layout % 3 == 0, relu: layout % 4 == 0, (m + 1) * 1000 + n + k + layout);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Float64_products_of_all_layouts_equal_compensated_sums(int m, int n, int k)
    {
        for (int layout = 0; layout < 25; layout += (long)m * n * k > 1000000 ? 6 : 1)
        {
            Check<double>(m, n, k, layout % 5, layout / 5, accumulate: layout % 2 == 1, bias: layout % 3 == 1, relu: layout % 4 == 1, (m + 1) * 1000 + n + k + layout);
        }
    }

    [Fact]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Random_shapes_and_epilogues_are_right()
    {
        Random random = new(7);
        for (int round = 0; round < 300; round++)
        {
            (int m, int n, int k) = (random.Next(1, 80), random.Next(1, 120), random.Next(0, 90));
            (int layoutA, int layoutB) = (random.Next(5), random.Next(5));
            (bool accumulate, bool bias, bool relu) = (random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
            Check<float>(m, n, k, layoutA, layoutB, accumulate, bias, relu, round);
            Check<double>(m, n, k, layoutA, layoutB, accumulate, bias, relu, round);
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public void Every_vector_width_is_right(int bits)
    {
        // Wider vectors than the machine's are left out: a machine with the widest runs all three.
        Random random = new(bits);
        for (int round = 0; bits <= GemmWidth<float>.Best && round < 200; round++)
        {
            (int m, int n, int k) = round % 4 == 0 ? (random.Next(1, 6), random.Next(1, 300), random.Next(0, 200)) : (random.Next(1, 60), random.Next(1, 90), random.Next(0, 70));
            (int layoutA, int layoutB) = (random.Next(5), random.Next(5));
            (bool accumulate, bool bias, bool relu) = (random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
            Check<float>(m, n, k, layoutA, layoutB, accumulate, bias, relu, round, bits);
            Check<double>(m, n, k, layoutA, layoutB, accumulate, bias, relu, round, bits);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_thread_count_gives_the_same_bits(int m, int n, int k)
    {
        for (int layout = 0; layout < 4; layout++)
        {
            Matrix<float> a = Matrix<float>.Create(m, k, layout % 2, 1);
            Matrix<float> b = Matrix<float>.Create(k, n, layout / 2, 2);
            float[]? expected = null;
            foreach (int threads in (int[])[1, 2, 3, 5])
            {
                Parallelism.MaxThreads = threads;
                Matrix<float> c = Matrix<float>.Create(m, n, 0, 3);
                Gemm.Run(a.Pointer, a.RowStride, a.ColumnStride, b.Pointer, b.RowStride, b.ColumnStride, c.Pointer, c.RowStride, m, n, k, true);
                expected ??= c.Data;
                Assert.True(c.Data.AsSpan().SequenceEqual(expected), $"{threads} threads");
            }
        }
    }

    [Theory]
    [InlineData(515, 20, 40)]
    [InlineData(515, 1030, 520)]
    [InlineData(65, 1200, 700)]
    [InlineData(150, 33, 2100)]
    [InlineData(20, 64, 9000)]
    [InlineData(520, 70, 1024)]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Packed_operands_and_long_sums_give_the_bits_of_slices_read_in_place(int m, int n, int k)
    {
        // Whatever is packed, and for whom, each element is one chain of additions along k. Slices of 64 columns are small enough to be read in place.
        const int slice = 64;
        Matrix<float> expected = Matrix<float>.Create(m, n, 0, 3);
        Matrix<float> b = Matrix<float>.Create(k, n, 0, 2);
        Matrix<float> a = Matrix<float>.Create(m, k, 0, 1);
        for (int step = 200, p = 0; p < k; p += step)
        {
            for (int j = 0; j < n; j += slice)
            {
                Gemm.Run(
                    a.Pointer + p, a.RowStride, 1, b.Pointer + (p * b.RowStride) + j, b.RowStride, 1, expected.Pointer + j, expected.RowStride,
                    m, Math.Min(slice, n - j), Math.Min(step, k - p), p > 0);
            }
        }

        for (int layout = 0; layout < 25; layout++)
        {
            Matrix<float> left = Matrix<float>.Create(m, k, layout % 5, 1), right = Matrix<float>.Create(k, n, layout / 5, 2), c = Matrix<float>.Create(m, n, 0, 3);
            Gemm.Run(left.Pointer, left.RowStride, left.ColumnStride, right.Pointer, right.RowStride, right.ColumnStride, c.Pointer, c.RowStride, m, n, k, false);
            Assert.True(c.Data.AsSpan().SequenceEqual(expected.Data), $"layouts {layout % 5} and {layout / 5}");
        }
    }

    [Fact]
    public void Threads_that_pack_side_by_side_write_nothing_of_one_another()
    {
        // Lines of a kilobyte's multiple are packed, and each packed panel may be written a little beyond its end.
        const int m = 259, n = 64, k = 1024;
        Parallelism.MaxThreads = 4;
        Matrix<float> a = Matrix<float>.Create(m, k, 0, 1), b = Matrix<float>.Create(k, n, 0, 2);
        float[]? expected = null;
        for (int round = 0; round < 300; round++)
        {
            Matrix<float> c = new(m, n, n, 1, 3);
            Gemm.Run(a.Pointer, k, 1, b.Pointer, n, 1, c.Pointer, n, m, n, k, false);
            expected ??= c.Data;
            Assert.True(c.Data.AsSpan().SequenceEqual(expected), $"round {round}");
        }
    }

    [Fact]
    public void Infinities_and_NaN_travel_through()
    {
        Matrix<float> a = Matrix<float>.Create(20, 30, 0, 1);
        Matrix<float> b = Matrix<float>.Create(30, 40, 0, 2);
        Matrix<float> c = Matrix<float>.Create(20, 40, 0, 3);
        a[3, 4] = float.PositiveInfinity;
        b[7, 9] = float.NaN;
        Gemm.Run(a.Pointer, 30, 1, b.Pointer, 40, 1, c.Pointer, 40, 20, 40, 30, false, null, Activation.Relu);
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 40; j++)
            {
                if (j == 9)
                {
                    Assert.True(float.IsNaN(c[i, j]));
                }
                else if (i == 3)
                {
                    Assert.Equal(b[4, j] > 0 ? float.PositiveInfinity : 0, c[i, j]);
                }
                else
                {
                    Assert.True(float.IsFinite(c[i, j]));
                }
            }
        }
    }

    [Theory]
    [InlineData(6, 8, 9, 16)]
    [InlineData(3, 1, 5, 7)]
    [InlineData(40, 3, 3, 3)]
    [InlineData(3, 64, 128, 128)]
    [InlineData(0, 2, 2, 2)]
    [InlineData(4, 2, 2, 0)]
    public void Batches_equal_their_matrices_one_by_one(int batch, int m, int n, int k)
    {
        foreach ((bool sharedA, bool sharedB, bool accumulate) in ((bool, bool, bool)[])[(false, false, false), (true, false, true), (false, true, false)])
        {
            BatchedCheck<float>(batch, m, n, k, sharedA, sharedB, accumulate);
            BatchedCheck<double>(batch, m, n, k, sharedA, sharedB, accumulate);
        }
    }

    [Fact]
    public void Tables_of_offsets_reach_every_matrix_and_a_shared_result_is_summed()
    {
        // Two heads of 4 x 3 inside rows of 6 columns, three batches: no single stride reaches them.
        Matrix<float> a = Matrix<float>.Create(12, 6, 0, 1);
        Matrix<float> b = Matrix<float>.Create(18, 5, 0, 2);
        Matrix<float> c = Matrix<float>.Create(24, 5, 0, 3);
        Matrix<float> sum = Matrix<float>.Create(4, 5, 0, 4);
        nint* offsetsA = stackalloc nint[6];
        nint* offsetsB = stackalloc nint[6];
        nint* offsetsC = stackalloc nint[6];
        for (int t = 0; t < 6; t++)
        {
            (offsetsA[t], offsetsB[t], offsetsC[t]) = (t / 2 * 24 + t % 2 * 3, t * 15, t * 20);
        }

        Gemm.Batched(a.Pointer, offsetsA, 6, 1, b.Pointer, offsetsB, 5, 1, c.Pointer, offsetsC, 5, 6, 4, 5, 3, false);
        Gemm.Batched(a.Pointer, offsetsA, 6, 1, b.Pointer, offsetsB, 5, 1, sum.Pointer, null, 5, 6, 4, 5, 3, false);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                double total = 0;
                for (int t = 0; t < 6; t++)
                {
                    double expected = Enumerable.Range(0, 3).Sum(p => (double)a[t / 2 * 4 + i, t % 2 * 3 + p] * b[t * 3 + p, j]);
                    total += expected;
                    Assert.Equal(expected, c[t * 4 + i, j], 1e-6);
                }

                Assert.Equal(total, sum[i, j], 1e-6);
            }
        }
    }

    private static void BatchedCheck<T>(int batch, int m, int n, int k, bool sharedA, bool sharedB, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> a = Matrix<T>.Create(Math.Max(batch, 1) * m, k, 0, 1);
        Matrix<T> b = Matrix<T>.Create(Math.Max(batch, 1) * k, n, 1, 2);
        Matrix<T> c = Matrix<T>.Create(Math.Max(batch, 1) * m, n, 2, 3);
        T[] before = [.. c.Data];
        (nint batchA, nint batchB, nint batchC) = (sharedA ? 0 : m * a.RowStride, sharedB ? 0 : k * b.RowStride, m * c.RowStride);
        if (typeof(T) == typeof(float))
        {
            Gemm.Batched((float*)a.Pointer, batchA, a.RowStride, 1, (float*)b.Pointer, batchB, 1, b.ColumnStride, (float*)c.Pointer, batchC, c.RowStride, batch, m, n, k, accumulate);
        }
        else
        {
            Gemm.Batched((double*)a.Pointer, batchA, a.RowStride, 1, (double*)b.Pointer, batchB, 1, b.ColumnStride, (double*)c.Pointer, batchC, c.RowStride, batch, m, n, k, accumulate);
        }

        for (int t = 0; t < batch; t++)
        {
            (int rowA, int rowB) = (sharedA ? 0 : t * m, sharedB ? 0 : t * k);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double start = accumulate ? double.CreateChecked(before[(t * m + i) * c.RowStride + j]) : 0;
                    (double sum, double scale) = Dot(a, rowA + i, b, rowB, j, k, start);
                    AssertClose(sum, scale, k, c[t * m + i, j]);
                }
            }
        }
    }

    private static void Check<T>(int m, int n, int k, int layoutA, int layoutB, bool accumulate, bool bias, bool relu, int seed, int bits = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> a = Matrix<T>.Create(m, k, layoutA, seed);
        Matrix<T> b = Matrix<T>.Create(k, n, layoutB, seed + 1);
        Matrix<T> c = Matrix<T>.Create(m, n, 2 * (seed % 2), seed + 2);
        Matrix<T> d = Matrix<T>.Create(1, n, 0, seed + 3);
        T[] before = [.. c.Data];
        Activation act = relu ? Activation.Relu : Activation.None;
        if (bits > 0)
        {
            GemmDriver<T>.Run(
                new GemmProblem<T>
                {
                    A = a.Pointer,
                    RowA = a.RowStride,
                    ColA = a.ColumnStride,
                    B = b.Pointer,
                    RowB = b.RowStride,
                    ColB = b.ColumnStride,
                    C = c.Pointer,
                    RowC = c.RowStride,
                    M = m,
                    N = n,
                    K = k,
                    Accumulate = accumulate,
                    Bias = bias ? d.Pointer : null,
                    Act = act,
                },
                bits);
        }
        else if (typeof(T) == typeof(float))
        {
            Gemm.Run((float*)a.Pointer, a.RowStride, a.ColumnStride, (float*)b.Pointer, b.RowStride, b.ColumnStride, (float*)c.Pointer, c.RowStride, m, n, k, accumulate, bias ? (float*)d.Pointer : null, act);
        }
        else
        {
            Gemm.Run((double*)a.Pointer, a.RowStride, a.ColumnStride, (double*)b.Pointer, b.RowStride, b.ColumnStride, (double*)c.Pointer, c.RowStride, m, n, k, accumulate, bias ? (double*)d.Pointer : null, act);
        }

        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double start = accumulate ? double.CreateChecked(before[i * c.RowStride + j]) : 0;
                (double sum, double scale) = Dot(a, i, b, 0, j, k, start);
                sum += bias ? double.CreateChecked(d[0, j]) : 0;
                AssertClose(relu ? Math.Max(sum, 0) : sum, scale + 1, k, c[i, j]);
            }

            for (nint gap = n; gap < c.RowStride && i + 1 < m; gap++)
            {
                Assert.True(T.IsNaN(c.Data[i * c.RowStride + gap]), "wrote between the rows of C");
            }
        }
    }

    private static (double Sum, double Scale) Dot<T>(Matrix<T> a, int i, Matrix<T> b, int row, int j, int k, double start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = start, rest = 0, scale = Math.Abs(start);
        for (int p = 0; p < k; p++)
        {
            (double x, double y) = (double.CreateChecked(a[i, p]), double.CreateChecked(b[row + p, j]));
            double product = x * y;
            double next = sum + product;
            double part = next - sum;
            rest += sum - (next - part) + (product - part) + Math.FusedMultiplyAdd(x, y, -product);
            sum = next;
            scale += Math.Abs(product);
        }

        return (sum + rest, scale);
    }

    private static void AssertClose<T>(double expected, double scale, int k, T actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The classical bound: each of k additions rounds a partial sum that no partial sum of magnitudes exceeds.
        double epsilon = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
        double value = double.CreateChecked(actual);
        Assert.True(Math.Abs(value - expected) <= (k + 3) * epsilon * scale, $"expected {expected}, got {value}");
    }
}
