using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace AutoGrad.Data;

/// <summary>Reads tables of numbers from CSV files. Fields may be quoted, blank lines are skipped, decimal points are dots.</summary>
public static class Csv
{
    /// <summary>Reads a file into a matrix.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether the first line holds names. Default false.</param>
    /// <param name="separator">The separator. Default a comma.</param>
    /// <param name="dtype">Element type of the result. Default Float32.</param>
    /// <returns>A tensor [rows, columns].</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line has another number of fields or a field is not a number that the dtype holds; the message names line and column.</exception>
    public static Tensor Read(string path, bool header = false, char separator = ',', DType dtype = DType.Float32)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = new StreamReader(path);
        return Read(reader, path, header, separator, dtype).To(dtype);
    }

    /// <summary>Reads text into a Float64 matrix of numbers that the dtype holds.</summary>
    internal static Tensor Read(TextReader text, string name, bool header, char separator, DType dtype = DType.Float64)
    {
        string? broken = null;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            TrimOptions = TrimOptions.Trim | TrimOptions.InsideQuotes,
            IgnoreBlankLines = true,
            BadDataFound = e => broken = e.Field,
        };
        using var parser = new CsvParser(text, configuration, leaveOpen: true);
        var values = new List<double>();
        int columns = -1, rows = 0;
        string[]? names = null;
        for (bool first = true; parser.Read(); first = false)
        {
            string[] fields = parser.Record ?? [];
            int line = parser.RawRow - parser.RawRecord.AsSpan().TrimEnd("\r\n").Count('\n'); // RawRow is the record's last line
            if (broken is not null)
            {
                throw new InvalidDataException($"Csv: {name}, line {parser.RawRow - broken.Count('\n')}: '{broken.Split('\n')[0].TrimEnd()}' has quotes that do not match. Close them, or double a quote inside quotes.");
            }

            columns = columns < 0 ? fields.Length : columns;
            if (fields.Length != columns)
            {
                throw new InvalidDataException($"Csv: {name}, line {line}: {fields.Length} fields, the lines before have {columns}. Complete the line or change the separator.");
            }

            if (first && header)
            {
                names = fields;
                continue;
            }

            rows++;
            for (int c = 0; c < columns; c++)
            {
                double? value = Number(fields[c]);
                values.Add(value is { } number && Fits(number, dtype) ? number : throw new InvalidDataException(
                    $"Csv: {name}, line {line}, column {c + 1}{(names is null ? "" : $" ({names[c]})")}: '{fields[c]}' is {(value is null ? $"not a number. {Advice(fields[c], first)}" : $"no {dtype} that can be read exactly. Pass dtype: DType.Float64.")}"));
            }
        }

        return Tensor.From<double>(values.ToArray()).Reshape(rows, Math.Max(columns, 0));
    }

    private static string Advice(string field, bool first) =>
        field.Length == 0 ? "Fill the cell, with nan if the value is missing, or drop its line or its column."
        : $"A table holds numbers only: write labels as 0, 1, 2 and so on, or drop the column.{(first ? " If the first line holds names, pass header: true." : "")}";

    private static double? Number(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : !field.AsSpan().TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase) || field.Length > 4 ? null
        : field[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity; // what C and Python write

    /// <summary>Integers are read as doubles, which hold them exactly below 2^53.</summary>
    private static bool Fits(double value, DType dtype) => dtype switch
    {
        DType.Int64 => double.IsInteger(value) && Math.Abs(value) < 1L << 53,
        DType.Int32 => double.IsInteger(value) && value is >= int.MinValue and <= int.MaxValue,
        DType.UInt8 => double.IsInteger(value) && value is >= 0 and <= 255,
        DType.Bool => value is 0 or 1,
        _ => true,
    };
}
