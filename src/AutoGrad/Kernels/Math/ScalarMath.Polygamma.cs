namespace AutoGrad.Kernels;

internal static partial class ScalarMath
{
    /// <summary>The n-th derivative of digamma, n at least 1: (-1)^(n+1) n! zeta(n + 1, x). PyTorch: torch.polygamma.</summary>
    public static double Polygamma(int n, double x)
    {
        double factorial = 1;
        for (int i = 2; i <= n && double.IsFinite(factorial); i++)
        {
            factorial *= i;
        }

        return (n % 2 == 0 ? -factorial : factorial) * HurwitzZeta(n + 1.0, x);
    }

    /// <summary>The sum of 1 / (x + k)^s over k = 0, 1, 2, ..., for whole s of at least 2; infinite at the poles x = 0, -1, -2, ....</summary>
    public static double HurwitzZeta(double s, double x)
    {
        double floor = Math.Floor(x);
        if (x == floor && x <= 0)
        {
            return double.PositiveInfinity;
        }

        if (x > -1)
        {
            return PositiveZeta(s, x);
        }

        // Over all whole k, negative ones too, the sum has period 1 in x: take it next to 0 and subtract the part below.
        double fraction = x - floor, mirrored = s % 2 == 0 ? 1 : -1;
        return PositiveZeta(s, fraction) + (mirrored * PositiveZeta(s, 1 - fraction)) - (mirrored * PositiveZeta(s, 1 - x));
    }

    /// <summary>Terms up to x + k = 12 one by one, the rest by the Euler-Maclaurin formula.</summary>
    private static double PositiveZeta(double s, double x)
    {
        double sum = 0;
        while (x < 12)
        {
            sum += Math.Pow(x, -s);
            x += 1;
        }

        if (double.IsPositiveInfinity(x) || double.IsNaN(x))
        {
            return double.IsNaN(x) ? x : 0;
        }

        double power = Math.Pow(x, -s);
        sum += (power * x / (s - 1)) + (power / 2);
        double term = power / x * s, z = 1 / (x * x);
        for (int i = 0; i < ZetaTerms.Length; i++)
        {
            sum += term * ZetaTerms[i];
            term *= z * (s + (2 * i) + 1) * (s + (2 * i) + 2);
        }

        return sum;
    }

    /// <summary>Bernoulli numbers B(2i) / (2i)!, i from 1.</summary>
    private static ReadOnlySpan<double> ZetaTerms =>
    [
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600,
        -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000, -174611.0 / 802857662698291200000.0,
    ];
}
