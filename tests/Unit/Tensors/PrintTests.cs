using System.Globalization;
using System.Text.Json;
using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Tensors;

public sealed class PrintTests
{
    public static IEnumerable<object[]> Names => Fixture.Names("print");

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_are_PyTorchs_but_for_the_names_of_dtypes_and_shapes(string name)
    {
        JsonElement record = Fixture.Record("print", name);
        Tensor tensor = RecordedTensor.ToTensor(FixtureTensor.Parse(record.GetProperty("tensor")));
        Variable? variable = name switch
        {
            "requires_grad/result" => new Variable(tensor * 0.5, requiresGrad: true) * 2,
            _ when name.StartsWith("requires_grad", StringComparison.Ordinal) => new Variable(tensor, requiresGrad: true),
            _ => null,
        };
        Assert.Equal(Ours(record.GetProperty("text").GetString()!), variable?.ToString() ?? tensor.ToString());
    }

    [Fact]
    public void Views_print_their_elements_in_order() =>
        Assert.Equal("tensor([[1., 3.],\n        [2., 4.]])", Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } }).Transpose(0, 1).ToString());

    [Fact]
    public void An_expanded_tensor_of_two_billion_elements_prints_at_once() =>
        Assert.Equal("tensor([[7., 7., 7.,  ..., 7., 7., 7.],\n", Tensor.From(7f).Expand([40_000, 50_000]).ToString()[..40]);

    [Theory]
    [InlineData(0.03125, "0.0312")]
    [InlineData(0.09375, "0.0938")]
    [InlineData(-0.03125, "-0.0312")]
    [InlineData(100.15625, "100.1562")]
    [InlineData(0.00005, "0.0001")]
    [InlineData(2.5, "2.5000")]
    public void Halves_are_rounded_to_the_even_digit_as_in_Python(double value, string text) => Assert.Equal(text, DecimalText.Fixed(value, 4));

    [Theory]
    [InlineData(100005, "1.0000e+05")]
    [InlineData(100015, "1.0002e+05")]
    [InlineData(-1.5e-10, "-1.5000e-10")]
    [InlineData(1e300, "1.0000e+300")]
    [InlineData(0, "0.0000e+00")]
    public void Powers_of_ten_have_two_digits_or_more(double value, string text) => Assert.Equal(text, DecimalText.Scientific(value, 4));

    [Fact]
    public void Texts_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            Assert.Equal("tensor([-1.5000,  2.0000])", Tensor.From(-1.5f, 2f).ToString());
            Assert.Equal("tensor([-1,  2])", Tensor.From(-1, 2).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_debugger_shows_one_short_line()
    {
        Assert.Equal("Float32 [2] { 1.5, -2 }", Tensor.From(1.5f, -2f).DebuggerText);
        Assert.Equal("Int64 [100] { 0, 1, 2, 3, 4, 5, 6, 7, ... }", Tensor.Arange(100).DebuggerText);
        Assert.Equal("Float32 [3, 0]", Tensor.Zeros([3, 0]).DebuggerText);
        Assert.Equal("Int64 [50, 2]", Tensor.Arange(100).Reshape(2, 50).Transpose(0, 1).DebuggerText);
    }

    /// <summary>The recorded text with our names: Float64 for torch.float64, [2, 0] for (2, 0), Mul for MulBackward0.</summary>
    private static string Ours(string text)
    {
        int size = text.IndexOf("size=(", StringComparison.Ordinal);
        if (size >= 0)
        {
            int end = text.IndexOf(')', size);
            text = $"{text[..(size + 5)]}[{text[(size + 6)..end]}]{text[(end + 1)..]}";
        }

        foreach ((string theirs, string ours) in (ReadOnlySpan<(string, string)>)
            [("torch.float64", "Float64"), ("torch.int32", "Int32"), ("torch.int64", "Int64"), ("torch.uint8", "UInt8"), ("torch.bool", "Bool"), ("MulBackward0", "MulScalar")])
        {
            text = text.Replace(theirs, ours, StringComparison.Ordinal);
        }

        return text;
    }
}
