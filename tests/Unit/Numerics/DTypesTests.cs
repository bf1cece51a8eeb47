using AutoGrad.Tests.Fixtures;
using AutoGrad.Tests.Unit.Tensors;

namespace AutoGrad.Tests.Unit.Numerics;

public sealed class DTypesTests
{
    [Fact]
    public void Promote_is_PyTorchs_lattice()
    {
        int rows = 0;
        foreach (System.Text.Json.JsonElement row in Fixture.Record("promotion", "promote_types-and-can_cast").GetProperty("rows").EnumerateArray())
        {
            DType a = RecordedTensor.DTypeOf(row[0].GetString()!), b = RecordedTensor.DTypeOf(row[1].GetString()!);
            Assert.Equal(RecordedTensor.DTypeOf(row[2].GetString()!), DTypes.Promote(a, b));
            Assert.Equal(row[3].GetBoolean(), DTypes.Category(a) <= DTypes.Category(b));
            rows++;
        }

        Assert.Equal(36, rows);
    }
}
