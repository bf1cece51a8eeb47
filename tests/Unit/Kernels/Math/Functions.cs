using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>The functions of one argument, each with a scalar Float64 reference for floats and the promised bounds, in ulp.</summary>
/// <param name="Float">The kernel for Float32.</param>
/// <param name="Double">The kernel for Float64.</param>
/// <param name="Reference">A Float64 function that is itself checked against 100 digits.</param>
/// <param name="FloatUlp">The largest error promised for Float32.</param>
/// <param name="DoubleUlp">The largest error promised for Float64.</param>
internal sealed record Function(
    Func<Vector<float>, Vector<float>> Float, Func<Vector<double>, Vector<double>> Double, Func<double, double> Reference, double FloatUlp, double DoubleUlp)
{
    public static readonly IReadOnlyDictionary<string, Function> All = new Dictionary<string, Function>
    {
        ["Exp"] = new(VectorMath.Exp, VectorMath.Exp, Math.Exp, 4, 4),
        ["Expm1"] = new(VectorMath.Expm1, VectorMath.Expm1, ScalarMath.Expm1, 4, 4),
        ["Exp2"] = new(VectorMath.Exp2, VectorMath.Exp2, ScalarMath.Exp2, 4, 4),
        ["Log"] = new(VectorMath.Log, VectorMath.Log, Math.Log, 4, 4),
        ["Log2"] = new(VectorMath.Log2, VectorMath.Log2, Math.Log2, 4, 4),
        ["Log10"] = new(VectorMath.Log10, VectorMath.Log10, Math.Log10, 4, 4),
        ["Log1p"] = new(VectorMath.Log1p, VectorMath.Log1p, ScalarMath.Log1p, 4, 4),
        ["Tanh"] = new(VectorMath.Tanh, VectorMath.Tanh, Math.Tanh, 4, 4),
        ["Sigmoid"] = new(VectorMath.Sigmoid, VectorMath.Sigmoid, ScalarMath.Sigmoid, 4, 4),
        ["Softplus"] = new(VectorMath.Softplus, VectorMath.Softplus, ScalarMath.Softplus, 4, 4),
        ["Erf"] = new(VectorMath.Erf, VectorMath.Erf, ScalarMath.Erf, 4, 4),
        ["Erfc"] = new(VectorMath.Erfc, VectorMath.Erfc, ScalarMath.Erfc, 4, 4),
        ["Erfinv"] = new(VectorMath.Erfinv, VectorMath.Erfinv, ScalarMath.Erfinv, 4, 4),
        ["Sin"] = new(VectorMath.Sin, VectorMath.Sin, Math.Sin, 4, 4),
        ["Cos"] = new(VectorMath.Cos, VectorMath.Cos, Math.Cos, 4, 4),
        ["Tan"] = new(VectorMath.Tan, VectorMath.Tan, Math.Tan, 4, 4),
        ["Sinh"] = new(VectorMath.Sinh, VectorMath.Sinh, Math.Sinh, 4, 4),
        ["Cosh"] = new(VectorMath.Cosh, VectorMath.Cosh, Math.Cosh, 4, 4),
        ["Asin"] = new(VectorMath.Asin, VectorMath.Asin, Math.Asin, 4, 4),
        ["Acos"] = new(VectorMath.Acos, VectorMath.Acos, Math.Acos, 4, 4),
        ["Atan"] = new(VectorMath.Atan, VectorMath.Atan, Math.Atan, 4, 4),
        ["Asinh"] = new(VectorMath.Asinh, VectorMath.Asinh, Math.Asinh, 4, 4),
        ["Acosh"] = new(VectorMath.Acosh, VectorMath.Acosh, Math.Acosh, 4, 4),
        ["Atanh"] = new(VectorMath.Atanh, VectorMath.Atanh, Math.Atanh, 4, 4),
        ["Lgamma"] = new(VectorMath.Lgamma, VectorMath.Lgamma, ScalarMath.Lgamma, 4, 5),
        ["Digamma"] = new(VectorMath.Digamma, VectorMath.Digamma, ScalarMath.Digamma, 4, 5),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
