using AutoGrad.Data;

namespace AutoGrad.Tests.Unit.Data.Files;

/// <summary>Fields that the asked dtype cannot hold are refused instead of being cut.</summary>
public sealed class CsvNumberTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("1.5", DType.Int64)]
    [InlineData("9007199254740993", DType.Int64)]
    [InlineData("3000000000", DType.Int32)]
    [InlineData("300", DType.UInt8)]
    [InlineData("-1", DType.UInt8)]
    [InlineData("2", DType.Bool)]
    public void A_number_outside_the_dtype_is_refused_with_its_place(string field, DType dtype)
    {
        File.WriteAllText(_path, $"1\n{field}\n");
        string message = Assert.Throws<InvalidDataException>(() => Csv.Read(_path, dtype: dtype)).Message;
        Assert.Contains($"line 2, column 1: '{field}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Infinities_are_read_as_C_and_Python_write_them()
    {
        File.WriteAllText(_path, "nan,inf,-inf,+Inf\n");
        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity], Csv.Read(_path).ToDoubles());
    }
}
