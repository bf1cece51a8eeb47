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
        ["Exp"] = new(VectorMath.Exp, VectorMath.Exp, Math.Exp, 1, 3),
        ["Expm1"] = new(VectorMath.Expm1, VectorMath.Expm1, ScalarMath.Expm1, 2, 3),
        ["Exp2"] = new(VectorMath.Exp2, VectorMath.Exp2, ScalarMath.Exp2, 1, 2),
        ["Log"] = new(VectorMath.Log, VectorMath.Log, Math.Log, 1, 2),
        ["Log2"] = new(VectorMath.Log2, VectorMath.Log2, Math.Log2, 1, 2),
        ["Log10"] = new(VectorMath.Log10, VectorMath.Log10, Math.Log10, 1, 3),
        ["Log1p"] = new(VectorMath.Log1p, VectorMath.Log1p, ScalarMath.Log1p, 2, 2),
        ["Tanh"] = new(VectorMath.Tanh, VectorMath.Tanh, Math.Tanh, 3, 3),
        ["Sigmoid"] = new(VectorMath.Sigmoid, VectorMath.Sigmoid, ScalarMath.Sigmoid, 3, 4),
        ["Softplus"] = new(VectorMath.Softplus, VectorMath.Softplus, ScalarMath.Softplus, 2, 3),
        ["Erf"] = new(VectorMath.Erf, VectorMath.Erf, ScalarMath.Erf, 3, 2),
        ["Erfc"] = new(VectorMath.Erfc, VectorMath.Erfc, ScalarMath.Erfc, 1, 4),
        ["Erfinv"] = new(VectorMath.Erfinv, VectorMath.Erfinv, ScalarMath.Erfinv, 1, 4),
        ["Gelu"] = new(VectorMath.Gelu, VectorMath.Gelu, ScalarMath.Gelu, 4, 6),
        ["GeluTanh"] = new(VectorMath.GeluTanh, VectorMath.GeluTanh, ScalarMath.GeluTanh, 4, 6),
        ["Sin"] = new(VectorMath.Sin, VectorMath.Sin, Math.Sin, 2, 2),
        ["Cos"] = new(VectorMath.Cos, VectorMath.Cos, Math.Cos, 2, 2),
        ["Tan"] = new(VectorMath.Tan, VectorMath.Tan, Math.Tan, 4, 2),
        ["Sinh"] = new(VectorMath.Sinh, VectorMath.Sinh, Math.Sinh, 1, 3),
        ["Cosh"] = new(VectorMath.Cosh, VectorMath.Cosh, Math.Cosh, 1, 2),
        ["Asin"] = new(VectorMath.Asin, VectorMath.Asin, Math.Asin, 1, 2),
        ["Acos"] = new(VectorMath.Acos, VectorMath.Acos, Math.Acos, 1, 2),
        ["Atan"] = new(VectorMath.Atan, VectorMath.Atan, Math.Atan, 1, 2),
        ["Asinh"] = new(VectorMath.Asinh, VectorMath.Asinh, Math.Asinh, 1, 2),
        ["Acosh"] = new(VectorMath.Acosh, VectorMath.Acosh, Math.Acosh, 1, 2),
        ["Atanh"] = new(VectorMath.Atanh, VectorMath.Atanh, Math.Atanh, 1, 2),
        ["Lgamma"] = new(VectorMath.Lgamma, VectorMath.Lgamma, ScalarMath.Lgamma, 1, 4),
        ["Digamma"] = new(VectorMath.Digamma, VectorMath.Digamma, ScalarMath.Digamma, 1, 4),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
