using AutoGrad.Optim;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>One update of parameters whose gradients are given; compared are the parameters after it.</summary>
internal static class Optimizers
{
    public static IEnumerable<Case> Cases =>
        from size in new[] { (Count: 10, Name: "1M"), (Count: 100, Name: "10M") }
        from test in new[]
        {
            Row("SGD, momentum 0.9", 5, "SGD({0}, lr=0.01, momentum=0.9)", static p => new SGD(p, lr: 0.01, momentum: 0.9)),
            Row("Adam", 7, "Adam({0}, lr=1e-3)", static p => new Adam(p, lr: 1e-3)),
            Row("AdamW", 7, "AdamW({0}, lr=1e-3)", static p => new AdamW(p, lr: 1e-3)),
        }
        select test(size.Count, size.Name);

    // traffic: arrays that one update reads or writes.
    private static Func<int, string, Case> Row(string name, int traffic, string torch, Func<Parameter[], Optimizer> make) => (count, size) =>
        new("optimizer", $"{name}, {size} in tensors of 100K", 2, 4, $"""
            parameters = leaves
            for i, p in enumerate(parameters): p.grad = globals()['g%d' % i]
            optimizer = torch.optim.{torch.Replace("{0}", "parameters", StringComparison.Ordinal)}
            def step():
                optimizer.step()
                return parameters[0]
            """,
            data =>
            {
                Parameter[] parameters = [.. Enumerable.Range(0, count).Select(i => data.Parameter($"p{i}", [100_000]))];
                for (int i = 0; i < count; i++)
                {
                    parameters[i].Grad = data.Normal($"g{i}", [100_000]);
                }

                data.Extras.Add(("parameters[-1]", () => parameters[^1].Data));
                Optimizer optimizer = make(parameters);
                return () =>
                {
                    optimizer.Step();
                    return parameters[0];
                };
            })
        {
            Work = new(Bytes: count == 100 ? 4.0 * 100_000 * count * traffic : 0),
        };
}
