namespace AutoGrad.Tests.Transforms;

public sealed class JacobianTests
{
    private static readonly Variable X = Tensor.From(0.5, -1.5, 2.0);

    [Fact]
    public void The_Jacobian_of_a_product_is_its_matrix()
    {
        Variable a = Tensor.From(1.0, 2, 3, 4, 5, 6).Reshape(2, 3);
        Variable j = Autodiff.Jacobian(x => a.MatMul(x), X);
        Assert.Equal([2, 3], j.Shape.ToArray());
        Assert.Equal(a.Data.ToArray<double>(), j.Data.ToArray<double>());
        Assert.False(j.RequiresGrad);
    }

    [Fact]
    public void Values_that_have_no_derivative_are_refused()
    {
        var error = Assert.Throws<DTypeException>(static () => Autodiff.Jacobian(static x => x.Data.To(DType.Int64), X));
        Assert.Contains("Int64, and only Float32 and Float64 have derivatives", error.Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(static () => Autodiff.Jacobian(static x => [x[0] * 2.0, x[0].Data.To(DType.Int32)], [X]));
        Assert.Throws<DTypeException>(static () => Autodiff.Hessian(static x => x.Data.Sum().To(DType.Int64), X));
        Assert.Throws<DTypeException>(static () => Autodiff.Hvp(static x => x.Data.Sum().To(DType.Int64), X, X));
    }

    [Fact]
    public void Shapes_are_those_of_the_output_and_then_the_input()
    {
        Variable j = Autodiff.Jacobian(x => x.Reshape(3, 1) * x, X);
        Assert.Equal([3, 3, 3], j.Shape.ToArray());
        double[] x = X.Data.ToArray<double>();
        var expected = from a in Enumerable.Range(0, 3) from b in Enumerable.Range(0, 3) from i in Enumerable.Range(0, 3) select (a == i ? x[b] : 0) + (b == i ? x[a] : 0);
        Assert.Equal(expected, j.Data.ToArray<double>());
        Assert.Equal([0, 3], Autodiff.Jacobian(x => x.Slice(0, 0, 0), X).Shape.ToArray());
    }

    [Fact]
    public void Several_inputs_and_outputs_give_one_block_each_and_zeros_where_there_is_no_path()
    {
        Variable[][] j = Autodiff.Jacobian(v => [v[0] * 2.0, v[1].Sum()], [X, Tensor.From(1.0, 4.0)]);
        Assert.Equal([2.0, 0, 0, 0, 2, 0, 0, 0, 2], j[0][0].Data.ToArray<double>());
        Assert.Equal(new double[6], j[0][1].Data.ToArray<double>());
        Assert.Equal(new double[3], j[1][0].Data.ToArray<double>());
        Assert.Equal([1.0, 1], j[1][1].Data.ToArray<double>());
    }

    [Fact]
    public void A_recorded_Jacobian_can_be_differentiated()
    {
        var x = new Variable(Tensor.From(2.0, 3.0), requiresGrad: true);
        Variable j = Autodiff.Jacobian(static v => v * v * v, x, createGraph: true);
        Assert.Equal([12.0, 18], Autodiff.Grad(j.Sum(), x).Data.ToArray<double>());
    }

    [Fact]
    public void The_Hessian_of_a_quadratic_form_is_its_symmetric_part()
    {
        Variable a = Tensor.From(1.0, 2, 3, 4, 5, 6, 7, 8, 9).Reshape(3, 3);
        Variable h = Autodiff.Hessian(x => (x * a.MatMul(x)).Sum(), X);
        Assert.Equal([2.0, 6, 10, 6, 10, 14, 10, 14, 18], h.Data.ToArray<double>());
        (Variable y, Variable product) = Autodiff.Hvp(x => (x * a.MatMul(x)).Sum(), X, Tensor.From(1.0, 0, -1));
        Assert.Equal([-8.0, -8, -8], product.Data.ToArray<double>());
        Assert.Equal((X * a.MatMul(X)).Sum().Item(), y.Item());
    }

    [Fact]
    public void Blocks_of_a_Hessian_stand_by_input()
    {
        Variable[][] h = Autodiff.Hessian(static v => (v[0] * v[0] * v[1]).Sum(), [X, Tensor.From(1.0, 2.0, 3.0)]);
        Assert.Equal([2.0, 0, 0, 0, 4, 0, 0, 0, 6], h[0][0].Data.ToArray<double>());
        Assert.Equal([1.0, 0, 0, 0, -3, 0, 0, 0, 4], h[0][1].Data.ToArray<double>());
        Assert.Equal(h[0][1].Data.ToArray<double>(), h[1][0].Data.ToArray<double>());
        Assert.Equal(new double[9], h[1][1].Data.ToArray<double>());
        (_, Variable[] products) = Autodiff.Hvp(static v => (v[0] * v[0] * v[1]).Sum(), [X, Tensor.From(1.0, 2.0, 3.0)], [Tensor.From(1.0, 1.0, 1.0), Tensor.From(0.0, 0.0, 2.0)]);
        Assert.Equal([2.0, 4, 14], products[0].Data.ToArray<double>());
        Assert.Equal([1.0, -3, 4], products[1].Data.ToArray<double>());
    }

    [Fact]
    public void A_linear_function_has_a_Hessian_of_zeros() => Assert.Equal(new double[9], Autodiff.Hessian(static x => x.Sum() * 2.0, X).Data.ToArray<double>());

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("Hessian", Assert.Throws<ShapeException>(() => Autodiff.Hessian(static x => x, X)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Autodiff.Hvp(static x => x.Sum(), X, Tensor.From(1.0)));
        Assert.Throws<AutogradException>(() => Autodiff.Hvp(static v => v[0].Sum(), [X], []));
        Assert.Throws<DTypeException>(() => Autodiff.Jacobian(static x => x, Tensor.From(1L)));
    }
}
