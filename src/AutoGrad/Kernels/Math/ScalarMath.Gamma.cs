namespace AutoGrad.Kernels;

internal static partial class ScalarMath
{
    /// <summary>log |Gamma(x)|; infinite at the poles 0, -1, -2, ... PyTorch: torch.lgamma.</summary>
    /// <remarks>At most 5 ulp for x above -0.5; below, at most 5 ulp of the larger of the value and 1, since it has zeros between the poles.</remarks>
    public static double Lgamma(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x))
        {
            return x * x;
        }

        if (x <= -0.5)
        {
            // Reflection: Gamma(x) Gamma(-x) = -pi / (x sin(pi x)).
            double rest = x - Math.Round(x);
            return rest == 0 ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(x * Math.Sin(Math.PI * rest))) - Lgamma(-x);
        }

        if (x < 0.5)
        {
            return x * Horner(LgammaOneTerms, x) - Math.Log(Math.Abs(x));
        }

        if (x < 1.5)
        {
            return (x - 1) * Horner(LgammaOneTerms, x - 1);
        }

        if (x < 10)
        {
            double product = 1;
            while (x > 2.5)
            {
                x -= 1;
                product *= x;
            }

            return (x - 2) * Horner(LgammaTwoTerms, x - 2) + Math.Log(product);
        }

        double z = 1 / (x * x);
        double p = -0.029550653594771242;
        p = p * z + 0.00641025641025641;
        p = p * z - 0.0019175269175269176;
        p = p * z + 0.0008417508417508417;
        p = p * z - 0.0005952380952380953;
        p = p * z + 0.0007936507936507937;
        p = p * z - 0.002777777777777778;
        p = p * z + 0.08333333333333333;
        return (x - 0.5) * (Math.Log(x) - 1) + (0.41893853320467274 + p / x);
    }

    /// <summary>The derivative of log Gamma. PyTorch: torch.digamma, whose values at the poles are kept: NaN at negative integers, -+infinity at +-0.</summary>
    /// <remarks>At most 5 ulp for x above -0.5; below, at most 8 ulp of the largest term of the reflection formula.</remarks>
    public static double Digamma(double x)
    {
        if (x == 0)
        {
            return Math.CopySign(double.PositiveInfinity, -x);
        }

        if (x <= -0.5)
        {
            // Reflection: psi(x) = psi(-x) - 1 / x - pi cot(pi x).
            double rest = x - Math.Round(x);
            return rest == 0 || double.IsInfinity(x) ? double.NaN : Digamma(-x) - 1 / x - Math.PI / Math.Tan(Math.PI * rest);
        }

        if (x < 0)
        {
            return DigammaFromOneToTwo(x + 0.5) - 1 / (1 + x) - 1 / x;
        }

        if (x < 1)
        {
            return DigammaFromOneToTwo(x - 0.5) - 1 / x;
        }

        if (x < 10)
        {
            double sum = 0;
            while (x > 2)
            {
                x -= 1;
                sum += 1 / x;
            }

            return DigammaFromOneToTwo(x - 1.5) + sum;
        }

        double z = 1 / (x * x);
        double p = -0.4432598039215686;
        p = p * z + 0.08333333333333333;
        p = p * z - 0.021092796092796094;
        p = p * z + 0.007575757575757576;
        p = p * z - 0.004166666666666667;
        p = p * z + 0.003968253968253968;
        p = p * z - 0.008333333333333333;
        p = p * z + 0.08333333333333333;
        return double.IsPositiveInfinity(x) ? x : Math.Log(x) - (0.5 / x + p * z);
    }

    /// <summary>psi(1.5 + u) for |u| of at most one half: the distance from psi's zero times a polynomial, so that it is accurate next to the zero.</summary>
    private static double DigammaFromOneToTwo(double u) => (u - -0.03836785503163766 + 1.6445603550442201e-18) * Horner(DigammaTerms, u);

    private static double Horner(ReadOnlySpan<double> terms, double x)
    {
        double p = terms[^1];
        for (int i = terms.Length - 2; i >= 0; i--)
        {
            p = p * x + terms[i];
        }

        return p;
    }

    /// <summary>lgamma(1 + d) / d for |d| of at most one half.</summary>
    private static ReadOnlySpan<double> LgammaOneTerms =>
    [
        -0.5772156649015329, 0.8224670334241131, -0.40068563438653193, 0.2705808084278349, -0.2073855510285727, 0.16955717698909256,
        -0.14404989677601313, 0.12550967016532225, -0.11133426568324994, 0.10009942964656743, -0.09095401578395956, 0.08335459955590337,
        -0.0769327239458082, 0.0714191904066969, -0.0666627564979042, 0.06267291275010797, -0.05891870715709927, 0.05404526457145731,
        -0.05166140562682035, 0.05935905369338294, -0.05431238749951931, 0.005050508499518516, -0.012178920897676457, 0.15903873424995796,
        -0.13676846111040364, -0.17387344240302827, 0.1471470679269384, 0.23266101188986407, -0.21308614137544563,
    ];

    /// <summary>lgamma(2 + d) / d for |d| of at most one half.</summary>
    private static ReadOnlySpan<double> LgammaTwoTerms =>
    [
        0.42278433509846713, 0.3224670334241133, -0.06735230105319576, 0.02058080842776593, -0.007385551028925231, 0.0028905103318427453,
        -0.001192753901328241, 0.0005096694950903485, -0.00022315497228068534, 9.945794447134872e-05, -4.4923771737313374e-05, 2.0503541819623368e-05,
        -9.45608002757186e-06, 4.393530094777642e-06, -1.9748229356503748e-06, 8.998808552363454e-07, -5.806165432969908e-07, 2.9772510931234493e-07,
    ];

    private static ReadOnlySpan<double> DigammaTerms =>
    [
        0.9510558760318328, -0.4236274212814606, 0.24054248424078722, -0.14840492305388028, 0.09498872445284992, -0.06192213327554236,
        0.04076083394338458, -0.02697579665764229, 0.017907248235717706, -0.011908220152723983, 0.007927023325697993, -0.005279936642721499,
        0.003518088716782161, -0.0023454997728537506, 0.0015635033650566105, -0.0010364323797174555, 0.0006902820793085995, -0.000486033387268651,
        0.00032588152048913614, -0.00014465873878258392, 9.32929335600825e-05, -0.0001783314964520408, 0.00012117545962342957,
    ];
}
