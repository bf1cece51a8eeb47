namespace AutoGrad.Tests.Docs;

/// <summary>The code of README.md. This project sees what a user sees: no internals.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void A_first_derivative()
    {
        #region first-derivative
        var x = new Variable(Tensor.From(2.0), requiresGrad: true);
        var y = (x * x * x) + x;
        y.Backward();
        Console.WriteLine(x.Grad!.Item());    // 3x² + 1 = 13
        #endregion
        Assert.Equal(13, x.Grad!.Item());
    }
}
