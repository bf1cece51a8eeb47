namespace AutoGrad.Kernels;

internal static partial class ScalarMath
{
    private const double HalfSqrtPi = 0.886226925452758;
    private const double RootHalf = 0.7071067811865476;

    /// <summary>1 / √(2π).</summary>
    private const double Density = 0.3989422804014327;

    /// <summary>log2(e) 2 √(2/π), of which the first part is a multiple of 2^-46, and that times 0.044715.</summary>
    internal const double GeluTanhA = 2.302208198144328, GeluTanhALow = -2.977296208542741e-15, GeluTanhB = 0.1029432395800235, GeluTanhBLow = -5.978177400718744e-18;

    /// <summary>From here on down <see cref="GeluTanh"/> is 0.</summary>
    internal const double GeluTanhEnd = 23;

    /// <summary>The error function, at most 2 ulp.</summary>
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        return size < 1 ? SmallErf(x) : Math.CopySign(1 - LargeErfc(size), x);
    }

    /// <summary>1 - erf(x), at most 4 ulp as long as it is a normal number.</summary>
    public static double Erfc(double x) =>
        Math.Abs(x) < 0.5 ? 1 - SmallErf(x) : x < 0 ? 2 - LargeErfc(-x) : LargeErfc(x);

    /// <summary>x times the normal distribution function, at most 6 ulp as long as it is a normal number; NaN at -infinity, as in PyTorch.</summary>
    public static double Gelu(double x) =>
        x > -0.75 ? 0.5 * x * Erfc(-RootHalf * x) : x < -39 ? x - x : 0.5 * x * ExpOfSquare(-0.5, x) * ErfcScaled(-RootHalf * x);

    /// <summary>The derivative of <see cref="Gelu"/>; NaN at infinities, as in PyTorch.</summary>
    public static double GeluSlope(double x) => Math.Abs(x) > 39 ? (x > 0 ? 1 : 0) + (x - x) : (0.5 * Erfc(-RootHalf * x)) + (x * Math.Exp(-0.5 * x * x) * Density);

    /// <summary>GELU by its tanh approximation, x σ(2 √(2/π) (x + 0.044715 x³)), at most 6 ulp; NaN at -infinity, as in PyTorch.</summary>
    public static double GeluTanh(double x)
    {
        double a = Math.Abs(x);
        if (!(a < GeluTanhEnd))
        {
            return x > 0 ? x : x - x;
        }

        // log2(e) times the argument of σ in two parts, and its power of two as p 2^n.
        double h = a * a, w = Math.FusedMultiplyAdd(h, GeluTanhB, GeluTanhA);
        double low = Math.FusedMultiplyAdd(h, GeluTanhB, GeluTanhA - w) + (Math.FusedMultiplyAdd(a, a, -h) * GeluTanhB) + (h * GeluTanhBLow) + GeluTanhALow;
        double n = Math.Round(a * w), p = Math.Exp(-(Math.FusedMultiplyAdd(a, w, -n) + (a * low)) * Math.Log(2));
        return Math.Max(x, -0.0) - Math.ScaleB(a * p / (1 + Math.ScaleB(p, -(int)n)), -(int)n);
    }

    /// <summary>The y with erf(y) = x, at most 4 ulp; NaN outside [-1, 1].</summary>
    public static double Erfinv(double x)
    {
        double size = Math.Abs(x);
        if (!(size < 1))
        {
            return size == 1 ? Math.CopySign(double.PositiveInfinity, x) : double.NaN;
        }

        if (size < 1e-5)
        {
            return HalfSqrtPi * x * (1 + Math.PI / 12 * x * x);
        }

        // Winitzki's approximation, good to 2e-3 and to 5e-2 at the ends, then three steps of Halley's method, each of which cubes the error.
        double log = Math.Log((1 - size) * (1 + size));
        double half = 2 / (Math.PI * 0.147) + log / 2;
        double y = Math.Sqrt(Math.Sqrt(half * half - log / 0.147) - half);
        for (int i = 0; i < 3; i++)
        {
            double f = size < 0.5 ? SmallErf(y) - size : 1 - size - Erfc(y);
            double step = f * HalfSqrtPi * Math.Exp(y * y);
            y -= step / (1 + y * step);
        }

        return Math.CopySign(y, x);
    }

    private static double SmallErf(double x)
    {
        double z = x * x;
        double p = -7.779472948426816e-10;
        p = p * z + 1.3710982748678367e-08;
        p = p * z - 1.6206314289113782e-07;
        p = p * z + 1.6447131638251597e-06;
        p = p * z - 1.4924712307185837e-05;
        p = p * z + 0.00012055293577152762;
        p = p * z - 0.000854832592932217;
        p = p * z + 0.005223977606118614;
        p = p * z - 0.026866170643111482;
        p = p * z + 0.11283791670944185;
        p = p * z - 0.3761263890318352;
        p = p * z + 0.1283791670955126;
        return x + x * p;
    }

    /// <summary>erfc for x of at least 0.5.</summary>
    private static double LargeErfc(double x) => x > 28 ? 0 : ExpOfSquare(-1, x) * ErfcScaled(x);

    /// <summary>e^(scale x^2). The square is rounded by up to 1e-13 in absolute terms, which the exponential would turn into a relative error.</summary>
    /// <param name="scale">A power of two, with its sign.</param>
    /// <param name="x">The base of the square.</param>
    private static double ExpOfSquare(double scale, double x)
    {
        double square = x * x, e = Math.Exp(scale * square);
        return e + (e * scale * Math.FusedMultiplyAdd(x, x, -square));
    }

    /// <summary>e^(x^2) erfc(x) for x of at least 0.5: a polynomial in (x - 3.75) / (x + 3.75) over 1 + 2x, after Shepherd and Laframboise (1981).</summary>
    private static double ErfcScaled(double x)
    {
        double t = (x - 3.75) / (x + 3.75);
        double p = LargeErfcTerms[^1];
        for (int i = LargeErfcTerms.Length - 2; i >= 0; i--)
        {
            p = p * t + LargeErfcTerms[i];
        }

        return p / (1 + 2 * x);
    }

    private static ReadOnlySpan<double> LargeErfcTerms =>
    [
        1.2375126308378275, -0.1402405985855468, 0.003585415485467132, 0.08227673849012254, -0.1088039301419298, 0.09230432116129042,
        -0.058693398584915436, 0.02836227740237818, -0.009746579621170086, 0.0017556260164511728, 0.0002937141582814373, -0.00029015504315278023,
        5.164669883875814e-05, 2.2387776228634088e-05, -1.1436613718111909e-05, -9.81768881083014e-07, 1.7363548822868395e-06, -4.545304244314078e-08,
        -2.3916697949777796e-07, 1.3596031925296374e-08, 2.4178880107208063e-08,
    ];
}
