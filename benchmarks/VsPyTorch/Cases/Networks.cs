using AutoGrad.NN;
using AutoGrad.Optim;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>Whole training steps: gradients cleared, forward, cross entropy, backward, Adam.</summary>
internal static class Networks
{
    public const string Family = "training step";

    private const string Step = """

        net.load_state_dict(state['net'])
        optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
        def step():
            optimizer.zero_grad(set_to_none=True)
            loss = F.cross_entropy(net(x), y)
            loss.backward()
            optimizer.step()
            return loss
        """;

    private const string TorchCnn = """
        net = nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(),
            nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10))
        """;

    public static IEnumerable<Case> Cases =>
    [
        Mlp(8, 12, 32, 784, 16, 16, 10),
        Mlp(3.5, 5, 64, 784, 128, 128, 10),
        Mlp(2.5, 4, 128, 784, 512, 512, 10),
        new(Family, "MNIST CNN, batch 64, Adam", 1.5, 2.3, TorchCnn + Step, data => Training(data, Cnn(), data.Normal("x", [64, 1, 28, 28])))
        {
            Tolerance = 5e-3, // of two million inputs of relu and max-pooling some are so close that rounding decides where their gradient goes
        },
    ];

    public static Case Mlp(double must, double aim, int batch, params int[] widths)
    {
        string layers = string.Join(", nn.ReLU(), ", widths.Zip(widths.Skip(1), static (a, b) => $"nn.Linear({a}, {b})"));
        return new(Family, $"MLP {batch}-{string.Join('-', widths)}, Adam", must, aim, $"net = nn.Sequential({layers})" + Step,
            data => Training(data, Net(widths), data.Normal("x", [batch, widths[0]])))
        {
            Work = new(Flops: 2.0 * batch * ((3 * widths.Zip(widths.Skip(1), static (a, b) => a * b).Sum()) - (widths[0] * widths[1]))),
        };
    }

    private static Sequential Net(int[] widths)
    {
        var net = new Sequential();
        for (int i = 0; i + 1 < widths.Length; i++)
        {
            if (i > 0)
            {
                net.Append(new ReLU());
            }

            net.Append(new Linear(widths[i], widths[i + 1]));
        }

        return net;
    }

    private static Sequential Cnn() => new(
        new Conv2d(1, 32, 3), new ReLU(), new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2), new Dropout(0.25), new Flatten(),
        new Linear(9216, 128), new ReLU(), new Dropout(0.5), new Linear(128, 10));

    private static Func<object> Training(Inputs data, Sequential net, Tensor x)
    {
        data.Net("net", net);
        Tensor y = data.Integers("y", 10, [x.Shape[0]]);
        var optimizer = new Adam(net.Parameters(), lr: 1e-3);
        return () =>
        {
            optimizer.ZeroGrad();
            Variable loss = F.CrossEntropy(net.Call(x), y);
            loss.Backward();
            optimizer.Step();
            return loss;
        };
    }
}
