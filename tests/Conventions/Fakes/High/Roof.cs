using AutoGrad.Tests.Conventions.Fakes.Low;

namespace AutoGrad.Tests.Conventions.Fakes.High;

internal interface IRoof;

internal sealed class Roof
{
    public int MayUseLower(Cellar cellar) => cellar.Plain() + cellar.AddedAbove();
}
