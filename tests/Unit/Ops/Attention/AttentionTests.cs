using AutoGrad.Tests.Fixtures;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Unit.Ops.Attention;

public class AttentionTests
{
    public static IEnumerable<object[]> Cases() => Fixture.Names("attention");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Attention_agrees_with_the_formula_at_both_orders(string name)
    {
        FixtureCase c = Fixture.Case("attention", name);
        Recorded.Check(c, x => [F.ScaledDotProductAttention(
            x[0], x[1], x[2], x.Length > 3 ? x[3] : null, isCausal: c.Args.Bool("is_causal"), scale: c.Args.Has("scale") ? c.Args.Double("scale") : null)]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Long_sequences_agree_with_the_composition_in_float32(bool causal, bool masked)
    {
        // 300 queries and 500 keys: several blocks of queries, and more than one task.
        var generator = new Generator(3);
        Variable[] x = [.. new[] { 300, 500, 500 }.Select(n => new Variable(Tensor.Randn([2, 3, n, 8], generator: generator), requiresGrad: true))];
        Variable? mask = masked ? new Variable(Tensor.Randn([3, 300, 500], generator: generator), requiresGrad: true) : null;
        Tensor dy = Tensor.Randn([2, 3, 300, 8], generator: generator);
        Variable y = F.ScaledDotProductAttention(x[0], x[1], x[2], mask, isCausal: causal);
        Variable[] wrt = mask is null ? x : [.. x, mask];
        Variable?[] kernel = Autodiff.Grad([y], wrt, [dy], retainGraph: true), rule = Autodiff.Grad([y], wrt, [dy], createGraph: true);
        Variable weights = AutoGrad.Ops.ScaledDotProductAttention.Weights(x[0], x[1], mask, 1 / Math.Sqrt(8), causal);
        Close(weights.MatMul(x[2]).Data, y.Data);
        for (int i = 0; i < wrt.Length; i++)
        {
            Close(rule[i]!.Data, kernel[i]!.Data);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(3e3)]
    [InlineData(-1e5)]
    public void Gradients_keep_their_digits_at_large_scores(double offset)
    {
        // Scores in sixty-fourths, so that they are exact in Float32: the gradients are those of Float64 but for a few roundings.
        var generator = new Generator(8);
        Tensor[] x = [.. new[] { 3, 17, 17 }.Select(n => (Tensor.Randn([1, n, 4], DType.Float64, generator: generator) * 4).Round() / 8)];
        Tensor mask = ((Tensor.Randn([3, 17], DType.Float64, generator: generator) * 64).Round() / 64) + offset, dy = Tensor.Randn([1, 3, 4], DType.Float64, generator: generator);
        double[][] exact = Gradients(DType.Float64), actual = Gradients(DType.Float32);
        for (int i = 0; i < exact.Length; i++)
        {
            double scale = exact[i].Max(Math.Abs);
            Assert.All(Enumerable.Range(0, exact[i].Length), j => Assert.Equal(exact[i][j], actual[i][j], 5e-7 * scale));
        }

        double[][] Gradients(DType dtype)
        {
            Variable[] inputs = [.. x.Append(mask).Select(t => new Variable(t.To(dtype), requiresGrad: true))];
            F.ScaledDotProductAttention(inputs[0], inputs[1], inputs[2], inputs[3], scale: 1).Backward(dy.To(dtype));
            return [.. inputs.Select(static v => v.Grad!.Data.To(DType.Float64).ToArray<double>())];
        }
    }

    [Fact]
    public void A_query_that_may_see_no_key_gives_zeros_and_finite_gradients()
    {
        Variable q = new(Tensor.Ones([1, 2, 2]), requiresGrad: true), k = new(Tensor.Ones([1, 2, 2]), requiresGrad: true), v = new(Tensor.Ones([1, 2, 2]), requiresGrad: true);
        Tensor allowed = Tensor.From<bool>([false, false, true, false]).Reshape(2, 2);
        Variable y = F.ScaledDotProductAttention(q, k, v, allowed);
        Assert.Equal([0, 0, 1, 1], y.Data.ToArray<float>());
        y.Backward(Tensor.Ones([1, 2, 2]));
        Assert.Equal([1, 1, 0, 0], v.Grad!.Data.ToArray<float>());
        Assert.All([.. q.Grad!.Data.ToArray<float>(), .. k.Grad!.Data.ToArray<float>()], g => Assert.Equal(0, g));
    }

    [Fact]
    public void Dropout_of_the_weights_keeps_their_expectation()
    {
        Tensor q = Tensor.Zeros([4000, 1]), kv = Tensor.Ones([8, 1]);
        Variable y = F.ScaledDotProductAttention(q, kv, kv, dropoutP: 0.25, generator: new Generator(1));
        Assert.InRange(y.Mean().Item(), 0.98, 1.02);
        Assert.True(y.Data.ToArray<float>().Distinct().Count() > 3);
    }

    [Fact]
    public void Heads_agree_with_pytorch()
    {
        // w = torch.linspace(-1, 1, 48).reshape(12, 4); b = torch.linspace(0, 1, 12); o = torch.linspace(-.5, .5, 16).reshape(4, 4); ob = torch.zeros(4)
        // q = torch.linspace(-1, 2, 16).reshape(2, 2, 4); k = torch.linspace(1, -1, 24).reshape(3, 2, 4)
        // y, a = torch.nn.functional.multi_head_attention_forward(q, k, k, 4, 2, w, b, None, None, False, 0., o, ob, key_padding_mask=torch.tensor([[0,0,1],[0,0,0]]).bool(), attn_mask=torch.tensor([[0,0,0],[1,0,0]]).bool())
        static Variable Line(double from, double to, params int[] shape) => Tensor.Linspace(from, to, Shape.Create(shape).NumEl, DType.Float64).Reshape(shape);
        Variable w = Line(-1, 1, 12, 4), b = Line(0, 1, 12), o = Line(-0.5, 0.5, 4, 4), q = Line(-1, 2, 2, 2, 4), k = Line(1, -1, 3, 2, 4);
        Tensor padding = Tensor.From<bool>([false, false, true, false, false, false]).Reshape(2, 3), forbidden = Tensor.From<bool>([false, false, false, true, false, false]).Reshape(2, 3);
        (Variable y, Variable? a) = F.MultiHeadAttentionForward(q, k, k, 4, 2, w, b, null, null, false, 0, o, Tensor.Zeros([4], DType.Float64), keyPaddingMask: padding, attnMask: forbidden);
        (Variable same, Variable? none) = F.MultiHeadAttentionForward(q, k, k, 4, 2, w, b, null, null, false, 0, o, null, keyPaddingMask: padding, attnMask: forbidden, needWeights: false);
        double[] expected = [-3.4042675, -0.9410884, 1.5220907, 3.9852697, -0.84689225, -0.29303149, 0.26082927, 0.81469002, -2.0402601, -0.63357161, 0.77311692, 2.1798055, 0.78533161, 0.06453261, -0.65626639, -1.3770654];
        double[] weights = [0.44861897, 0.55138103, 0, 0, 1, 0, 0.378683, 0.33094971, 0.29036729, 0, 0.55427817, 0.44572183];
        Assert.Null(none);
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(expected[i], y.Data.ToArray<double>()[i], 1e-6));
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(expected[i], same.Data.ToArray<double>()[i], 1e-6));
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal(weights[i], a!.Data.ToArray<double>()[i], 1e-6));
    }

    [Fact]
    public void Appended_keys_take_part()
    {
        Variable x = Tensor.Linspace(-1, 1, 8, DType.Float64).Reshape(2, 1, 4), w = Tensor.Eye(4, dtype: DType.Float64).Repeat(3, 1), o = Tensor.Eye(4, dtype: DType.Float64);
        Variable bias = Tensor.Ones([1, 1, 4], DType.Float64);
        (Variable y, Variable? a) = F.MultiHeadAttentionForward(x, x, x, 4, 2, w, null, bias, bias, true, 0, o, null);
        Assert.Equal([1, 2, 4], a!.Shape.ToArray());
        Variable keys = Variable.Cat([x, bias, Tensor.Zeros([1, 1, 4], DType.Float64)]);
        (Variable same, _) = F.MultiHeadAttentionForward(x, keys, keys, 4, 2, w, null, null, null, false, 0, o, null);
        Close(same.Data, y.Data);
    }

    [Fact]
    public void Wrong_calls_name_both_sides_and_the_remedy()
    {
        static void Refuses(Action call, string message) => Assert.Contains(message, Assert.Throws<ShapeException>(call).Message, StringComparison.Ordinal);
        Variable q = Tensor.Zeros([2, 3, 4]);
        Refuses(() => F.ScaledDotProductAttention(Tensor.Zeros([4]), q, q), "ScaledDotProductAttention: query [4] has 1 dimensions; expected [..., length, size].");
        Refuses(() => F.ScaledDotProductAttention(q, Tensor.Zeros([2, 3, 5]), q), "query [2, 3, 4], key [2, 3, 5] and value [2, 3, 4] do not fit");
        Refuses(() => F.ScaledDotProductAttention(q, q, q, Tensor.Zeros([3, 4])), "attnMask [3, 4] does not broadcast to the scores [2, 3, 3].");
        Refuses(() => F.ScaledDotProductAttention(q, q, q, Tensor.Zeros([3, 3]), isCausal: true), "attnMask [3, 3] is given and isCausal is true.");
        Refuses(() => F.MultiHeadAttentionForward(q, q, q, 4, 3, q, null, null, null, false, 0, q, null), "with embedDim 4 and 3 heads");
    }

    private static void Close(Tensor expected, Tensor actual)
    {
        double[] e = expected.To(DType.Float64).ToArray<double>(), a = actual.To(DType.Float64).ToArray<double>();
        Assert.Equal(expected.Shape, actual.Shape);
        double scale = Math.Max(1, e.Max(Math.Abs));
        Assert.All(Enumerable.Range(0, e.Length), i => Assert.Equal(e[i], a[i], 2e-5 * scale));
    }
}
