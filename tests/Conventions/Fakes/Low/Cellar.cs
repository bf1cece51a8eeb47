using AutoGrad.Tests.Conventions.Fakes.High;

namespace AutoGrad.Tests.Conventions.Fakes.Low;

internal sealed partial class Cellar : IRoof
{
    private readonly Roof[] _roofs = [];

    public int Plain() => 1;

    public int ReadsAFieldOf() => _roofs.Length;

    public int CallsAMethodAddedAbove() => AddedAbove();

    public object Makes() => new Roof();

    public int TakesAListOf(List<Roof> roofs) => roofs.Count;
}
