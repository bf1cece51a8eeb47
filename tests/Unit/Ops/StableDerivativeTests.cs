using AutoGrad.NN;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops;

/// <summary>Derivatives where a plain rule has no digits left, in both modes and at order two, against values from mpmath with 60 digits.</summary>
public sealed class StableDerivativeTests
{
    [Theory]
    [InlineData(-30, -4.4160316907084944e-195, -1.3233342291209357e-193)]
    [InlineData(-9, -9.1389373739066393e-18, -8.1210211216184427e-17)]
    [InlineData(-6, -3.5468709453902015e-8, -2.0658001689399171e-7)]
    [InlineData(-0.5, 0.13250487534383716, 0.61611432183752409)]
    [InlineData(3, 1.0119456472041839, -0.03102293888356605)]
    public void Gelu_keeps_its_digits_far_below_0(double at, double slope, double bend)
    {
        Tensor point = Tensor.From(at), one = Tensor.Ones([], DType.Float64);
        var x = new Variable(point, requiresGrad: true);
        Variable recorded = Autodiff.Grad(F.Gelu(x), x, one, createGraph: true);
        Near(slope, Autodiff.Grad(F.Gelu(x), x, one));
        Near(slope, recorded);
        Near(slope, Autodiff.Jvp(static v => F.Gelu(v), point, one).Tangent);
        Near(bend, Autodiff.Grad(recorded, x, one));
        Near(bend, Autodiff.Jvp(v => Autodiff.Jvp(static u => F.Gelu(u), v, one).Tangent, point, one).Tangent);
    }

    [Theory]
    [InlineData(-12, -5.2904033525225585e-60, -1.7023793207351787e-58)]
    [InlineData(-9, -2.5157352850674252e-27, -4.6839285778142382e-26)]
    [InlineData(-6, -7.7099739309536955e-10, -6.8242472741571894e-9)]
    [InlineData(-0.5, 0.13263009646535769, 0.61550689511598489)]
    [InlineData(3, 1.0115841666309697, -0.031767658886074704)]
    public void Gelu_by_tanh_keeps_its_digits_far_below_0(double at, double slope, double bend)
    {
        Tensor point = Tensor.From(at), one = Tensor.Ones([], DType.Float64);
        var x = new Variable(point, requiresGrad: true);
        Variable recorded = Autodiff.Grad(F.Gelu(x, GeluApproximate.Tanh), x, one, createGraph: true);
        Near(slope, Autodiff.Grad(F.Gelu(x, GeluApproximate.Tanh), x, one));
        Near(slope, recorded);
        Near(slope, Autodiff.Jvp(static v => F.Gelu(v, GeluApproximate.Tanh), point, one).Tangent);
        Near(bend, Autodiff.Grad(recorded, x, one));
    }

    [Fact]
    public void Gelu_is_flat_or_straight_at_the_ends_in_both_modes()
    {
        Tensor point = Tensor.From(-1e200, -50.0, 50.0, 1e200), one = Tensor.Ones([4], DType.Float64);
        var x = new Variable(point, requiresGrad: true);
        Variable slope = Autodiff.Grad(F.Gelu(x), x, one, createGraph: true);
        Assert.Equal([0, 0, 1, 1], slope.Data.ToArray<double>());
        Assert.Equal([0, 0, 1, 1], Autodiff.Jvp(static v => F.Gelu(v), point, one).Tangent.Data.ToArray<double>());
        Assert.Equal([0, 0, 0, 0], Autodiff.Grad(slope, x, one).Data.ToArray<double>());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e4f, 0)]
    [InlineData(1e6f, 0.25)]
    [InlineData(-1e7f, 0)]
    public void Cross_entropy_keeps_its_digits_at_large_scores(float offset, double smoothing)
    {
        // The softmax of 0, -1, -2; a shift that is exact changes nothing.
        double[] expected = [0.66524095577700452, 0.24472847105479764, 0.090030573170380454];
        var x = new Variable(Tensor.From<float>([offset, offset - 1, offset - 2], [1, 3]), requiresGrad: true);
        F.CrossEntropy(x, Tensor.From<long>([1L]), labelSmoothing: smoothing).Backward();
        float[] actual = x.Grad!.Data.ToArray<float>();
        for (int i = 0; i < 3; i++)
        {
            double target = (smoothing / 3) + (i == 1 ? 1 - smoothing : 0);
            Assert.Equal(expected[i] - target, actual[i], 2e-7);
        }
    }

    [Fact]
    public void Log_cum_sum_exp_has_tangents_and_second_derivatives_far_below_the_largest_of_the_line()
    {
        Tensor point = Tensor.From(0, 0.1, 800), v = Tensor.From(1.0, 2.0, -1.0), u = Tensor.From(0.5, -3.0, 4.0);
        double share = 1 / (1 + Math.Exp(-0.1)), bend = -3 * share * (1 - share); // of x[1] in y[1]; from u[1]
        Near([1, 1 + share, -1], Autodiff.Jvp(static x => x.LogCumSumExp(0), point, v).Tangent);
        var x = new Variable(point, requiresGrad: true);
        Near([0.5 - (3 * (1 - share)), -3 * share, 4], Autodiff.Grad(x.LogCumSumExp(0), x, u));
        Near([-bend, bend, 0], Autodiff.Grad(Autodiff.Grad(x.LogCumSumExp(0), x, u, createGraph: true), x, v));
        Near([0, 0, 1], Autodiff.Jvp(static x => x.LogCumSumExp(0), Tensor.From(-1278.0, -999.0, 1789.0), Tensor.From(0.0, 0.0, 1.0)).Tangent);
        Near([1, 3, -2], Autodiff.Jvp(static x => x.LogCumSumExp(0), Tensor.From(-1278.0, -999.0, 1789.0), Tensor.From(1.0, 3.0, -2.0)).Tangent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public void The_composition_of_log_cum_sum_exp_is_the_function_along_any_dimension_and_length(int length)
    {
        Tensor x = Tensor.Randn([2, length, 3], DType.Float64, new Generator(length)) * 300;
        foreach (int dim in (int[])[1, -2])
        {
            var op = new AutoGrad.Ops.LogCumSumExp(dim);
            double[] values = x.LogCumSumExp(dim).ToArray<double>(), composed = op.Compose([new Variable(x)])[0]!.Data.ToArray<double>();
            for (int i = 0; i < values.Length; i++)
            {
                Assert.Equal(values[i], composed[i], 1e-12 * Math.Abs(values[i]));
            }
        }
    }

    [Fact]
    public void Binary_cross_entropy_has_the_slope_in_its_target_that_its_held_logarithms_give()
    {
        Tensor points = Tensor.From(0.0, 1e-60, 0.25, 0.5, 1.0), v = Tensor.Ones([5], DType.Float64);
        double[] slopes = [100, 100, Math.Log(3), 0, -100];
        Variable x = new(points, requiresGrad: true), t = new(Tensor.From(0.3, 0.7, 1.0, 0.5, 0.4), requiresGrad: true);
        Variable slope = Autodiff.Grad(F.BinaryCrossEntropy(x, t, reduction: Reduction.Sum), t, createGraph: true);
        Near(slopes, slope);
        Near(slopes, Autodiff.Jvp(target => F.BinaryCrossEntropy(points, target, reduction: Reduction.None), t.Detach(), v).Tangent);

        // One number, taken in either order: -1 / max(x (1 - x), 1e-12), and PyTorch's bound is a float.
        const double Held = -1 / (double)1e-12f;
        double[] mixed = [Held, Held, -16 / 3.0, -4, Held];
        Near(mixed, Autodiff.Grad(slope, x, v));
        Near(mixed, Autodiff.Grad(Autodiff.Grad(F.BinaryCrossEntropy(x, t, reduction: Reduction.Sum), x, createGraph: true), t, v));
    }

    [Theory]
    [InlineData(30, 0, 0.033333333333333333, -0.0022222222222222222)]
    [InlineData(744, 0, 0.0013440860215053763, -3.613134466412302e-6)]
    [InlineData(744.25, 0.00030242402289456032, 0.00094968674123433384, -0.002987357531154386)]
    [InlineData(-743.5, -0.00042812358599030353, -5.7582190449267455e-7, 0.0042254088795507522)]
    public void Sinc_keeps_its_digits_at_and_between_whole_numbers(double at, double value, double slope, double bend)
    {
        Tensor point = Tensor.From(at), one = Tensor.Ones([], DType.Float64);
        var x = new Variable(point, requiresGrad: true);
        Variable recorded = Autodiff.Grad(x.Sinc(), x, one, createGraph: true);
        Near(value, x.Sinc());
        Near(slope, Autodiff.Grad(x.Sinc(), x, one));
        Near(slope, recorded);
        Near(slope, Autodiff.Jvp(static v => v.Sinc(), point, one).Tangent);
        Near(bend, Autodiff.Grad(recorded, x, one));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(80)]
    public void Softmax_keeps_its_digits_where_one_element_has_nearly_all_the_weight(double gap)
    {
        Tensor point = Tensor.From(gap, 0.0), v = Tensor.From(1.0, 0.0);
        double other = Math.Exp(-gap) / (1 + Math.Exp(-gap)), weight = 1 / (1 + Math.Exp(-gap)), slope = weight * other, bend = slope * (other - weight);
        var x = new Variable(point, requiresGrad: true);
        Variable recorded = Autodiff.Grad(x.Softmax(0), x, v, createGraph: true);
        Near([slope, -slope], Autodiff.Grad(x.Softmax(0), x, v));
        Near([slope, -slope], recorded);
        Near([slope, -slope], Autodiff.Jvp(static u => u.Softmax(0), point, v).Tangent);
        Near([bend, -bend], Autodiff.Grad(recorded, x, v));
    }

    private static void Near(double expected, Variable actual) => Near([expected], actual);

    private static void Near(double[] expected, Variable actual)
    {
        double[] values = actual.Data.ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i], values[i], 1e-13 * Math.Abs(expected[i]) + 1e-300);
        }
    }
}
