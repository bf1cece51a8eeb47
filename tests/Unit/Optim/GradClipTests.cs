using AutoGrad.Optim;
using AutoGrad.Tests.Fixtures;
using AutoGrad.Tests.Unit.Ops;

namespace AutoGrad.Tests.Unit.Optim;

/// <summary>Clipping against PyTorch's records, and what the records do not show.</summary>
public sealed class GradClipTests
{
    public static TheoryData<string> Clips() => [.. Fixture.Clips().Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Clips))]
    public void Clipped_gradients_and_norms_are_PyTorchs(string name)
    {
        FixtureClip c = Fixture.Clips().Single(r => r.Name == name);
        double tolerance = c.Gradients[0].DType == "float32" ? 2e-6 : 1e-12;
        Parameter[] parameters = [.. c.Gradients.Select(static g =>
        {
            Tensor grad = Recorded.Tensor(g);
            return new Parameter(Tensor.Zeros(grad.Shape, grad.DType)) { Grad = grad };
        })];
        if (c.Function == "clip_grad_value_")
        {
            GradClip.Value(parameters, c.Args.Double("clip_value"));
        }
        else
        {
            Close(c.Total!.AsDoubles[0], GradClip.Norm(parameters, c.Args.Double("max_norm"), c.Args.Double("norm_type", 2)), tolerance);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            double[] expected = c.Clipped[i].AsDoubles, actual = parameters[i].Grad!.Data.ToDoubles();
            Assert.Equal(expected.Length, actual.Length);
            Assert.Equal(c.Clipped[i].DType, parameters[i].Grad!.DType.ToString().ToLowerInvariant());
            for (int k = 0; k < expected.Length; k++)
            {
                Close(expected[k], actual[k], tolerance);
            }
        }
    }

    [Fact]
    public void A_norm_that_is_not_finite_is_refused_on_request_and_changes_nothing()
    {
        var p = new Parameter(Tensor.Zeros([2])) { Grad = Tensor.From(float.NaN, 5f) };
        Assert.Throws<InvalidOperationException>(() => GradClip.Norm([p], 1, errorIfNonfinite: true));
        Assert.Equal([double.NaN, 5], p.Grad!.Data.ToDoubles());
    }

    [Fact]
    public void Parameters_without_a_gradient_are_left_out()
    {
        Parameter with = new(Tensor.Zeros([1])) { Grad = Tensor.From([4f]) }, without = new(Tensor.Zeros([1]));
        Assert.Equal(4, GradClip.Norm([with, without], 1));
        Assert.Null(without.Grad);
        Assert.Equal(1, with.Grad!.Item(), 1e-6);
        Assert.Equal(0, GradClip.Norm([without], 1));
    }

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"PyTorch {expected:R}, here {actual:R}");
}
