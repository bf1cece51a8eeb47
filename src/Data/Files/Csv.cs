using System.Globalization;

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
    /// <exception cref="InvalidDataException">A line has another number of fields or a field is not a number; the message names line and column.</exception>
    public static Tensor Read(string path, bool header = false, char separator = ',', DType dtype = DType.Float32)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = new StreamReader(path);
        return Read(reader, path, header, separator).To(dtype);
    }

    /// <summary>Reads text into a Float64 matrix.</summary>
    internal static Tensor Read(TextReader text, string name, bool header, char separator)
    {
        var lines = new CsvRows(text, name, separator);
        var fields = new List<string>();
        var values = new List<double>();
        int columns = -1, rows = 0;
        for (bool first = true; lines.Next(fields); first = false)
        {
            columns = columns < 0 ? fields.Count : columns;
            if (fields.Count != columns)
            {
                throw new InvalidDataException($"Csv: {name}, line {lines.Line}: {fields.Count} fields, the lines before have {columns}. Complete the line or change the separator.");
            }

            if (first && header)
            {
                continue;
            }

            rows++;
            for (int c = 0; c < columns; c++)
            {
                values.Add(double.TryParse(fields[c], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
                    : throw new InvalidDataException($"Csv: {name}, line {lines.Line}, column {c + 1}: '{fields[c]}' is not a number.{(first ? " If the first line holds names, pass header: true." : "")}"));
            }
        }

        return Tensor.From<double>(values.ToArray()).Reshape(rows, Math.Max(columns, 0));
    }
}
