using AutoGrad.Tests.Unit.Tensors;

namespace AutoGrad.Tests.Unit.Ops;

public sealed class OperatorTests
{
    private static readonly Tensor T = Tensor.From(1f, 2f, 4f);
    private static readonly Variable V = new(Tensor.From(8f, 6f, 3f), requiresGrad: true);

    [Fact]
    public void Operators_compute_on_tensors_and_variables()
    {
        Check(T + T, 2, 4, 8);
        Check(T - T * T, 0, -2, -12);
        Check(-T / T, -1, -1, -1);
        Check((V + V).Data, 16, 12, 6);
        Check((V - V * V).Data, -56, -30, -6);
        Check((-V / V).Data, -1, -1, -1);
    }

    [Fact]
    public void Numbers_stand_on_either_side()
    {
        Check(T + 1, 2, 3, 5);
        Check(1 - T, 0, -1, -3);
        Check(T - 0.5f, 0.5, 1.5, 3.5);
        Check(2.0 * T, 2, 4, 8);
        Check(T / 2L, 0.5, 1, 2);
        Check(1 / T, 1, 0.5, 0.25);
        Check((V + 1).Data, 9, 7, 4);
        Check((1.0 - V).Data, -7, -5, -2);
        Check((V * 2).Data, 16, 12, 6);
        Check((24 / V).Data, 3, 4, 8);
    }

    [Fact]
    public void A_tensor_beside_a_variable_is_a_constant()
    {
        Variable left = T * V, right = V - T;
        Check(left.Data, 8, 12, 12);
        Check(right.Data, 7, 4, -1);
        V.Grad = null;
        left.Backward(Tensor.Ones([3]));
        Check(V.Grad!.Data, 1, 2, 4);
        V.Grad = null;
    }

    [Fact]
    public void Methods_of_a_tensor_take_variables_and_stay_in_the_graph()
    {
        foreach (Variable y in (Variable[])[T.Add(V), T.Sub(V), T.Mul(V), T.Div(V), T.MatMul(V)])
        {
            Assert.True(y.RequiresGrad);
        }

        Check(T.Sub(V).Data, -7, -4, 1);
        Check(T.MatMul(V).Data, 32);
        Tensor plain = T.Add(T).Mul(T);
        Check(plain, 2, 8, 32);
    }

    [Fact]
    public void Gradients_pass_through_numbers()
    {
        var x = new Variable(Tensor.From(2.0), requiresGrad: true);
        Variable y = 3 * x * x - 2.5 / x + (1 - x) / 4;
        y.Backward();
        Assert.Equal((6 * 2) + (2.5 / 4) - 0.25, x.Grad!.Item(), 1e-15);
        Assert.Equal(DType.Float64, x.Grad.DType);
    }

    [Fact]
    public void Remainders_have_the_sign_of_the_divisor()
    {
        Tensor x = Tensor.From(-7, 7);
        Assert.Equal([2L, 1], (x % 3).ToArray<long>());
        Assert.Equal([-1L, -2], (x % -3).ToArray<long>());
        Assert.Equal([-2L, 3], (10 % Tensor.From(-3, 7)).ToArray<long>());
        Assert.Equal(DType.Float32, (x % 2.5).DType);
        Check((V % T).Data, 0, 0, 3);
    }

    [Fact]
    public void Comparisons_give_Bool_on_tensors_and_variables_with_numbers_on_either_side()
    {
        Tensor limit = Tensor.From(2f);
        foreach ((Tensor result, bool[] expected) in (ReadOnlySpan<(Tensor, bool[])>)
        [
            (T < limit, [true, false, false]), (T > limit, [false, false, true]), (T <= limit, [true, true, false]), (T >= limit, [false, true, true]),
            (T < 2, [true, false, false]), (T > 2.0, [false, false, true]), (T <= 2, [true, true, false]), (T >= 2f, [false, true, true]),
            (2 < T, [false, false, true]), (2 > T, [true, false, false]), (2 <= T, [false, true, true]), (2.0 >= T, [true, true, false]),
            ((V < 6).Data, [false, false, true]), ((V > 6.0).Data, [true, false, false]), ((6 <= V).Data, [true, true, false]), ((V >= T).Data, [true, true, false]), ((T > V).Data, [false, false, true]),
        ])
        {
            Assert.Equal(DType.Bool, result.DType);
            Assert.Equal(expected, result.ToArray<bool>());
        }

        Assert.False((V < 1).RequiresGrad);
    }

    [Fact]
    public void Masks_are_combined()
    {
        Assert.Equal([false, true, false], ((T > 1) & (T < 4)).ToArray<bool>());
        Assert.Equal([true, false, true], ((T < 2) | (T > 2)).ToArray<bool>());
        Assert.Equal([true, true, false], ((T < 2) ^ (T < 4) ^ (T < 2)).ToArray<bool>());
        Assert.Equal([true, false, false], (~(V < 7)).Data.ToArray<bool>());
        Assert.Equal([-1L, -3], (~Tensor.From(0, 2)).ToArray<long>());
        Assert.Throws<DTypeException>(() => T & T);
    }

    [Fact]
    public void Compound_assignment_binds_a_new_value()
    {
        Tensor t = T, alias = t;
        t += 1;
        t *= T;
        Check(t, 2, 6, 20);
        Check(alias, 1, 2, 4);
        Assert.Same(T, alias);
    }

    [Fact]
    public void Equality_is_of_references()
    {
        Tensor same = T, equal = T.Clone();
        Assert.True(same == T);
        Assert.False(equal == T);
        Assert.True(T != equal);
        Assert.False(V == new Variable(V.Data));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("sub")]
    [InlineData("mul")]
    [InlineData("div")]
    [InlineData("remainder")]
    [InlineData("lt")]
    public void Dtypes_of_results_are_PyTorchs(string op)
    {
        Func<Tensor, Tensor, Tensor> pair = op switch { "add" => (a, b) => a + b, "sub" => (a, b) => a - b, "mul" => (a, b) => a * b, "div" => (a, b) => a / b, "remainder" => (a, b) => a % b, _ => (a, b) => a < b };
        Func<Tensor, Scalar, Tensor> number = op switch { "add" => (a, b) => a + b, "sub" => (a, b) => a - b, "mul" => (a, b) => a * b, "div" => (a, b) => a / b, "remainder" => (a, b) => a % b, _ => (a, b) => a < b };
        foreach ((string left, string right) in (ReadOnlySpan<(string, string)>)[("tensor", "tensor"), ("tensor", "zero-dim"), ("zero-dim", "zero-dim")])
        {
            foreach ((DType a, DType b, DType? result) in Promotions.Rows($"{op}/{left}-{right}").Where(row => !IsOurs(op, row.Left, row.Right)))
            {
                Expect(result, () => pair(Operand(left, a), Operand(right, b)), $"{op} {left} {a} {right} {b}");
            }
        }

        foreach (string left in (string[])["tensor", "zero-dim"])
        {
            foreach ((DType a, string kind, DType? result) in Promotions.AgainstNumbers($"{op}/{left}-number").Where(row => row.Number != "bool" && (op != "sub" || row.Left != DType.Bool)))
            {
                Expect(result, () => number(Operand(left, a), kind == "int" ? (Scalar)2 : 2.0), $"{op} {left} {a} {kind}");
            }
        }
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_refused() =>
        Assert.Contains("Add: shapes [3] and [2] do not broadcast", Assert.Throws<ShapeException>(() => T + Tensor.Ones([2])).Message);

    /// <summary>PyTorch refuses to subtract Bool from anything and anything from Bool; here a mask may be subtracted from numbers.</summary>
    private static bool IsOurs(string op, DType a, DType b) => op == "sub" && (a == DType.Bool) != (b == DType.Bool);

    private static Tensor Operand(string kind, DType dtype) => Tensor.Ones(kind == "tensor" ? [2] : [], dtype);

    private static void Expect(DType? result, Func<Tensor> call, string what)
    {
        if (result is { } dtype)
        {
            Assert.True(dtype == call().DType, $"{what} gives {dtype}, not {call().DType}");
        }
        else
        {
            Assert.Throws<DTypeException>(call);
        }
    }

    private static void Check(Tensor actual, params double[] expected)
    {
        Assert.Equal(DType.Float32, actual.DType);
        Assert.Equal(expected, actual.ToDoubles());
    }
}
