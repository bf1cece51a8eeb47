using AutoGrad.NN;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Normalisations, softmax, losses, GELU and dropout, each forward and backward.</summary>
internal static class Normalizations
{
    private const string Family = "forward and backward";

    public static IEnumerable<Case> Cases =>
    [
        new(Family, "BatchNorm2d 32x64x56x56", 3, 3.8, """
            net = nn.BatchNorm2d(64)
            net.load_state_dict(state['net'])
            leaves += list(net.parameters())
            def step(): return back(net(x), dy)
            """,
            data =>
            {
                Variable x = data.Leaf("x", [32, 64, 56, 56]);
                BatchNorm2d net = data.Net("net", new BatchNorm2d(64));
                return data.Backward(() => net.Call(x), data.Normal("dy", [32, 64, 56, 56]));
            })
        {
            Work = new(Bytes: 4.0 * 32 * 64 * 56 * 56 * 5), // x twice, y, dy, dx
        },
        .. from rows in new[] { 128, 1024 } from test in Rows(rows) select test,
    ];

    private static IEnumerable<Case> Rows(int rows)
    {
        Shape shape = [rows, 1024];
        return
        [
            Row("LayerNorm", "F.layer_norm(x, [1024], w, b)", data =>
            {
                Variable x = data.Leaf("x", shape), w = data.Leaf("w", [1024]), b = data.Leaf("b", [1024]);
                return data.Backward(() => F.LayerNorm(x, [1024], w, b), data.Normal("dy", shape));
            }),
            Row("softmax", "F.softmax(x, 1)", data =>
            {
                Variable x = data.Leaf("x", shape);
                return data.Backward(() => F.Softmax(x, 1), data.Normal("dy", shape));
            }),
            Row("log_softmax", "F.log_softmax(x, 1)", data =>
            {
                Variable x = data.Leaf("x", shape);
                return data.Backward(() => F.LogSoftmax(x, 1), data.Normal("dy", shape));
            }),
            Row("cross entropy", "F.cross_entropy(x, y)", data =>
            {
                Variable x = data.Leaf("x", shape);
                Tensor y = data.Integers("y", 1024, [rows]);
                return data.Backward(() => F.CrossEntropy(x, y));
            }, gradient: "None"),
            Row("GELU", "F.gelu(x)", data =>
            {
                Variable x = data.Leaf("x", shape);
                return data.Backward(() => F.Gelu(x), data.Normal("dy", shape));
            }),
            Row("GELU, tanh", "F.gelu(x, approximate='tanh')", data =>
            {
                Variable x = data.Leaf("x", shape);
                return data.Backward(() => F.Gelu(x, GeluApproximate.Tanh), data.Normal("dy", shape));
            }),
            Dropout(),
        ];

        Case Row(string name, string torch, Func<Inputs, Func<object>> ours, string gradient = "dy") =>
            new(Family, $"{name} {rows}x1024", 2, 4, $"def step(): return back({torch}, {gradient})", ours);

        // No two generators drop the same elements: compared are the part that is kept, and what is made of it and of the gradient.
        Case Dropout() => new(Family, $"dropout {rows}x1024", 2, 4, """
            def step():
                global y
                y = back(F.dropout(x, 0.25), dy)
                return torch.ones(1)
            def facts(): return torch.stack([(y != 0).float().mean(), (y[y != 0] / x[y != 0]).mean(), (x.grad[y != 0] / dy[y != 0]).mean()]).detach()
            """,
            data =>
            {
                Variable x = data.Leaf("x", Tensor.Rand(shape) + 1);
                data.Leaves.Clear();
                Tensor dy = data.Lend("dy", Tensor.Rand(shape) + 1), one = Tensor.Ones([1]);
                Variable y = x;
                data.Extras.Add(("facts()", () =>
                {
                    Tensor kept = y.Data.Ne(0).To(DType.Float32);
                    Tensor Mean(Tensor ratio) => (ratio * kept).Sum() / kept.Sum();
                    return Tensor.Stack([kept.Mean(), Mean(y.Data / x.Data), Mean(x.Grad!.Data / dy)]);
                }
                ));
                return () =>
                {
                    x.Grad = null;
                    y = F.Dropout(x, 0.25);
                    y.Backward(dy);
                    return one;
                };
            })
        {
            Tolerance = 0.02,
        };
    }
}
