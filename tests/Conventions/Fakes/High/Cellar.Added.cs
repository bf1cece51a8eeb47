namespace AutoGrad.Tests.Conventions.Fakes.Low;

internal sealed partial class Cellar
{
    public int AddedAbove() => Plain();
}
