using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>For each property of gradients: a fault it must catch, and a right op it must let pass.</summary>
public sealed class PropertyFaultTests
{
    private static readonly Tensor X = Tensor.From(0.31, -1.27, 0.73, 1.93, -0.41, 0.57).Reshape([2, 3]);

    public static TheoryData<string> Properties => [.. Property.All.Select(p => p.GetType().Name)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void The_fault_planted_for_it_is_caught(string property)
    {
        (Subject wrong, GradCheckOptions options) = Planted(property);
        Property asked = Property.All.Single(p => p.GetType().Name == property);
        Assert.True(asked.Applies(wrong, options));
        Assert.NotNull(asked.Check(wrong, new Random(3)));
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_right_op_passes(string property)
    {
        Custom product = Custom.Product((in PullbackContext c) =>
        {
            c.Add(0, c.Dy() * c.X(1));
            c.Add(1, c.Dy() * c.X(0));
        });
        Property asked = Property.All.Single(p => p.GetType().Name == property);
        var options = new GradCheckOptions { BatchIndependent = true };
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32])
        {
            Subject right = Of(product, X.To(dtype), X.Exp().To(dtype));
            Assert.True(!asked.Applies(right, options) || asked.Check(right, new Random(3)) is null);
        }
    }

    [Fact]
    public void Verify_reports_a_broken_property_that_differences_do_not_see()
    {
        Custom noisy = Custom.Cube((dy, x) => Custom.CubeRule(dy, x) + 1e-15);
        GradCheckReport report = GradCheck.Inspect(noisy, [X], new GradCheckOptions { Shrink = false });
        Assert.Equal(GradCheckVerdict.Fail, report.Verdict);
        Assert.Contains("zero cotangent gives exact zero", report.Summary, StringComparison.Ordinal);
    }

    private static (Subject Subject, GradCheckOptions Options) Planted(string property)
    {
        int calls = 0;
        Custom op = property switch
        {
            nameof(LinearInCotangent) => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) + (dy * dy * 1e-6)),
            nameof(ZeroCotangent) => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) + 1e-300),
            nameof(RepeatsBitwise) => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * (1 + (calls++ * 4e-16))),
            nameof(InputsUnmodified) => Custom.Cube((dy, x) =>
            {
                Variable dx = Custom.CubeRule(dy, x);
                x.Data.First<double>() += 1e-12;
                return dx;
            }),
            nameof(GradientFits) => Custom.Cube((dy, x) => Custom.CubeRule(dy, x).To(DType.Float32)),
            nameof(AccumulatesOverBackward) => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * (calls++ == 0 ? 1 : 0.5)),
            nameof(AddsOverFanOut) => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * (calls++ < 2 ? 1 : 0.5)),
            nameof(EverySubset) => Custom.Product((in PullbackContext c) =>
            {
                c.Add(0, c.Dy() * (c.Needs(1) ? c.X(1) : c.X(0)));
                c.Add(1, c.Dy() * c.X(0));
            }),
            nameof(ViewsEqualCopies) => Custom.Cube(Custom.CubeRule) with { ClaimsStrides = true },
            nameof(CotangentViewsEqualCopies) => Custom.Cube((dy, x) => dy.Data.IsContiguous ? Custom.CubeRule(dy, x) : dy * x),
            nameof(AliasedInputs) => Custom.Product((in PullbackContext c) =>
            {
                c.Add(0, c.Dy() * c.X(1));
                if (!ReferenceEquals(c.X(0), c.X(1)))
                {
                    c.Add(1, c.Dy() * c.X(0));
                }
            }),
            nameof(ReleasedGraphRaises) => Custom.Cube((dy, x) => dy * (calls++ + 1.0)) with { Keeps = Saved.None, Gradient = (in PullbackContext c) => c.Add(0, c.Dy() * (calls++ + 1.0)) },
            nameof(Float32AgreesWithFloat64) => Custom.Cube((dy, x) => Custom.CubeRule(dy, x) * (x.DType == DType.Float32 ? 1.0001 : 1)),
            _ => Custom.Cube(Custom.CubeRule),
        };
        return property switch
        {
            nameof(NoGraphUnderNoGrad) => (new Subject((x, _) => [GradientTape.IsRecording ? x[0] * 2.0 : x[0] * 3.0], [X], [0]), GradCheckOptions.Default),
            nameof(CheckpointEqualsStore) => (new Subject((x, _) => [x[0] * (1 + (calls++ * 4e-16))], [X], [0]), GradCheckOptions.Default),
            nameof(BatchEqualsLoop) => (new Subject((x, _) => [x[0] - x[0].Mean(0, keepDim: true)], [X], [0]), new GradCheckOptions { BatchIndependent = true }),
            nameof(BatchIndependent) => (new Subject((x, _) => [x[0] * x[0].Slice(0, 0, 1)], [X], [0]), new GradCheckOptions { BatchIndependent = true }),
            nameof(Float32AgreesWithFloat64) => (Of(op, X.To(DType.Float32)), GradCheckOptions.Default),
            nameof(EverySubset) or nameof(AliasedInputs) => (Of(op, X, X.Exp()), GradCheckOptions.Default),
            _ => (Of(op, X), GradCheckOptions.Default),
        };
    }

    [Fact]
    public void An_output_that_requires_a_gradient_under_NoGrad_is_found_unless_recording_was_switched_on()
    {
        var property = new NoGraphUnderNoGrad();
        Assert.Equal("an output requires a gradient", property.Check(new Subject((x, _) => [new Variable(x[0].Data * 2.0, requiresGrad: true)], [X], [0]), new Random(1)));
        Assert.Null(property.Check(new Subject(
            (x, _) =>
            {
                using IDisposable on = GradientTape.EnableGrad();
                return [x[0] * 2.0];
            },
            [X], [0]), new Random(1)));
    }

    private static Subject Of(Op op, params Tensor[] inputs) => new((x, _) => op.ApplyAll(x), inputs, [.. Enumerable.Range(0, inputs.Length)]);
}
