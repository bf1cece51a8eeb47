using System.Globalization;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Recurrent;

public class RecurrentTests
{
    private const int Steps = 3, Batch = 2, Features = 2, Hidden = 2;

    /// <summary>
    /// Made by PyTorch 1.13 with line(a, b, *shape) = torch.linspace(a, b, numel).reshape(shape) in float64: a layer of the kind below with
    /// weight_ih = line(-1, 1, gates, 2), weight_hh = line(0.8, -0.6, gates, 2), bias_ih = line(0.1, 0.5, gates), bias_hh = line(-0.3, 0.2, gates),
    /// x = line(-1, 2, 3, 2, 2), h0 = line(-0.5, 0.5, 2, 2), c0 = line(0.2, 0.8, 2, 2); y is the output for both orders of time, with the last cell state behind it,
    /// and g the sums of the gradients of x, weight_ih, weight_hh, bias_hh, h0 and c0 for the loss (y * line(-1, 1.5, 3, 2, 2)).sum(), forwards in time.
    /// </summary>
    private static readonly Dictionary<string, (string Y, string Back, string G)> Expected = new()
    {
        ["LSTM"] = (
            "0.0755061037 0.0530920356 0.237696042 0.210356417 0.158148737 0.227832491 0.2590222 0.407079981 0.108425531 0.279367284 0.099588299 0.310879512 0.120997577 0.302737123 0.105898827 0.329071586",
            "0.0694691887 0.000806290404 0.132345755 0.153069044 0.124242555 0.262569468 0.144669383 0.38300049 0.0633244147 0.249692284 0.157338325 0.421453172 0.214004127 0.00326373998 0.276849851 0.349708072",
            "-0.620808238 4.04267402 1.31262576 2.20353087 0.0416381364 0.245491044"),
        ["GRU"] = (
            "-0.415853193 -0.379861184 0.109178404 0.200172469 0.13661934 0.0823162298 0.489986253 0.463767563 0.59497225 0.357037078 0.771678044 0.605842982 0.59497225 0.357037078 0.771678044 0.605842982",
            "0.137000827 -0.219718781 0.423742084 0.204315593 0.478214391 0.38927483 0.732322996 0.74049863 0.394912643 0.183360745 0.649729995 0.63394169 0.137000827 -0.219718781 0.423742084 0.204315593",
            "0.468017403 -1.88886663 0.0697386165 -1.35198934 -0.40964735"),
        ["RNN_TANH"] = (
            "0.527639798 -0.191543913 0.547743215 0.0444152037 -0.0538053318 0.813913029 -0.59566064 0.938047068 -0.927249487 0.968487056 -0.991984992 0.992518352 -0.927249487 0.968487056 -0.991984992 0.992518352",
            "0.584175426 -0.538576443 -0.128713074 -0.0357488251 -0.699570581 0.55803043 -0.920417832 0.875255183 -0.980953391 0.991274697 -0.979856117 0.994574472 0.584175426 -0.538576443 -0.128713074 -0.0357488251",
            "-0.315507086 4.06934276 0.998087718 -1.46104385 -0.342212513"),
        ["RNN_RELU"] = (
            "0.586868687 0 0.615151515 0.0444444444 0.0573737374 1.01569024 0 1.71252525 0 1.93142088 0 2.24824242 0 1.93142088 0 2.24824242",
            "1.43676768 0 0.331515152 0.337212121 0.492929293 0 0 0.0490909091 0 2.71515152 0 2.95353535 1.43676768 0 0.331515152 0.337212121",
            "4.62141414 9.87939394 3.38470768 -0.240606061 -1.74210101"),
    };

    private static Variable Line(double from, double to, params int[] shape) =>
        new(Tensor.Linspace(from, to, Shape.Create(shape).NumEl, DType.Float64).Reshape(shape), requiresGrad: true);

    private static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    [Theory]
    [InlineData("LSTM")]
    [InlineData("GRU")]
    [InlineData("RNN_TANH")]
    [InlineData("RNN_RELU")]
    public void Layers_agree_with_pytorch_in_both_directions(string kind)
    {
        int gates = Hidden * (kind switch { "LSTM" => 4, "GRU" => 3, _ => 1 });
        Variable wi = Line(-1, 1, gates, Features), wh = Line(0.8, -0.6, gates, Hidden), bi = Line(0.1, 0.5, gates), bh = Line(-0.3, 0.2, gates);
        Variable x = Line(-1, 2, Steps, Batch, Features), h0 = Line(-0.5, 0.5, Batch, Hidden), c0 = Line(0.2, 0.8, Batch, Hidden);
        (Variable Y, Variable Last) Run(bool reverse)
        {
            switch (kind)
            {
                case "LSTM":
                    (Variable y, Variable h, Variable c) = F.LstmLayer(x, h0, c0, wi, wh, bi, bh, reverse);
                    Assert.Equal(y.Data.ToArray<double>()[(reverse ? ..(Batch * Hidden) : ^(Batch * Hidden)..)], h.Data.ToArray<double>());
                    return (y, c);
                case "GRU":
                    return F.GruLayer(x, h0, wi, wh, bi, bh, reverse);
                default:
                    return F.RnnLayer(x, h0, wi, wh, bi, bh, kind == "RNN_RELU", reverse);
            }
        }

        (string forward, string backward, string gradients) = Expected[kind];
        foreach ((bool reverse, string text) in new[] { (false, forward), (true, backward) })
        {
            (Variable y, Variable last) = Run(reverse);
            double[] expected = Numbers(text), actual = [.. y.Data.ToArray<double>(), .. last.Data.ToArray<double>()];
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(Enumerable.Range(0, actual.Length), i => Assert.Equal(expected[i], actual[i], 1e-7));
        }

        Variable[] wrt = kind == "LSTM" ? [x, wi, wh, bh, h0, c0] : [x, wi, wh, bh, h0];
        Variable loss = (Run(false).Y * Line(-1, 1.5, Steps, Batch, Hidden).Data).Sum();
        double[] sums = Numbers(gradients);
        foreach (bool record in new[] { false, true })
        {
            Variable?[] d = Autodiff.Grad([loss], wrt, createGraph: record, retainGraph: true);
            Assert.All(Enumerable.Range(0, wrt.Length), i => Assert.Equal(sums[i], d[i]!.Sum().Item(), 1e-7));
        }
    }

    [Fact]
    public void Many_sequences_in_blocks_agree_with_the_composition_in_float32()
    {
        var generator = new Generator(5);
        const int n = 70, h = 9, t = 6;
        Variable Draw(params int[] shape) => new(Tensor.Randn(Shape.Create(shape), generator: generator) * 0.5f, requiresGrad: true);
        foreach ((Op op, int gates, int states) in new (Op, int, int)[] { (new AutoGrad.Ops.Lstm(true), 4, 2), (new AutoGrad.Ops.Gru(false), 3, 1), (new AutoGrad.Ops.Rnn(false, true), 1, 1) })
        {
            Variable[] inputs = [Draw(t, n, gates * h), .. Enumerable.Range(0, states).Select(_ => Draw(n, h)), Draw(gates * h, h)];
            Variable[] outputs = op.ApplyAll(inputs);
            Tensor[] dy = [.. Enumerable.Range(0, states).Select(_ => Tensor.Randn([t, n, h], generator: generator))];
            Variable?[] kernel = Autodiff.Grad(outputs.AsSpan()[..states], inputs, [.. dy], retainGraph: true), rule = Autodiff.Grad(outputs.AsSpan()[..states], inputs, [.. dy], createGraph: true);
            for (int i = 0; i < inputs.Length; i++)
            {
                float[] a = kernel[i]!.Data.ToArray<float>(), b = rule[i]!.Data.ToArray<float>();
                float scale = b.Max(Math.Abs);
                Assert.All(Enumerable.Range(0, a.Length), j => Assert.True(Math.Abs(a[j] - b[j]) <= 1e-5f * scale, $"{op.Name} {i}[{j}]: {a[j]} against {b[j]}"));
            }
        }
    }

    [Fact]
    public void A_cell_is_a_layer_of_one_step()
    {
        Variable x = Line(-1, 1, 2, 3), h = Line(0, 1, 2, 2), c = Line(1, 0, 2, 2), wi = Line(-1, 1, 8, 3), wh = Line(1, -1, 8, 2);
        (Variable hn, Variable cn) = F.LstmCell(x, h, c, wi, wh, null, null);
        (Variable y, _, Variable last) = F.LstmLayer(x.Unsqueeze(0), h, c, wi, wh, null, null);
        Assert.Equal(y.Data.ToArray<double>(), hn.Data.ToArray<double>());
        Assert.Equal(last.Data.ToArray<double>(), cn.Data.ToArray<double>());
        Assert.Equal([2, 2], F.GruCell(x, h, Line(-1, 1, 6, 3), Line(1, -1, 6, 2), null, null).Shape.ToArray());
        Assert.Equal([2, 2], F.RnnCell(x, h, Line(-1, 1, 2, 3), Line(1, -1, 2, 2), null, null, relu: true).Shape.ToArray());
    }

    [Fact]
    public void Wrong_sizes_are_named()
    {
        static void Refuses(Action call, string message) => Assert.Contains(message, Assert.Throws<ShapeException>(call).Message, StringComparison.Ordinal);
        Refuses(() => F.LstmLayer(Line(0, 1, 2, 3), null, null, Line(0, 1, 8, 3), Line(0, 1, 8, 2), null, null), "Lstm: input [2, 3] has 2 dimensions; expected [steps, batch, features].");
        Refuses(() => F.GruLayer(Line(0, 1, 2, 3, 4), Line(0, 1, 2, 2), Line(0, 1, 6, 4), Line(0, 1, 6, 2), null, null), "Gru: h0 is [2, 2] and must be [3, 2].");
    }
}
