namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Float32 matrix products: squares in the three layouts, the shapes of small networks, and batches shaped like attention.</summary>
internal static class Products
{
    private const string Family = "matmul";

    public static IEnumerable<Case> Cases =>
    [
        .. from n in new[] { 64, 128 } select Product(n, n, n, "NN", 1.4, 1.8),
        .. from n in new[] { 256, 512, 1024, 2048 } from layout in new[] { "NN", "NT", "TN" } select Product(n, n, n, layout),
        Product(64, 128, 784, "NN"),
        Product(128, 512, 784, "NN"),
        Product(784, 512, 128, "TN"),
        Product(128, 784, 512, "NT"),
        Product(32, 16, 784, "NN"),
        Product(784, 16, 32, "TN"),
        Product(32, 16, 784, "NT"),
        Product(64, 10, 128, "NN"),
        Product(1, 512, 784, "NN"),
        Product(1, 4096, 4096, "NN"),
        Batched("queries by keys, 8x8x128x64", [8, 8, 128, 64], [8, 8, 128, 64], transposed: true),
        Batched("weights by values, 8x8x128x128x64", [8, 8, 128, 128], [8, 8, 128, 64], transposed: false),
    ];

    /// <summary>[m, k] by [k, n]; T says that the factor is stored transposed.</summary>
    private static Case Product(int m, int n, int k, string layout, double must = 1, double aim = 1.1)
    {
        bool ta = layout[0] == 'T', tb = layout[1] == 'T';
        return new(Family, $"{m}x{n}x{k} {layout}", must, aim, $"""
            a, b = a{(ta ? ".t()" : "")}, b{(tb ? ".t()" : "")}
            def step(): return a @ b
            """,
            data =>
            {
                Tensor a = data.Normal("a", ta ? [k, m] : [m, k]), b = data.Normal("b", tb ? [n, k] : [k, n]);
                a = ta ? a.Transpose(0, 1) : a;
                b = tb ? b.Transpose(0, 1) : b;
                return () => a.MatMul(b);
            })
        {
            Work = new(Flops: 2.0 * m * n * k, Bytes: m == 1 ? 4.0 * n * k : 0),
        };
    }

    private static Case Batched(string name, Shape a, Shape b, bool transposed) => new(Family, name, 1.2, 2, $"""
        b = b{(transposed ? ".transpose(-2, -1)" : "")}
        def step(): return a @ b
        """,
        data =>
        {
            Tensor left = data.Normal("a", a), right = data.Normal("b", b);
            right = transposed ? right.Transpose(-2, -1) : right;
            return () => left.MatMul(right);
        })
    {
        Work = new(Flops: 2.0 * 64 * 128 * 128 * 64),
    };
}
