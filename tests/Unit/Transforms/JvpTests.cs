namespace AutoGrad.Tests.Transforms;

public sealed class JvpTests
{
    private static readonly Variable X = Tensor.From(0.5, -1.5, 2.0);
    private static readonly Variable One = Tensor.Ones([3], DType.Float64);

    [Fact]
    public void Jvp_gives_the_value_and_the_slope_along_the_direction()
    {
        (Variable y, Variable t) = Autodiff.Jvp(x => x * x * x, X, Tensor.From(1.0, 2.0, -1.0));
        Assert.Equal([0.125, -3.375, 8], y.Data.ToArray<double>());
        Assert.Equal([0.75, 13.5, -12], t.Data.ToArray<double>());
        Assert.False(y.RequiresGrad || t.RequiresGrad);
    }

    [Fact]
    public void Jvp_inside_Jvp_gives_the_second_derivative()
    {
        (_, Variable second) = Autodiff.Jvp(x => Autodiff.Jvp(z => z * z * z, x, One).Tangent, X, One);
        Assert.Equal([3.0, -9, 12], second.Data.ToArray<double>());
    }

    [Fact]
    public void The_inner_direction_is_not_taken_for_the_outer_one()
    {
        // d/dx (x · d/dy (x + y) at y = 1) = 1: confusing the two levels gives 2.
        (_, Variable t) = Autodiff.Jvp(x => x * Autodiff.Jvp(y => x + y, One, One).Tangent, X, One);
        Assert.Equal([1.0, 1, 1], t.Data.ToArray<double>());
    }

    [Fact]
    public void Forward_over_reverse_and_reverse_over_forward_give_the_same_Hessian_product()
    {
        Variable u = Tensor.From(1.0, -2.0, 0.5);
        static Variable F(Variable x) => (x * x * x).Exp();
        (_, Variable forwardOverReverse) = Autodiff.Jvp(x => Autodiff.Grad(F(x), x, One, createGraph: true), X, u);
        (_, Variable forwardOverKernels) = Autodiff.Jvp(x => Autodiff.Grad(F(x), x, One), X, u);
        (_, Variable reverseOverForward) = Autodiff.Vjp(x => Autodiff.Jvp(F, x, u, createGraph: true).Tangent, X, One);
        double[] expected = [.. X.Data.ToArray<double>().Zip(u.Data.ToArray<double>(), (x, v) => ((6 * x) + (9 * x * x * x * x)) * Math.Exp(x * x * x) * v)];
        foreach (Variable product in (Variable[])[forwardOverReverse, forwardOverKernels, reverseOverForward])
        {
            Assert.All(product.Data.ToArray<double>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Math.Abs(pair.Second) * 1e-14));
        }
    }

    [Fact]
    public void An_output_that_does_not_depend_on_the_input_has_a_tangent_of_zeros()
    {
        (Variable[] y, Variable[] t) = Autodiff.Jvp(x => [x[0] * x[1], x[1]], [X, One], [X, null]);
        Assert.Equal(2, y.Length);
        Assert.Equal(X.Data.ToArray<double>(), t[0].Data.ToArray<double>());
        Assert.Equal([0.0, 0, 0], t[1].Data.ToArray<double>());
    }

    [Fact]
    public void Vjp_gives_the_value_and_the_gradient_along_the_cotangent()
    {
        (Variable y, Variable g) = Autodiff.Vjp(x => x * x, X, Tensor.From(1.0, 10.0, 100.0));
        Assert.Equal([0.25, 2.25, 4], y.Data.ToArray<double>());
        Assert.Equal([1.0, -30, 400], g.Data.ToArray<double>());
    }

    [Fact]
    public void Directions_that_do_not_fit_are_refused()
    {
        Assert.Contains("[2] does not fit an input of shape [3]", Assert.Throws<ShapeException>(() => Autodiff.Jvp(x => x, X, Tensor.Zeros([2], DType.Float64))).Message, StringComparison.Ordinal);
        Assert.Contains("Float32 does not fit an input of dtype Float64", Assert.Throws<DTypeException>(() => Autodiff.Jvp(x => x, X, Tensor.Zeros([3]))).Message, StringComparison.Ordinal);
        Assert.Throws<AutogradException>(() => Autodiff.Jvp(x => x, [X, X], [X]));
    }
}
