using System.Globalization;

namespace AutoGrad;

/// <summary>Decimal texts as C and Python write them: exact, halves to the even digit. The runtime rounds halves away from zero.</summary>
internal static class DecimalText
{
    /// <summary>As <c>%.{decimals}f</c>.</summary>
    internal static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return NonFinite(value);
        }

        // Halfway between two texts lie only multiples of 10^-decimals / 2, and of those only multiples of 2^-(decimals + 1) are doubles.
        double scaled = Math.ScaleB(value, decimals + 1);
        if (scaled == Math.Truncate(scaled))
        {
            string exact = Math.Abs(value).ToString("E60", CultureInfo.InvariantCulture);
            value = RoundedDown(value, exact, Exponent(exact) + 1 + decimals);
        }

        return value.ToString(decimals == 0 ? "F0" : "F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>As <c>%.{decimals}e</c>.</summary>
    internal static string Scientific(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return NonFinite(value);
        }

        string exact = Math.Abs(value).ToString("E60", CultureInfo.InvariantCulture);
        string text = RoundedDown(value, exact, 1 + decimals).ToString("E" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int e = text.IndexOf('E');
        int exponent = Exponent(text);
        return $"{text[..e]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The value, or its neighbour towards zero where it lies exactly between two texts and the lower one ends in an even digit.</summary>
    private static double RoundedDown(double value, string exact, int kept)
    {
        // Digits of "d.ddd...E+xxx" without the point.
        string digits = string.Concat(exact.AsSpan(0, 1), exact.AsSpan(2, 60));
        if (kept < 0 || kept >= digits.Length || digits[kept] != '5' || digits.AsSpan(kept + 1).ContainsAnyExcept('0'))
        {
            return value;
        }

        bool even = kept == 0 || (digits[kept - 1] - '0') % 2 == 0;
        return !even ? value : value < 0 ? Math.BitIncrement(value) : Math.BitDecrement(value);
    }

    private static int Exponent(string text) => int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
