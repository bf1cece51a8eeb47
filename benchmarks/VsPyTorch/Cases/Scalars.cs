namespace AutoGrad.VsPyTorch.Cases;

/// <summary>What one operation costs beside its arithmetic: long chains of operations on almost nothing.</summary>
internal static class Scalars
{
    private const string Family = "overhead";

    public static IEnumerable<Case> Cases =>
    [
        new(Family, "1000 chained scalar multiplications, forward and backward", 50, 150, """
            def step():
                y = x
                for _ in range(1000): y = y * w
                return back(y)
            """,
            data =>
            {
                Variable x = data.Leaf("x", Tensor.From(1.5f)), w = data.Leaf("w", Tensor.From(0.9999f));
                return data.Backward(() =>
                {
                    Variable y = x;
                    for (int i = 0; i < 1000; i++)
                    {
                        y *= w;
                    }

                    return y;
                });
            }),
    ];
}
