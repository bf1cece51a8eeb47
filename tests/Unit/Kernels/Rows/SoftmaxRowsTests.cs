namespace AutoGrad.Tests.Unit.Kernels.Rows;

/// <summary>Softmax and its logarithm along dense rows against the formula in Float64: every length of vectors and tails, many rows in a task, and rows with infinities or NaN among them.</summary>
public sealed class SoftmaxRowsTests
{
    private const int Rows = 21; // more than a task of 1000 elements a row takes, and odd

    public static IEnumerable<object[]> Lengths() => from n in (int[])[1, 3, 15, 16, 17, 63, 64, 65, 79, 127, 128, 200, 1000, 1024, 1031] from dtype in (DType[])[DType.Float32, DType.Float64] select new object[] { n, dtype };

    [Theory]
    [MemberData(nameof(Lengths))]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Rows_agree_with_the_formula_whatever_stands_in_the_row_before(int n, DType dtype)
    {
        var random = new Random(n);
        double[][] rows = [.. Enumerable.Range(0, Rows).Select(row => Row(random, n, row))];
        Tensor x = Tensor.From<double>([.. rows.SelectMany(row => row)]).Reshape([Rows, n]).To(dtype);
        double[] softmax = x.Softmax(1).To(DType.Float64).ToArray<double>(), logarithm = x.LogSoftmax(1).To(DType.Float64).ToArray<double>();
        double tolerance = dtype == DType.Float32 ? 4e-7 : 1e-14;
        for (int row = 0; row < Rows; row++)
        {
            double max = rows[row].Max(), sum = rows[row].Sum(v => Math.Exp(v - max));
            bool isLost = rows[row].Any(double.IsNaN) || double.IsInfinity(max);
            for (int i = 0; i < n; i++)
            {
                double y = isLost ? double.NaN : Math.Exp(rows[row][i] - max) / sum, log = isLost ? double.NaN : rows[row][i] - max - Math.Log(sum);
                string where = $"row {row}, element {i} of {n}, seed {n}";
                Near(y, softmax[(row * n) + i], (tolerance * y) + 1e-44, where);
                Near(log, logarithm[(row * n) + i], tolerance * (1 + Math.Abs(log)), where);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    [Trait("Category", VectorWidthTests.Trait)]
    public unsafe void The_largest_element_is_found_at_every_place_and_a_nan_is_too(int n, DType dtype)
    {
        for (int at = 0; at < n; at += n < 200 ? 1 : 7)
        {
            foreach (double value in (double[])[50, double.PositiveInfinity, double.NaN])
            {
                double[] x = [.. Enumerable.Range(0, n).Select(i => i == at ? value : i % 5 == 1 ? double.NegativeInfinity : -i / 64.0)];
                float[] narrow = [.. x.Select(v => (float)v)];
                fixed (double* wide = x)
                fixed (float* single = narrow)
                {
                    Assert.Equal(value, dtype == DType.Float32 ? AutoGrad.Kernels.RowMath.Max(single, n) : AutoGrad.Kernels.RowMath.Max(wide, n));
                }
            }
        }
    }

    // Multiples of 1/64, so that differences are exact in Float32.
    private static double[] Row(Random random, int n, int row)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(_ => random.Next(-64 * 20, 64 * 20) / 64.0)];
        int at = random.Next(n);
        switch (row % 7)
        {
            case 1:
                x[at] = double.NegativeInfinity;
                break;
            case 2:
                x[at] = double.NaN;
                break;
            case 3:
                Array.Fill(x, double.NegativeInfinity);
                break;
            case 4:
                x[at] = 1e30f; // everything else vanishes
                break;
            case 5:
                x[at] = double.PositiveInfinity;
                break;
            default:
                break;
        }

        return x;
    }

    private static void Near(double expected, double actual, double tolerance, string where) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance, $"{where}: {actual:R} for {expected:R}");
}
