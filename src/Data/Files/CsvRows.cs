using System.Text;

namespace AutoGrad.Data;

/// <summary>Splits CSV text into rows of fields and knows on which line each row starts. Blank lines are skipped; quotes may hold separators, line ends and doubled quotes.</summary>
/// <remarks>Source: RFC 4180; blanks around a field are not part of it.</remarks>
internal sealed class CsvRows(TextReader text, string name, char separator)
{
    private readonly StringBuilder _field = new();
    private int _line = 1;
    private bool _quoted;

    /// <summary>The line on which the present row starts, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>Reads the next row; false at the end.</summary>
    internal bool Next(List<string> fields)
    {
        while (text.Peek() >= 0)
        {
            fields.Clear();
            _quoted = false;
            Line = _line;
            while (Field(fields))
            {
            }

            if (fields.Count > 1 || fields[0].Length > 0 || _quoted)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads one field and what ends it; true if that is a separator.</summary>
    private bool Field(List<string> fields)
    {
        _field.Clear();
        SkipBlanks();
        if (text.Peek() == '"')
        {
            return Quoted(fields);
        }

        int c = text.Read();
        while (c != separator && !EndsLine(c))
        {
            _field.Append((char)c);
            c = text.Read();
        }

        fields.Add(_field.ToString().Trim());
        return c == separator;
    }

    private bool Quoted(List<string> fields)
    {
        int opened = _line;
        _quoted = true;
        text.Read();
        for (int c = text.Read(); c != '"' || text.Peek() == '"'; c = text.Read())
        {
            if (c < 0)
            {
                throw Bad(opened, fields.Count, "has a quote that is never closed");
            }

            if (c == '"')
            {
                text.Read(); // the second of two quotes, which stand for one
            }

            _line += c == '\n' ? 1 : 0;
            _field.Append((char)c);
        }

        SkipBlanks();
        int end = text.Read();
        if (end != separator && !EndsLine(end))
        {
            throw Bad(opened, fields.Count, "goes on after its closing quote");
        }

        fields.Add(_field.ToString());
        return end == separator;
    }

    private void SkipBlanks()
    {
        while (text.Peek() is ' ' or '\t' && text.Peek() != separator)
        {
            text.Read();
        }
    }

    private bool EndsLine(int c)
    {
        if (c == '\r' && text.Peek() == '\n')
        {
            text.Read();
        }

        _line += c is '\r' or '\n' ? 1 : 0;
        return c is '\r' or '\n' or < 0;
    }

    private InvalidDataException Bad(int line, int column, string problem) => new($"Csv: {name}, line {line}, column {column + 1}: the field {problem}. Check its quotes and the separator.");
}
