using System.Globalization;

namespace AutoGrad;

/// <summary>One format for all elements of a text, chosen as PyTorch chooses it: whole numbers with a point, four decimals, or powers of ten; padded to one width.</summary>
internal sealed class ElementFormat
{
    private const int Precision = 4;

    private readonly DType _dtype;
    private readonly bool _whole = true;
    private readonly bool _scientific;

    /// <summary>Chooses the format for the elements that will be shown.</summary>
    internal ElementFormat(DType dtype, IReadOnlyList<double> shown, IReadOnlyList<long> integers)
    {
        _dtype = dtype;
        Width = 1;
        if (!dtype.IsFloat())
        {
            foreach (long value in integers)
            {
                Width = Math.Max(Width, Text(value).Length);
            }

            return;
        }

        double smallest = double.PositiveInfinity, largest = 0;
        foreach (double value in shown)
        {
            if (double.IsFinite(value) && value != 0)
            {
                smallest = Math.Min(smallest, Math.Abs(value));
                largest = Math.Max(largest, Math.Abs(value));
                _whole &= value == Math.Ceiling(value);
            }
        }

        if (largest == 0)
        {
            return; // nothing to choose from: zeros, NaN and infinities alone
        }

        _scientific = largest / smallest > 1000 || largest > 1e8 || (!_whole && smallest < 1e-4);
        foreach (double value in shown)
        {
            if (double.IsFinite(value) && value != 0)
            {
                Width = Math.Max(Width, Text(value).Length);
            }
        }
    }

    /// <summary>Characters of an element.</summary>
    internal int Width { get; }

    internal string Padded(double value) => Text(value).PadLeft(Width);

    internal string Padded(long value) => Text(value).PadLeft(Width);

    private string Text(double value) =>
        _scientific ? DecimalText.Scientific(value, Precision)
        : !_whole ? DecimalText.Fixed(value, Precision)
        : double.IsFinite(value) ? DecimalText.Fixed(value, 0) + "."
        : DecimalText.Fixed(value, 0);

    private string Text(long value) => _dtype == DType.Bool ? (value != 0 ? "True" : "False") : value.ToString(CultureInfo.InvariantCulture);
}
