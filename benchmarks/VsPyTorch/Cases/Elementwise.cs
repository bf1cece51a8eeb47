namespace AutoGrad.VsPyTorch.Cases;

/// <summary>One operation on Float32 elements, with a fresh result.</summary>
internal static class Elementwise
{
    private static readonly (int Size, string Name)[] Sizes = [(1000, "1K"), (100_000, "100K"), (10_000_000, "10M")];

    public static IEnumerable<Case> Cases =>
        from size in Sizes
        from test in new[]
        {
            Binary("add", "a + b", static (a, b) => a + b),
            Binary("mul", "a * b", static (a, b) => a * b),
            Unary("exp", 2.5, static x => x.Exp()),
            Unary("tanh", 2.5, static x => x.Tanh()),
            Unary("sigmoid", 2.5, static x => x.Sigmoid()),
            Unary("log", 1.2, static x => x.Log()),
        }
        select test(size.Size, size.Name);

    private static Func<int, string, Case> Binary(string name, string torch, Func<Tensor, Tensor, Tensor> op) => (n, size) =>
        new("elementwise", $"{name} {size}", n > 1_000_000 ? 3 : 1.2, Aim(n), $"def step(): return {torch}", data =>
        {
            Tensor a = data.Normal("a", [n]), b = data.Normal("b", [n]);
            return () => op(a, b);
        })
        {
            Work = Traffic(n, 3),
        };

    private static Func<int, string, Case> Unary(string name, double must, Func<Tensor, Tensor> op) => (n, size) =>
        new("elementwise", $"{name} {size}", n > 1_000_000 ? 3 : must, Aim(n), $"def step(): return torch.{name}(a)", data =>
        {
            Tensor a = data.Uniform("a", [n], 0.01, 5);
            return () => op(a);
        })
        {
            Work = Traffic(n, 2),
        };

    private static double Aim(int n) => n switch { <= 1000 => 6, <= 1_000_000 => 3.5, _ => 5 };

    /// <summary>Memory is the limit only where the operands fit in no cache.</summary>
    private static Work Traffic(int n, int operands) => new(Bytes: n > 1_000_000 ? 4.0 * operands * n : 0);
}
