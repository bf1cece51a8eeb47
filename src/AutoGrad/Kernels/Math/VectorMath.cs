using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Elementary functions of whole vectors, for T float or double, right over the whole range: infinities, NaN, overflow, underflow, and small arguments.</summary>
/// <remarks>The result of a lane depends on that lane alone, so cutting an array elsewhere never changes a bit.</remarks>
internal static unsafe partial class VectorMath
{
    /// <summary>e^x.</summary>
    public static Vector<T> Exp<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Exp);

    /// <summary>e^x - 1.</summary>
    public static Vector<T> Expm1<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Expm1);

    /// <summary>Natural logarithm.</summary>
    public static Vector<T> Log<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Log);

    /// <summary>log(1 + x).</summary>
    public static Vector<T> Log1p<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Log1p);

    /// <summary>Hyperbolic tangent.</summary>
    public static Vector<T> Tanh<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Tanh);

    /// <summary>1 / (1 + e^-x).</summary>
    public static Vector<T> Sigmoid<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Sigmoid);

    /// <summary>log(1 + e^x).</summary>
    public static Vector<T> Softplus<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Softplus);

    /// <summary>The error function.</summary>
    public static Vector<T> Erf<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Erf);

    /// <summary>1 - erf(x).</summary>
    public static Vector<T> Erfc<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Erfc);

    /// <summary>Sine of an angle in radians.</summary>
    public static Vector<T> Sin<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Sin);

    /// <summary>Cosine of an angle in radians.</summary>
    public static Vector<T> Cos<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Cos);

    /// <summary>Tangent of an angle in radians.</summary>
    public static Vector<T> Tan<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Tan);

    /// <summary>Hyperbolic sine.</summary>
    public static Vector<T> Sinh<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Sinh);

    /// <summary>Hyperbolic cosine.</summary>
    public static Vector<T> Cosh<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Cosh);

    /// <summary>Inverse sine; NaN outside [-1, 1].</summary>
    public static Vector<T> Asin<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Asin);

    /// <summary>Inverse cosine; NaN outside [-1, 1].</summary>
    public static Vector<T> Acos<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Acos);

    /// <summary>Inverse tangent.</summary>
    public static Vector<T> Atan<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Atan);

    /// <summary>Inverse hyperbolic sine.</summary>
    public static Vector<T> Asinh<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Asinh);

    /// <summary>Inverse hyperbolic cosine; NaN below 1.</summary>
    public static Vector<T> Acosh<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Acosh);

    /// <summary>Inverse hyperbolic tangent; NaN outside [-1, 1].</summary>
    public static Vector<T> Atanh<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Atanh);

    /// <summary>2^x.</summary>
    public static Vector<T> Exp2<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Exp2);

    /// <summary>Logarithm to base 2.</summary>
    public static Vector<T> Log2<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Log2);

    /// <summary>Logarithm to base 10.</summary>
    public static Vector<T> Log10<T>(Vector<T> x)
        where T : unmanaged => Map(x, &Math.Log10);

    /// <summary>log |Gamma(x)|; infinite at 0, -1, -2, ....</summary>
    public static Vector<T> Lgamma<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Lgamma);

    /// <summary>The derivative of log Gamma; NaN at negative integers.</summary>
    public static Vector<T> Digamma<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Digamma);

    /// <summary>The y with erf(y) = x; NaN outside [-1, 1].</summary>
    public static Vector<T> Erfinv<T>(Vector<T> x)
        where T : unmanaged => Map(x, &ScalarMath.Erfinv);

    /// <summary>x^y, with the special cases of IEEE 754 pow.</summary>
    public static Vector<T> Pow<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged => Map(x, y, &Math.Pow);

    /// <summary>The angle of the point (x, y), in (-pi, pi].</summary>
    public static Vector<T> Atan2<T>(Vector<T> y, Vector<T> x)
        where T : unmanaged => Map(y, x, &Math.Atan2);
}
