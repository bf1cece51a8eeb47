using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>What properties take for equal: roundings of the terms where these cancel, and nothing that is small only against 1.</summary>
public sealed class PropertyScaleTests
{
    private static readonly Tensor X = Tensor.From(0.31, -1.27, 0.73, 1.93, -0.41, 0.57).Reshape([2, 3]);

    public static TheoryData<string, Func<Variable, Variable>, Tensor> Cancelling => new()
    {
        { "x - x.Mean(0)", static x => x - x.Mean(0, true), Tensor.From<double>([0.7, -1.3, 0.2]).Reshape([1, 3]) },
        { "1e3 x - its mean", static x => (x * 1e3) - (x * 1e3).Mean(0, true), Tensor.From<double>([0.7, -1.3, 0.2]).Reshape([1, 3]) },
        { "x - x.Roll", static x => x - x.Roll(1, 0), Tensor.From<double>([0.7, -1.3, 0.2]).Reshape([1, 3]) },
        { "x - x.Max", static x => x - x.Max(-1, true).Item1, Tensor.From<double>([0.7, -1.3]).Reshape([2, 1]) },
        { "x - x.Relu()", static x => x - x.Relu(), Tensor.From<double>([1.5]) },
        { "x - x.Abs()", static x => x - x.Abs(), Tensor.From<double>([1.5, 0.3]) },
        { "x.Exp().Log() - x", static x => x.Exp().Log() - x, Tensor.From<double>([0.0]) },
        { "2 x - x - x", static x => (2 * x) - x - x, Tensor.From<double>([0.7, 1.1]) },
        { "1e-320 tanh x", static x => x.Tanh() * 1e-320, Tensor.From<double>([0.7, 1.1]) },
    };

    [Theory]
    [MemberData(nameof(Cancelling))]
    public void A_gradient_whose_terms_cancel_passes_with_any_seed(string name, Func<Variable, Variable> f, Tensor x)
    {
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32])
        {
            Subject subject = new((v, _) => [f(v[0])], [x.To(dtype)], [0]);
            for (int seed = 0; seed < (name.StartsWith("x - x.Relu", StringComparison.Ordinal) ? 200 : 40); seed++)
            {
                foreach (Property property in Property.All.Where(p => p.Applies(subject, GradCheckOptions.Default) && !(dtype == DType.Float32 && name.StartsWith("1e-320", StringComparison.Ordinal))))
                {
                    string? violation = property.Check(subject, new Random(seed));
                    Assert.True(violation is null, $"{name} in {dtype}, seed {seed}: {property.Name}: {violation}");
                }
            }
        }
    }

    [Fact]
    public void Verify_passes_what_cancels()
    {
        GradCheck.ForAll(static x => x - x.Mean(0, true), "n m");
        GradCheck.ForAll(static x => x - x.Roll(1, 0), "n m");
        GradCheck.Verify(static x => x.Tanh() * 1e-320, Tensor.From<double>([0.7, 1.1]));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    public void A_rule_that_forgets_a_cancelling_part_is_caught_all_the_same(double part)
    {
        // The gradient is right when taken once and off by a part of its terms when the same variable is used again.
        int calls = 0;
        Custom op = Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * (calls++ < 1 ? 1 : 1 + part));
        Subject subject = new((v, _) => [op.Apply(v[0]) - (v[0] * v[0] * v[0])], [X], [0]);
        Assert.NotNull(new AddsOverFanOut().Check(subject, new Random(3)));
    }

    [Fact]
    public void A_penalty_on_gradients_passes_with_and_without_switching_recording_on()
    {
        var x = Tensor.From<double>([0.5, 1.5]);
        GradCheck.Verify(Penalty, x);
        GradCheck.Verify(static x =>
        {
            using IDisposable on = GradientTape.EnableGrad();
            return Penalty(x);
        }, x);

        static Variable Penalty(Variable x)
        {
            Variable g = Autodiff.Grad((x * x * x).Sum(), x, createGraph: true);
            return (g * g).Sum();
        }
    }

    [Fact]
    public void A_fault_in_Float32_is_caught_at_any_scale()
    {
        var bad = Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * (x.DType == DType.Float32 ? 0.5 : 1));
        Assert.NotNull(InFloat32(x => bad.Apply(x) * 1e-9, X));
        Assert.NotNull(InFloat32(x => bad.Apply(x) * 1e-20, X));
        Assert.NotNull(InFloat32(x => (bad.Apply(x) * 1e-5).Mean(), Tensor.Ones([100, 100], DType.Float64)));
        Assert.NotNull(InFloat32(x => (bad.Apply(x) * 1e-9) - (bad.Apply(x) * 1e-9).Mean(), X));

        var right = Custom.Cube(Custom.CubeRule);
        Assert.Null(InFloat32(x => right.Apply(x) * 1e-9, X));
        Assert.Null(InFloat32(x => right.Apply(x) * 1e-20, X));
        Assert.Null(InFloat32(x => (right.Apply(x) * 1e-9) - (right.Apply(x) * 1e-9).Mean(), X));
    }

    [Fact]
    public void A_rule_that_asks_whether_its_inputs_are_one_object_is_caught()
    {
        Custom op = Custom.Product((in PullbackContext c) =>
        {
            c.Add(0, ReferenceEquals(c.X(0).Data, c.X(1).Data) ? c.Dy() * c.X(1) * 3.0 : c.Dy() * c.X(1));
            c.Add(1, c.Dy() * c.X(0));
        });
        Assert.NotNull(new AliasedInputs().Check(new Subject((x, _) => op.ApplyAll(x), [X, X.Exp()], [0, 1]), new Random(3)));
    }

    [Fact]
    public void Strided_inputs_and_cotangents_of_one_dimension_are_tried()
    {
        Tensor x = X.Reshape([6]);
        var inputs = Custom.Cube((dy, x) => x.Data.IsContiguous ? Custom.CubeRule(dy, x) : dy * x);
        Assert.NotNull(new ViewsEqualCopies().Check(new Subject((v, _) => inputs.ApplyAll(v), [x], [0]), new Random(3)));

        // Expanded cotangents alone, and stepped ones alone.
        var expanded = Custom.Cube((dy, x) => dy.Data.Strides() is [0] ? dy * x : Custom.CubeRule(dy, x));
        var stepped = Custom.Cube((dy, x) => dy.Data.Strides() is [2] ? dy * x : Custom.CubeRule(dy, x));
        Assert.StartsWith("for expanded", new CotangentViewsEqualCopies().Check(new Subject((v, _) => expanded.ApplyAll(v), [x], [0]), new Random(3)), StringComparison.Ordinal);
        Assert.StartsWith("for strided", new CotangentViewsEqualCopies().Check(new Subject((v, _) => stepped.ApplyAll(v), [x], [0]), new Random(3)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_of_another_layout_says_what_was_passed()
    {
        GradCheckReport report = GradCheck.Inspect(
            static Variable (Variable x) => x.Data.IsContiguous ? x * 2.0 : throw new InvalidOperationException("not in one piece"), X, new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Equal("views equal copies: with input 0 of shape [2, 3] as a view of strides [1, 2] the function throws InvalidOperationException: not in one piece", report.Summary);
    }

    private static string? InFloat32(Func<Variable, Variable> f, Tensor x) =>
        new Float32AgreesWithFloat64().Check(new Subject((v, _) => [f(v[0])], [x.To(DType.Float32)], [0]), new Random(3));
}
