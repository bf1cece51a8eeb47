using AutoGrad.NN;
using AutoGrad.Tests.Fixtures;
using Call = System.Func<AutoGrad.Tests.Fixtures.FixtureCase, AutoGrad.Variable[], AutoGrad.Variable>;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Elementwise;

/// <summary>PyTorch's name of each elementwise operation, and the call that stands for it here.</summary>
internal static class ElementwiseCalls
{
    private static readonly Dictionary<string, Call> Unary = new()
    {
        ["abs"] = (_, x) => x[0].Abs(),
        ["neg"] = (_, x) => x[0].Neg(),
        ["positive"] = (_, x) => x[0].Positive(),
        ["exp"] = (_, x) => x[0].Exp(),
        ["exp2"] = (_, x) => x[0].Exp2(),
        ["expm1"] = (_, x) => x[0].Expm1(),
        ["log"] = (_, x) => x[0].Log(),
        ["log2"] = (_, x) => x[0].Log2(),
        ["log10"] = (_, x) => x[0].Log10(),
        ["log1p"] = (_, x) => x[0].Log1p(),
        ["sqrt"] = (_, x) => x[0].Sqrt(),
        ["rsqrt"] = (_, x) => x[0].Rsqrt(),
        ["square"] = (_, x) => x[0].Square(),
        ["reciprocal"] = (_, x) => x[0].Reciprocal(),
        ["sin"] = (_, x) => x[0].Sin(),
        ["cos"] = (_, x) => x[0].Cos(),
        ["tan"] = (_, x) => x[0].Tan(),
        ["asin"] = (_, x) => x[0].Asin(),
        ["acos"] = (_, x) => x[0].Acos(),
        ["atan"] = (_, x) => x[0].Atan(),
        ["sinh"] = (_, x) => x[0].Sinh(),
        ["cosh"] = (_, x) => x[0].Cosh(),
        ["tanh"] = (_, x) => x[0].Tanh(),
        ["asinh"] = (_, x) => x[0].Asinh(),
        ["acosh"] = (_, x) => x[0].Acosh(),
        ["atanh"] = (_, x) => x[0].Atanh(),
        ["sigmoid"] = (_, x) => x[0].Sigmoid(),
        ["relu"] = (_, x) => x[0].Relu(),
        ["erf"] = (_, x) => x[0].Erf(),
        ["erfc"] = (_, x) => x[0].Erfc(),
        ["erfinv"] = (_, x) => x[0].Erfinv(),
        ["lgamma"] = (_, x) => x[0].Lgamma(),
        ["digamma"] = (_, x) => x[0].Digamma(),
        ["polygamma"] = (c, x) => x[0].Polygamma(c.Args.Int("n")),
        ["sinc"] = (_, x) => x[0].Sinc(),
        ["logit"] = (c, x) => x[0].Logit(c.Args.Has("eps") ? c.Args.Double("eps") : null),
        ["sign"] = (_, x) => x[0].Sign(),
        ["sgn"] = (_, x) => x[0].Sgn(),
        ["floor"] = (_, x) => x[0].Floor(),
        ["ceil"] = (_, x) => x[0].Ceil(),
        ["round"] = (c, x) => x[0].Round(c.Args.Int("decimals", 0)),
        ["trunc"] = (_, x) => x[0].Trunc(),
        ["frac"] = (_, x) => x[0].Frac(),
        ["nan_to_num"] = (c, x) => c.Args.Has("nan")
            ? x[0].NanToNum(c.Args.Double("nan"), c.Args.Double("posinf"), c.Args.Double("neginf")) : x[0].NanToNum(),
        ["isnan"] = (_, x) => x[0].IsNaN(),
        ["isinf"] = (_, x) => x[0].IsInf(),
        ["isfinite"] = (_, x) => x[0].IsFinite(),
        ["isposinf"] = (_, x) => x[0].IsPosInf(),
        ["isneginf"] = (_, x) => x[0].IsNegInf(),
        ["isreal"] = (_, x) => x[0].IsReal(),
        ["isin"] = (c, x) => x[0].IsIn(x[1], c.Args.Bool("invert")),
        ["pow"] = (c, x) => x.Length == 2 ? x[0].Pow(x[1]) : c.Args.Has("base") ? Variable.Pow(Number(c, "base"), x[0]) : x[0].Pow(Number(c, "exponent")),
        ["float_power"] = (c, x) => x.Length == 2 ? x[0].FloatPower(x[1]) : x[0].FloatPower(Number(c, "exponent")),
        ["clamp"] = (c, x) => x.Length == 3 ? x[0].Clamp(x[1], x[2]) : x[0].Clamp(Bound(c, "min"), Bound(c, "max")),
        ["clamp_min"] = (c, x) => x[0].ClampMin(Number(c, "min")),
        ["clamp_max"] = (c, x) => x[0].ClampMax(Number(c, "max")),
    };

    private static readonly Dictionary<string, Call> Binary = new()
    {
        ["add"] = (c, x) => c.Args.Has("alpha") ? x[0].Add(x[1], Number(c, "alpha")) : x.Length == 2 ? x[0].Add(x[1]) : x[0] + Number(c, "other"),
        ["sub"] = (c, x) => c.Args.Has("alpha") ? x[0].Sub(x[1], Number(c, "alpha")) : With(c, x, (a, b) => a - b, (a, s) => a - s, (s, b) => s - b),
        ["mul"] = (c, x) => With(c, x, (a, b) => a * b, (a, s) => a * s, (s, b) => s * b),
        ["div"] = (c, x) => c.Args.Has("rounding_mode")
            ? x[0].Div(x[1], Enum.Parse<RoundingMode>(c.Args.Text("rounding_mode"), ignoreCase: true))
            : With(c, x, (a, b) => a / b, (a, s) => a / s, (s, b) => s / b),
        ["true_divide"] = (_, x) => x[0].TrueDivide(x[1]),
        ["rsub"] = (c, x) => x[0].Rsub(Number(c, "other")),
        ["floor_divide"] = (c, x) => With(c, x, (a, b) => a.FloorDivide(b), (a, s) => a.FloorDivide(s)),
        ["remainder"] = (c, x) => With(c, x, (a, b) => a.Remainder(b), (a, s) => a.Remainder(s), (s, b) => ((Variable)s.Like(b.DType)).Remainder(b)),
        ["fmod"] = (c, x) => With(c, x, (a, b) => a.Fmod(b), (a, s) => a.Fmod(s)),
        ["maximum"] = (_, x) => x[0].Maximum(x[1]),
        ["minimum"] = (_, x) => x[0].Minimum(x[1]),
        ["fmax"] = (_, x) => x[0].Fmax(x[1]),
        ["fmin"] = (_, x) => x[0].Fmin(x[1]),
        ["where"] = (_, x) => Variable.Where(x[0], x[1], x[2]),
        ["lerp"] = (c, x) => x.Length == 3 ? x[0].Lerp(x[1], x[2]) : x[0].Lerp(x[1], c.Args.Double("weight")),
        ["addcmul"] = (c, x) => x[0].Addcmul(x[1], x[2], Bound(c, "value")),
        ["addcdiv"] = (c, x) => x[0].Addcdiv(x[1], x[2], Bound(c, "value")),
        ["atan2"] = (_, x) => x[0].Atan2(x[1]),
        ["hypot"] = (_, x) => x[0].Hypot(x[1]),
        ["logaddexp"] = (_, x) => x[0].LogAddExp(x[1]),
        ["logaddexp2"] = (_, x) => x[0].LogAddExp2(x[1]),
        ["xlogy"] = (c, x) => With(c, x, (a, b) => a.Xlogy(b), (a, s) => a.Xlogy(s)),
        ["copysign"] = (_, x) => x[0].CopySign(x[1]),
        ["heaviside"] = (_, x) => x[0].Heaviside(x[1]),
        ["bitwise_and"] = (_, x) => x[0].BitwiseAnd(x[1]),
        ["bitwise_or"] = (_, x) => x[0].BitwiseOr(x[1]),
        ["bitwise_xor"] = (_, x) => x[0].BitwiseXor(x[1]),
        ["bitwise_not"] = (_, x) => x[0].BitwiseNot(),
        ["bitwise_left_shift"] = (_, x) => x[0].BitwiseLeftShift(x[1]),
        ["bitwise_right_shift"] = (_, x) => x[0].BitwiseRightShift(x[1]),
        ["eq"] = (c, x) => With(c, x, (a, b) => a.Eq(b), (a, s) => a.Eq(s)),
        ["ne"] = (c, x) => With(c, x, (a, b) => a.Ne(b), (a, s) => a.Ne(s)),
        ["lt"] = (c, x) => With(c, x, (a, b) => a.Lt(b), (a, s) => a.Lt(s)),
        ["le"] = (c, x) => With(c, x, (a, b) => a.Le(b), (a, s) => a.Le(s)),
        ["gt"] = (c, x) => With(c, x, (a, b) => a.Gt(b), (a, s) => a.Gt(s)),
        ["ge"] = (c, x) => With(c, x, (a, b) => a.Ge(b), (a, s) => a.Ge(s)),
        ["logical_and"] = (_, x) => x[0].LogicalAnd(x[1]),
        ["logical_or"] = (_, x) => x[0].LogicalOr(x[1]),
        ["logical_xor"] = (_, x) => x[0].LogicalXor(x[1]),
        ["logical_not"] = (_, x) => x[0].LogicalNot(),
        ["isclose"] = (c, x) => x[0].IsClose(x[1], c.Args.Double("rtol", 1e-5), c.Args.Double("atol", 1e-8), c.Args.Bool("equal_nan")),
        ["allclose"] = (c, x) => Tensor.Full([], x[0].AllClose(x[1], equalNan: c.Args.Bool("equal_nan")) ? 1 : 0, DType.Bool),
        ["equal"] = (_, x) => Tensor.Full([], x[0].Equal(x[1]) ? 1 : 0, DType.Bool),
        ["all"] = (c, x) => c.Args.Has("dim") ? x[0].All(c.Args.Int("dim"), c.Args.Bool("keepdim")) : x[0].All(),
        ["any"] = (c, x) => c.Args.Has("dim") ? x[0].Any(c.Args.Int("dim"), c.Args.Bool("keepdim")) : x[0].Any(),
    };

    private static readonly Dictionary<string, Call> Activations = new()
    {
        ["relu"] = (_, x) => F.Relu(x[0]),
        ["leaky_relu"] = (c, x) => F.LeakyRelu(x[0], c.Args.Double("negative_slope", 0.01)),
        ["elu"] = (c, x) => F.Elu(x[0], c.Args.Double("alpha", 1)),
        ["selu"] = (_, x) => F.Selu(x[0]),
        ["celu"] = (c, x) => F.Celu(x[0], c.Args.Double("alpha", 1)),
        ["gelu"] = (c, x) => F.Gelu(x[0], c.Args.Text("approximate") == "tanh" ? GeluApproximate.Tanh : GeluApproximate.None),
        ["silu"] = (_, x) => F.Silu(x[0]),
        ["mish"] = (_, x) => F.Mish(x[0]),
        ["sigmoid"] = (_, x) => F.Sigmoid(x[0]),
        ["logsigmoid"] = (_, x) => F.LogSigmoid(x[0]),
        ["tanh"] = (_, x) => F.Tanh(x[0]),
        ["softplus"] = (c, x) => F.Softplus(x[0], c.Args.Double("beta", 1), c.Args.Double("threshold", 20)),
        ["softsign"] = (_, x) => F.Softsign(x[0]),
        ["tanhshrink"] = (_, x) => F.Tanhshrink(x[0]),
        ["hardtanh"] = (c, x) => F.Hardtanh(x[0], c.Args.Double("min_val", -1), c.Args.Double("max_val", 1)),
        ["relu6"] = (_, x) => F.Relu6(x[0]),
        ["hardsigmoid"] = (_, x) => F.Hardsigmoid(x[0]),
        ["hardswish"] = (_, x) => F.Hardswish(x[0]),
        ["hardshrink"] = (c, x) => F.Hardshrink(x[0], c.Args.Double("lambd", 0.5)),
        ["softshrink"] = (c, x) => F.Softshrink(x[0], c.Args.Double("lambd", 0.5)),
        ["threshold"] = (c, x) => F.Threshold(x[0], c.Args.Double("threshold"), c.Args.Double("value")),
        ["prelu"] = (_, x) => F.Prelu(x[0], x[1]),
        ["glu"] = (c, x) => F.Glu(x[0], c.Args.Int("dim", -1)),
        ["identity"] = (_, x) => F.Identity(x[0]).Clone(),
        ["step"] = (_, x) => F.Step(x[0]),
        ["arctan"] = (_, x) => F.Arctan(x[0]),
        ["bent_identity"] = (_, x) => F.BentIdentity(x[0]),
        ["sinusoid"] = (_, x) => F.Sinusoid(x[0]),
        ["sinc"] = (_, x) => F.Sinc(x[0]),
        ["gaussian"] = (_, x) => F.Gaussian(x[0]),
        ["soft_exponential"] = (c, x) => F.SoftExponential(x[0], c.Args.Double("alpha")),
        ["maxout"] = (c, x) => F.Maxout(x[0], c.Args.Int("groups")),
    };

    /// <summary>The call that stands for a recorded one, or null where the operation belongs elsewhere.</summary>
    internal static Call? Of(string file, FixtureCase c) =>
        file == "activations" ? Activations.GetValueOrDefault(c.Op)
        : Unary.GetValueOrDefault(c.Op) ?? Binary.GetValueOrDefault(c.Op) ?? Activations.GetValueOrDefault(c.Op);

    private static Variable With(
        FixtureCase c, Variable[] x, Func<Variable, Variable, Variable> both, Func<Variable, Scalar, Variable> numberSecond, Func<Scalar, Variable, Variable>? numberFirst = null) =>
        x.Length == 2 ? both(x[0], x[1]) : c.Args.Has("other") ? numberSecond(x[0], Number(c, "other")) : numberFirst!(Number(c, "input"), x[0]);

    private static Scalar? Bound(FixtureCase c, string name) => c.Args.Has(name) ? Number(c, name) : null;

    private static Scalar Number(FixtureCase c, string name) => c.Args.IsInteger(name) ? (Scalar)(long)c.Args.Int(name) : c.Args.Double(name);
}
