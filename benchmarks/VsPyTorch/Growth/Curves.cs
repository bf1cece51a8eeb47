using AutoGrad.NN;
using AutoGrad.Optim;
using AutoGrad.VsPyTorch.Cases;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.VsPyTorch.Growth;

/// <summary>The plots of docs/performance.md.</summary>
internal static class Curves
{
    private const int ChainLength = 100;

    public static IReadOnlyList<Curve> All =>
    [
        new("growth-batch.svg", "training step of an MLP 128-128-128-10 with Adam", "batch",
            [.. Powers(1, 4096, 4).Select(static n => (n, Networks.Mlp(1, 1, n, 128, 128, 128, 10)))]),
        new("growth-width.svg", "training step of an MLP w-w-w-10 with Adam, batch 64", "width w",
            [.. Powers(16, 2048, 2).Select(static n => (n, Networks.Mlp(1, 1, 64, n, n, n, 10)))]),
        new("growth-depth.svg", "training step of residual layers 16 wide, batch 16", "layers",
            [.. Powers(1, 10_000, 10).Select(static n => (n, Deep(n)))]),
        new("growth-overhead.svg", "one multiplication forward and backward, in a chain of 100", "elements",
            [.. Powers(1, 4096, 4).Select(static n => (n, Chain(n)))], ChainLength),
    ];

    private static IEnumerable<int> Powers(int first, int last, int factor)
    {
        for (long n = first; n <= last; n *= factor)
        {
            yield return (int)n;
        }
    }

    private static Case Chain(int n) => new("growth", $"chain of {n} elements", 1, 1, $"""
        def step():
            y = x
            for _ in range({ChainLength}): y = y * w
            return back(y, dy)
        """,
        data =>
        {
            Variable x = data.Leaf("x", [n]), w = data.Leaf("w", Tensor.Full([n], 0.999));
            return data.Backward(() =>
            {
                Variable y = x;
                for (int i = 0; i < ChainLength; i++)
                {
                    y *= w;
                }

                return y;
            }, data.Normal("dy", [n]));
        });

    /// <summary>x + relu(linear(x)), again and again; small weights and a learning rate of 0 keep the numbers in range at any depth.</summary>
    private static Case Deep(int depth) => new("growth", $"{depth} layers", 1, 1, $$"""
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.layers = nn.ModuleList(nn.Linear(16, 16) for _ in range({{depth}}))
            def forward(self, x):
                for layer in self.layers: x = x + F.relu(layer(x))
                return x
        net = Net()
        net.load_state_dict(state['net'])
        optimizer = torch.optim.SGD(net.parameters(), lr=0.0)
        def step():
            optimizer.zero_grad(set_to_none=True)
            loss = net(x).square().mean()
            loss.backward()
            optimizer.step()
            return loss
        """,
        data =>
        {
            var net = new ResidualNet(depth);
            foreach (Parameter parameter in net.Parameters())
            {
                parameter.Data.MulInPlace(1.0 / depth);
            }

            data.Net("net", net);
            Tensor x = data.Normal("x", [16, 16]);
            var optimizer = new SGD(net.Parameters(), lr: 0);
            return () =>
            {
                optimizer.ZeroGrad();
                Variable loss = net.Call(x).Square().Mean();
                loss.Backward();
                optimizer.Step();
                return loss;
            };
        });

    private sealed class ResidualNet(int depth) : Module<Variable, Variable>
    {
        private readonly ModuleList<Linear> _layers = new(Enumerable.Range(0, depth).Select(static _ => new Linear(16, 16)));

        protected override Variable Forward(Variable x)
        {
            foreach (Linear layer in _layers)
            {
                x += F.Relu(layer.Call(x));
            }

            return x;
        }
    }
}
