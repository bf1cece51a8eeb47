using F = AutoGrad.NN.Functional;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Moving elements: by index, side by side, and across.</summary>
internal static class Indexing
{
    private static readonly Shape Square = [1024, 1024];

    public static IEnumerable<Case> Cases =>
    [
        Row("embedding 64x128 of 10000x128, forward", "def step(): return F.embedding(i, a)", data =>
        {
            Tensor a = data.Normal("a", [10000, 128]), i = data.Integers("i", 10000, [64, 128]);
            return () => F.Embedding(i, a);
        }),
        Row("embedding 64x128 of 10000x128, forward and backward", "def step(): return back(F.embedding(i, a), dy)", data =>
        {
            Variable a = data.Leaf("a", [10000, 128]);
            Tensor i = data.Integers("i", 10000, [64, 128]);
            return data.Backward(() => F.Embedding(i, a), data.Normal("dy", [64, 128, 128]));
        }),
        .. from dim in new[] { 0, 1 }
           from test in new[]
           {
               Row($"gather 1024x1024, dim {dim}", $"def step(): return a.gather({dim}, i)", data =>
               {
                   Tensor a = data.Normal("a", Square), i = data.Integers("i", 1024, Square);
                   return () => a.Gather(dim, i);
               }),
               Row($"scatter_add 1024x1024, dim {dim}", $"def step(): return a.scatter_add({dim}, i, b)", data =>
               {
                   Tensor a = data.Normal("a", Square), b = data.Normal("b", Square), i = data.Integers("i", 1024, Square);
                   return () => a.ScatterAdd(dim, i, b);
               }),
               Row($"index_select 1024 of 1024x1024, dim {dim}", $"def step(): return a.index_select({dim}, i)", data =>
               {
                   Tensor a = data.Normal("a", Square), i = data.Integers("i", 1024, [1024]);
                   return () => a.IndexSelect(dim, i);
               }),
               Row($"cat of four 256x1024 or 1024x256, dim {dim}", $"def step(): return torch.cat([a, b, c, d], {dim})", data =>
               {
                   Shape shape = dim == 0 ? [256, 1024] : [1024, 256];
                   Tensor a = data.Normal("a", shape), b = data.Normal("b", shape), c = data.Normal("c", shape), d = data.Normal("d", shape);
                   return () => Tensor.Cat([a, b, c, d], dim);
               }),
           }
           select test,
        Row("transposed copy 1024x1024", "def step(): return a.t().contiguous()", data =>
        {
            Tensor a = data.Normal("a", Square).Transpose(0, 1);
            return () => a.Contiguous();
        }),
        Row("transposed copy 32x128x8x64 to 32x8x128x64", "def step(): return a.transpose(1, 2).contiguous()", data =>
        {
            Tensor a = data.Normal("a", [32, 128, 8, 64]).Transpose(1, 2);
            return () => a.Contiguous();
        }),
    ];

    private static Case Row(string name, string torch, Func<Inputs, Func<object>> ours) => new("moving", name, 1, 2, torch, ours);
}
