using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Tensors;

/// <summary>The recorded dtypes of results.</summary>
internal static class Promotions
{
    /// <summary>Rows of two dtypes and the dtype of the result, null where PyTorch refuses.</summary>
    internal static IEnumerable<(DType Left, DType Right, DType? Result)> Rows(string name) =>
        from row in Fixture.Record("promotion", name).GetProperty("rows").EnumerateArray()
        select (RecordedTensor.DTypeOf(row[0].GetString()!), RecordedTensor.DTypeOf(row[1].GetString()!), Result(row[2].GetString()!));

    /// <summary>Rows of a dtype, a kind of number ("int", "float", "bool") and the dtype of the result.</summary>
    internal static IEnumerable<(DType Left, string Number, DType? Result)> AgainstNumbers(string name) =>
        from row in Fixture.Record("promotion", name).GetProperty("rows").EnumerateArray()
        select (RecordedTensor.DTypeOf(row[0].GetString()!), row[1].GetString()!, Result(row[2].GetString()!));

    private static DType? Result(string name) => name == "error" ? null : RecordedTensor.DTypeOf(name);
}
