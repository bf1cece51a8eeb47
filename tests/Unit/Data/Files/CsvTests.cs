using AutoGrad.Data;

namespace AutoGrad.Tests.Unit.Data.Files;

/// <summary>Tables of numbers: what is read, and that every complaint names line and column.</summary>
public sealed class CsvTests
{
    private static Tensor Read(string text, bool header = false, char separator = ',')
    {
        using var reader = new StringReader(text);
        return Csv.Read(reader, "table.csv", header, separator);
    }

    private static string Refused(string text, bool header = false) => Assert.Throws<InvalidDataException>(() => Read(text, header)).Message;

    [Fact]
    public void Rows_and_columns_become_a_matrix()
    {
        Tensor t = Read("1,2.5,-3e2\n4,5,6\n");
        Assert.Equal((DType.Float64, true), (t.DType, t.Shape == [2, 3]));
        Assert.Equal([1, 2.5, -300, 4, 5, 6], t.ToDoubles());
        Assert.Equal([1, 2, 3, 4], Read("1;2\r\n3;4", separator: ';').ToDoubles());
        Assert.Equal([1, 2, 3, 4], Read("1\t2\n3\t4\n", separator: '\t').ToDoubles());
        Assert.Equal([1, 2], Read(" 1 , 2 \n").ToDoubles());
        Assert.Equal([0.1], Read("0.1").ToDoubles());
    }

    [Fact]
    public void A_file_gives_the_dtype_asked_for()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a,b\n1,2\n");
            Assert.Equal(DType.Float32, Csv.Read(path, header: true).DType);
            Assert.Equal([1L, 2L], Csv.Read(path, header: true, dtype: DType.Int64).ToArray<long>());
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Csv.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_header_is_skipped_on_request_and_hinted_at_otherwise()
    {
        Assert.Equal([1, 2], Read("x,y\n1,2\n", header: true).ToDoubles());
        string message = Refused("x,y\n1,2\n");
        Assert.Contains("line 1, column 1: 'x' is not a number", message, StringComparison.Ordinal);
        Assert.Contains("header: true", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quoted_fields_are_read_without_their_quotes()
    {
        Assert.Equal([1, 2, 3, 4], Read("\"1\",2\n3,\"4\"\n").ToDoubles());
        Assert.Equal([1, 2, 3, 4], Read(" \"1\" , 2\r\n3,\" 4 \"\r\n").ToDoubles());
        Assert.Equal([1, 2], Read("\"two\nlines\",b\n1,2\n", header: true).ToDoubles());
        Assert.Equal([1, 2], Read("\"width, in cm\",\"the \"\"other\"\"\"\n1,2\n", header: true).ToDoubles());
    }

    [Theory]
    [InlineData("1,2\n3\n", "line 2")]
    [InlineData("1,2\n3,4,5\n", "line 2")]
    [InlineData("1,2\n\n3\n", "line 3")]
    [InlineData("1,2\n3,4\n5\n", "line 3")]
    public void A_line_with_another_number_of_fields_is_refused_by_its_number(string text, string where)
    {
        string message = Refused(text);
        Assert.Contains("table.csv, " + where, message, StringComparison.Ordinal);
        Assert.Contains("have 2", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2\n3,x\n", "line 2, column 2: 'x'")]
    [InlineData("1,2\n3,x", "line 2, column 2: 'x'")]
    [InlineData("1,2\n,4\n", "line 2, column 1: ''")]
    [InlineData("1,2\n3,\n", "line 2, column 2: ''")]
    [InlineData("1,2\n\n\n3,x\n", "line 4, column 2: 'x'")]
    [InlineData("\n1,x\n", "line 2, column 2: 'x'")]
    [InlineData("1,2\n3,1.000.5\n", "line 2, column 2: '1.000.5'")]
    [InlineData("1,2\n3,\"4,5\"\n", "line 2, column 2: '4,5'")]
    [InlineData("1,2\n3,\"\"\n", "line 2, column 2: ''")]
    [InlineData("\"1\n\",2\n3,x\n", "line 3, column 2: 'x'")]
    [InlineData("1,2\n3,\"4\"5\n", "line 2: '\"4\"5' has quotes that do not match")]
    public void A_field_that_is_no_number_is_refused_by_line_and_column(string text, string where) => Assert.Contains(where, Refused(text), StringComparison.Ordinal);

    [Fact]
    public void A_cell_without_a_number_is_refused_with_its_columns_name_and_what_to_do()
    {
        Assert.Equal(
            "Csv: table.csv, line 3, column 2 (width): '' is not a number. Fill the cell, with nan if the value is missing, or drop its line or its column.",
            Assert.Throws<InvalidDataException>(() => Read("length,width\n1,2\n3,\n", header: true)).Message);
        Assert.EndsWith("line 2, column 2: '' is not a number. Fill the cell, with nan if the value is missing, or drop its line or its column.", Refused("1,2\n3,\n"), StringComparison.Ordinal);
        Assert.EndsWith("line 2, column 2: 'setosa' is not a number. A table holds numbers only: write labels as 0, 1, 2 and so on, or drop the column.", Refused("1,2\n3,setosa\n"), StringComparison.Ordinal);
        Assert.Equal([1, double.NaN], Read("1,nan\n").ToDoubles());
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_by_its_line() => Assert.Contains("line 2", Refused("1,2\n3,\"4\n5,6\n"), StringComparison.Ordinal);

    [Fact]
    public void An_empty_text_is_an_empty_matrix()
    {
        Assert.Equal([0, 0], Read("").Shape.ToArray());
        Assert.Equal([0, 2], Read("a,b\n", header: true).Shape.ToArray());
    }
}
