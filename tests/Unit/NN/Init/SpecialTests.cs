using F = AutoGrad.NN.Functional;
using Filler = AutoGrad.NN.Init;

namespace AutoGrad.Tests.Unit.NN.Init;

/// <summary>Truncated, identity and orthogonal initialisations against their definitions.</summary>
public sealed class SpecialTests
{
    [Theory]
    [InlineData(0, 1, -2, 2)]
    [InlineData(1, 0.5, 0.8, 3)]
    [InlineData(0, 0.02, -2, 2)]
    public void A_truncated_normal_stays_within_its_bounds_and_has_its_mean(double mean, double std, double a, double b)
    {
        Variable x = Tensor.Empty([20000], DType.Float64);
        Filler.TruncNormal(x, mean, std, a, b, new Generator(5));
        double[] values = x.Data.ToDoubles();
        Assert.All(values, v => Assert.InRange(v, a, b));

        // Mean and variance by Simpson's rule over the truncated density.
        double[] m = new double[3];
        for (int i = 0; i <= 20000; i++)
        {
            double t = a + ((b - a) * i / 20000), p = Math.Exp(-(t - mean) * (t - mean) / (2 * std * std)) * (i is 0 or 20000 ? 1 : i % 2 == 1 ? 4 : 2);
            (m[0], m[1], m[2]) = (m[0] + p, m[1] + (p * t), m[2] + (p * t * t));
        }

        double expected = m[1] / m[0], deviation = Math.Sqrt((m[2] / m[0]) - (expected * expected)), average = values.Average();
        Assert.Equal(expected, average, 4.5 * deviation / Math.Sqrt(values.Length));
        Assert.Equal(deviation, Math.Sqrt(values.Average(v => (v - average) * (v - average))), 4.5 * deviation / Math.Sqrt(values.Length));
    }

    [Theory]
    [InlineData(3, 3, 1)]
    [InlineData(2, 5, 1)]
    [InlineData(5, 2, 1.5)]
    [InlineData(60, 60, 1)]
    public void The_shorter_side_of_an_orthogonal_matrix_is_orthonormal_times_the_gain(int rows, int columns, double gain)
    {
        Variable x = Tensor.Empty([rows, columns], DType.Float64);
        Filler.Orthogonal(x, gain, new Generator(3));
        Tensor q = rows <= columns ? x.Data : x.Data.Transpose(0, 1);
        double[] product = q.MatMul(q.Transpose(0, 1)).ToDoubles();
        int n = Math.Min(rows, columns);
        for (int i = 0; i < product.Length; i++)
        {
            Assert.Equal(i % (n + 1) == 0 ? gain * gain : 0, product[i], 1e-12);
        }
    }

    [Fact]
    public void An_orthogonal_kernel_is_flattened_behind_its_first_dimension()
    {
        Variable w = new Parameter(Tensor.Empty([4, 3, 2, 2]));
        Filler.Orthogonal(w, generator: new Generator(1));
        Tensor flat = w.Data.Reshape(4, 12);
        Assert.Equal([1, 0, 0, 0], flat.MatMul(flat.Transpose(0, 1)).ToDoubles()[..4].Select(static v => Math.Round(v, 6)));
        Assert.Throws<ShapeException>(() => Filler.Orthogonal(Tensor.Empty([3])));
    }

    [Fact]
    public void Eye_makes_a_linear_layer_the_identity()
    {
        Variable w = Tensor.Empty([2, 3]);
        Filler.Eye(w);
        Assert.Equal([1, 0, 0, 0, 1, 0], w.Data.ToDoubles());
        Assert.Throws<ShapeException>(() => Filler.Eye(Tensor.Empty([2, 2, 2])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Dirac_makes_a_convolution_the_identity(int groups)
    {
        Variable w = Tensor.Empty([4, 4 / groups, 3, 3]), x = Tensor.Arange(64).To(DType.Float32).Reshape(1, 4, 4, 4);
        Filler.Dirac(w, groups);
        Assert.Equal(x.Data.ToDoubles(), F.Conv2d(x, w, padding: 1, groups: groups).Data.ToDoubles());
        Assert.Throws<ShapeException>(() => Filler.Dirac(w, 3));
        Assert.Throws<ShapeException>(() => Filler.Dirac(Tensor.Empty([2, 2])));
    }
}
