namespace AutoGrad.Tests.Gradients;

/// <summary>A check works the same whatever scope of recording surrounds it.</summary>
public sealed class ScopeTests
{
    private static readonly Tensor X = Tensor.From(0.3, -1.2);

    [Fact]
    public void Under_NoGrad()
    {
        using IDisposable scope = GradientTape.NoGrad();
        Check();
    }

    [Fact]
    public void Under_InferenceMode()
    {
        using IDisposable scope = GradientTape.InferenceMode();
        Check();
    }

    [Fact]
    public void On_tensors_made_under_InferenceMode()
    {
        Tensor x;
        using (GradientTape.InferenceMode())
        {
            x = X * 2;
        }

        GradCheck.Verify(static v => v.Exp() * v, x, new GradCheckOptions { Order = 2 });
    }

    private static void Check()
    {
        Tensor x = X * 2; // made inside the scope, as a test that lies inside it makes its inputs
        GradCheck.Verify(static v => v.Exp() * v, x, new GradCheckOptions { Order = 2 });
        GradCheck.Verify((a, b) => a * b, x, Tensor.From(1.5f, 2f));
        var leaf = new Variable(X * 3, requiresGrad: true);
        GradCheck.Verify(() => leaf.Sin() * leaf, [leaf]);
        Assert.Equal(GradCheckVerdict.Fail, GradCheck.Inspect(static v => Custom.Cube(static (dy, y) => dy * y).Apply(v), x).Verdict);
    }
}
