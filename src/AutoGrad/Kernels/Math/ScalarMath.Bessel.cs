namespace AutoGrad.Kernels;

internal static partial class ScalarMath
{
    /// <summary>The spherical Bessel function j_n of the first kind at frequency · at: j_0(x) is sin(x) / x, and (2n + 1) j_n' = n j_(n-1) - (n + 1) j_(n+1).</summary>
    /// <remarks>So the derivatives of sinc, of every order and next to 0 too, are sums of these. Abramowitz and Stegun 10.1.2, 10.1.19.</remarks>
    public static double SphericalBessel(int n, double frequency, double at)
    {
        double x = frequency * at;
        if (Math.Abs(x) >= n + 1)
        {
            // The recurrence upwards is stable as long as n is below |x|. A product with π is rounded, which at whole numbers would be all there is of the sine.
            (double sin, double cos) = frequency == Math.PI ? double.SinCosPi(at) : Math.SinCos(x);
            double j = sin / x, next = n == 0 ? 0 : ((sin / x) - cos) / x;
            for (int k = 1; k <= n; k++)
            {
                (j, next) = (next, ((2 * k + 1) / x * next) - j);
            }

            return j;
        }

        double term = 1, half = x * x / -2;
        for (int k = 1; k <= n; k++)
        {
            term *= x / (2 * k + 1);
        }

        double sum = term;
        for (int k = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); k++)
        {
            term *= half / (k * ((2 * (n + k)) + 1));
            sum += term;
        }

        return sum;
    }
}
