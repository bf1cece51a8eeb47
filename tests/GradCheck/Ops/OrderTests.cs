namespace AutoGrad.Tests.Gradients;

/// <summary>Every op's gradient, and the gradient of its gradient, against extrapolated differences in Float64.</summary>
public sealed class OrderTests
{
    public static TheoryData<string> Ops => OpCatalog.Names;

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_gradient_agrees_with_differences(string op) => Check(op, order: 1);

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_gradient_of_the_gradient_agrees_with_differences(string op) => Check(op, order: 2);

    private static void Check(string op, int order)
    {
        bool differentiable = false;
        int compared = 0;
        Cases.Hold(OpCatalog.Get(op), call =>
        {
            differentiable |= call.IsDifferentiable;
            return OpChecks.Order(call, order, ref compared);
        });
        Assert.True(compared > 0 || !differentiable, $"{op}: nothing was compared; every sample is empty, on a kink or outside the domain.");
    }
}
