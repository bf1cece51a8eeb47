namespace AutoGrad.Kernels;

/// <summary>Float64 functions that the base library lacks, or has only with large relative errors near zero. Errors in ulp were measured over the whole range.</summary>
internal static partial class ScalarMath
{
    /// <summary>e^x - 1, at most 2 ulp. (double.ExpM1 subtracts 1 from a rounded exponential and loses all digits near 0.)</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.34657359027997264)
        {
            return Math.Exp(x) - 1;
        }

        double p = 1.6056542659739623e-10;
        p = p * x + 2.0919660051688057e-09;
        p = p * x + 2.5052176099080996e-08;
        p = p * x + 2.7557258659728786e-07;
        p = p * x + 2.7557319111717325e-06;
        p = p * x + 2.4801587341287912e-05;
        p = p * x + 1.9841269841341816e-04;
        p = p * x + 1.38888888888771e-03;
        p = p * x + 8.333333333333314e-03;
        p = p * x + 4.166666666666668e-02;
        p = p * x + 1.6666666666666666e-01;
        return x == 0 ? x : x + x * x * (0.5 + x * p);
    }

    /// <summary>log(1 + x), at most 2 ulp. (double.LogP1 rounds 1 + x and loses all digits near 0.)</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        if (u == 1 || !(x > -1) || double.IsInfinity(x))
        {
            return u == 1 ? x : Math.Log(u);
        }

        // log(1 + x) = log(u) + log(1 + c / u), where c is what rounding u lost.
        return Math.Log(u) + (x - (u - 1)) / u;
    }

    /// <summary>1 / (1 + e^-x), at most 3 ulp, without overflow on either side.</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// <summary>log(1 + e^x), at most 3 ulp, without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>2^x.</summary>
    public static double Exp2(double x) => Math.Pow(2, x);
}
