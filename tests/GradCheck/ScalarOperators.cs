namespace AutoGrad.Tests.Gradients;

/// <summary>Arithmetic with numbers, until the library has its own.</summary>
internal static class ScalarOperators
{
    private static Variable Of(double value, DType dtype) => Tensor.Full([], value, dtype);

    extension(Variable)
    {
        public static Variable operator *(Variable a, double b) => a * Of(b, a.DType);
        public static Variable operator *(double a, Variable b) => b * Of(a, b.DType);
        public static Variable operator +(Variable a, double b) => a + Of(b, a.DType);
        public static Variable operator +(double a, Variable b) => b + Of(a, b.DType);
        public static Variable operator /(Variable a, double b) => a / Of(b, a.DType);
        public static Variable operator /(double a, Variable b) => Of(a, b.DType) / b;
    }

    extension(Tensor)
    {
        public static Tensor operator *(Tensor a, double b) => a.Mul(Of(b, a.DType).Data);
        public static Tensor operator +(Tensor a, double b) => a.Add(Of(b, a.DType).Data);
    }
}
