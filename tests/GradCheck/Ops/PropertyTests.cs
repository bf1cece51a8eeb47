namespace AutoGrad.Tests.Gradients;

/// <summary>What is true of every op's gradient without any differences.</summary>
public sealed class PropertyTests
{
    public static TheoryData<string> Ops => OpCatalog.Names;

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_properties_of_gradients_hold(string op) => Cases.Hold(OpCatalog.Get(op), OpChecks.Properties);

    [Theory]
    [MemberData(nameof(Ops))]
    public void Float32_agrees_with_Float64(string op) => Cases.Hold(OpCatalog.Get(op), OpChecks.Float32, DType.Float32);

    [Theory]
    [MemberData(nameof(Ops))]
    public void Forward_mode_agrees_with_reverse_mode(string op) => Cases.Hold(OpCatalog.Get(op), OpChecks.Forward);

    [Theory]
    [MemberData(nameof(Ops))]
    public void The_laws_of_ops_hold(string op) => Cases.Hold(OpCatalog.Get(op), static call => OpChecks.Laws(call));
}
