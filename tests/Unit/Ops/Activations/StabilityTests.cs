using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Activations;

/// <summary>Arguments where the plain formulas overflow or lose all digits.</summary>
public sealed class StabilityTests
{
    [Fact]
    public void Softplus_and_log_sigmoid_neither_overflow_nor_vanish_too_early()
    {
        double[] x = [-700, -40, 40, 1e4, double.PositiveInfinity];
        Assert.Equal([Math.Exp(-700), Math.Exp(-40), 40, 1e4, double.PositiveInfinity], Values(F.Softplus(Tensor.From<double>(x))), Relative);
        Assert.Equal([-700, -40, -Math.Exp(-40), 0, 0], Values(F.LogSigmoid(Tensor.From<double>(x))), Relative);
    }

    [Fact]
    public void Exponentials_and_logarithms_next_to_their_zeros_keep_all_digits()
    {
        Tensor x = Tensor.From(1e-10, -1e-10, 1e-17);
        Assert.Equal([1.00000000005e-10, -9.9999999995e-11, 1e-17], Values(x.Expm1()), Relative);
        Assert.Equal([9.9999999995e-11, -1.00000000005e-10, 1e-17], Values(x.Log1p()), Relative);
        Assert.Equal([1e-10, -1e-10, 1e-17], Values(x.Tanh()), Relative);
    }

    [Fact]
    public void Bent_identity_next_to_0_and_far_out_is_exact()
    {
        Assert.Equal([1.0000000025e-8, 1.5e200, -0.5e200], Values(F.BentIdentity(Tensor.From(1e-8, 1e200, -1e200))), Relative);
    }

    /// <summary>A rule that chooses between pieces must not compute the one not chosen where that one is infinite: 0 · inf is NaN.</summary>
    [Fact]
    public void Second_derivatives_of_exponential_pieces_are_finite_far_on_the_other_side()
    {
        foreach (Func<Variable, Variable> f in (Func<Variable, Variable>[])[x => F.Elu(x), F.Selu, x => F.Celu(x, 1.5), x => F.Softplus(x), F.Mish, F.Silu, F.LogSigmoid])
        {
            var x = new Variable(Tensor.From(1000.0, -1000.0), requiresGrad: true);
            Variable first = Autodiff.Grad(f(x), x, Tensor.Ones([2], DType.Float64), createGraph: true);
            Assert.All(Values(Autodiff.Grad(first, x, Tensor.Ones([2], DType.Float64)).Data), second => Assert.Equal(0, second, 1e-200));
        }
    }

    [Fact]
    public void Hypot_and_log_add_exp_do_not_overflow()
    {
        Assert.Equal(5e200, Tensor.From(3e200).Hypot(Tensor.From(4e200)).Item(), 1e186);
        Assert.Equal(5e-200, Tensor.From(3e-200).Hypot(Tensor.From(4e-200)).Item(), 1e-214);
        Assert.Equal(1000 + Math.Log(2), Tensor.From(1000.0).LogAddExp(Tensor.From(1000.0)).Item(), 1e-12);
        Assert.Equal(-1000 + Math.Log(2), Tensor.From(-1000.0).LogAddExp(Tensor.From(-1000.0)).Item(), 1e-12);
    }

    private static readonly IEqualityComparer<double> Relative = new RelativeComparer();

    private static double[] Values(Variable x) => x.Data.ToArray<double>();

    private sealed class RelativeComparer : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => x.Equals(y) || Math.Abs(x - y) <= 1e-14 * Math.Abs(x);

        public int GetHashCode(double x) => 0;
    }
}
