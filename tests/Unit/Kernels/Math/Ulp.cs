namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>Errors in units in the last place of the exact value.</summary>
internal static class Ulp
{
    /// <summary>The error of a float whose exact value is known as a double; overflow counts as the next power of two.</summary>
    public static double Of(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual))
        {
            return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        double largest = Math.Pow(2, 128);
        exact = Math.Clamp(exact, -largest, largest);
        double value = Math.Clamp((double)actual, -largest, largest);
        int exponent = Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126);
        return Math.Abs(value - exact) / Math.ScaleB(1, Math.Min(exponent, 127) - 23);
    }

    /// <summary>The number of doubles between a result and the correctly rounded value.</summary>
    public static double Of(double actual, double rounded)
    {
        if (double.IsNaN(rounded) || double.IsNaN(actual))
        {
            return double.IsNaN(rounded) && double.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        return Math.Abs((double)(Ordered(actual) - Ordered(rounded)));
    }

    private static long Ordered(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? long.MinValue - bits : bits;
    }
}
