using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Activations;

/// <summary>The lectures' activation table: each function and its derivative against the closed forms.</summary>
public sealed class LectureTableTests
{
    private const double Alpha = 0.3;

    private static readonly double[] Points = [-7.5, -3.2, -1.5, -0.4, -1e-5, 1e-7, 0.25, 1, 2.4, 6.8];

    private static readonly Dictionary<string, Entry> Table = new()
    {
        ["identity"] = new(F.Identity, x => x, x => 1),
        ["step"] = new(F.Step, x => x >= 0 ? 1 : 0, x => 0),
        ["logistic"] = new(F.Logistic, Logistic, x => Logistic(x) * (1 - Logistic(x))),
        ["tanh"] = new(F.Tanh, Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x))),
        ["arctan"] = new(F.Arctan, Math.Atan, x => 1 / (1 + (x * x))),
        ["ReLU"] = new(F.Relu, x => Math.Max(x, 0), x => x > 0 ? 1 : 0),
        ["leaky ReLU"] = new(x => F.LeakyRelu(x), x => x > 0 ? x : 0.01 * x, x => x > 0 ? 1 : 0.01),
        ["ELU"] = new(x => F.Elu(x, Alpha), x => x > 0 ? x : Alpha * (Math.Exp(x) - 1), x => x > 0 ? 1 : Alpha * Math.Exp(x)),
        ["softplus"] = new(x => F.Softplus(x), x => Math.Log(1 + Math.Exp(x)), Logistic),
        ["Mish"] = new(F.Mish, x => x * MishGate(x), x => MishGate(x) + (x * Logistic(x) * (1 - (MishGate(x) * MishGate(x))))),
        ["bent identity"] = new(F.BentIdentity, x => ((Math.Sqrt((x * x) + 1) - 1) / 2) + x, x => (x / (2 * Math.Sqrt((x * x) + 1))) + 1),
        ["soft exponential, above"] = new(x => F.SoftExponential(x, Alpha), x => ((Math.Exp(Alpha * x) - 1) / Alpha) + Alpha, x => Math.Exp(Alpha * x)),
        ["soft exponential, zero"] = new(x => F.SoftExponential(x, 0), x => x, x => 1),
        ["sinusoid"] = new(F.Sinusoid, Math.Sin, Math.Cos),
        ["sinc"] = new(F.Sinc, x => Math.Sin(x) / x, x => Math.Abs(x) < 1e-3 ? (-x / 3) + (x * x * x / 30) : (Math.Cos(x) / x) - (Math.Sin(x) / (x * x))),
        ["Gaussian"] = new(F.Gaussian, x => Math.Exp(-x * x), x => -2 * x * Math.Exp(-x * x)),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_and_its_derivative_are_the_closed_forms(string name) => Check(Table[name], Points);

    [Fact]
    public void Soft_exponential_with_a_negative_parameter_is_a_logarithm_with_its_derivative() => Check(
        new(x => F.SoftExponential(x, -Alpha), x => -Math.Log(1 + (Alpha * (x - Alpha))) / -Alpha, x => 1 / (1 + (Alpha * (x - Alpha)))),
        [-2.5, -0.7, 0.1, 1, 4]);

    [Fact]
    public void Sinc_is_1_at_0_with_derivative_0_and_second_derivative_minus_a_third()
    {
        var x = new Variable(Tensor.From(0.0), requiresGrad: true);
        Variable y = F.Sinc(x), first = Autodiff.Grad(y, x, Tensor.Ones([], DType.Float64), createGraph: true);
        Variable second = Autodiff.Grad(first, x, Tensor.Ones([], DType.Float64), createGraph: true);
        Variable third = Autodiff.Grad(second, x, Tensor.Ones([], DType.Float64), createGraph: true);
        Assert.Equal([1, 0, -1.0 / 3, 0], (double[])[y.Item(), first.Item(), second.Item(), third.Item()]);
        Assert.Equal(0.2, Autodiff.Grad(third, x, Tensor.Ones([], DType.Float64)).Item(), 1e-14);
    }

    [Theory]
    [InlineData(new double[] { 0.07, -1.2, 0.9, 2.2, -0.3, 1.1 }, 3, new double[] { 0.9, 2.2 }, new double[] { 0, 0, 1, 1, 0, 0 })]
    [InlineData(new double[] { 3, 3, -1, 4 }, 2, new double[] { 3, 4 }, new double[] { 0.5, 0.5, 0, 1 })]
    public void Maxout_takes_the_largest_of_each_group_and_ties_share_the_gradient(double[] values, int groups, double[] largest, double[] gradient)
    {
        var x = new Variable(Tensor.From<double>(values), requiresGrad: true);
        Variable y = F.Maxout(x, groups);
        Assert.Equal(largest, y.Data.ToArray<double>());
        y.Backward(Tensor.Ones(y.Shape, DType.Float64));
        Assert.Equal(gradient, x.Grad!.Data.ToArray<double>());
    }

    [Fact]
    public void Maxout_refuses_a_size_that_its_groups_do_not_divide()
    {
        var error = Assert.Throws<ShapeException>(() => F.Maxout(Tensor.Zeros([2, 5]), 2));
        Assert.Contains("5", error.Message, StringComparison.Ordinal);
        Assert.Contains("2", error.Message, StringComparison.Ordinal);
    }

    private static void Check(Entry entry, double[] points)
    {
        var x = new Variable(Tensor.From<double>(points), requiresGrad: true);
        Variable y = entry.Function(x);
        double[] values = y.Data.ToArray<double>();
        double[] slopes = Autodiff.Grad(y, x, Tensor.Ones(y.Shape, DType.Float64)).Data.ToArray<double>();
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(entry.Value(points[i]), values[i], 1e-13 * Math.Max(1, Math.Abs(values[i])));
            Assert.Equal(entry.Slope(points[i]), slopes[i], 1e-13 * Math.Max(1, Math.Abs(slopes[i])));
        }
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double MishGate(double x) => Math.Tanh(Math.Log(1 + Math.Exp(x)));

    private sealed record Entry(Func<Variable, Variable> Function, Func<double, double> Value, Func<double, double> Slope);
}
