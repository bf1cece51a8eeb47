namespace AutoGrad.Tests.Unit.Tape;

/// <summary>Sums of cotangents give their terms back to the pool exactly once, and passes over one graph do not mix.</summary>
public sealed class PoolReturnTests
{
    private static Variable Matrix(int seed) => new(Tensor.Randn([64, 64], generator: new Generator(seed)), requiresGrad: true);

    [Fact]
    public void Memory_of_a_rule_with_one_input_twice_is_not_lent_to_two_tensors()
    {
        for (int round = 0; round < 20; round++)
        {
            Variable w = Matrix(round);
            w.MatMul(w).Sum().Backward();
            Tensor[] fresh = [.. Enumerable.Range(0, 16).Select(i => Tensor.Full([64, 64], i))];
            Assert.All(fresh.Select((tensor, i) => (tensor, i)), p => Assert.Equal(p.i * 4096.0, p.tensor.Sum().Item()));
        }
    }

    [Fact]
    public void Gradients_of_one_kept_graph_are_equal_in_every_thread()
    {
        for (int round = 0; round < 30; round++)
        {
            Variable w = Matrix(round);
            Variable y = w.MatMul(w).Sum();
            double[] alone = Autodiff.Grad(y, w, retainGraph: true).Data.ToDoubles();
            Parallel.For(0, 32, _ => Assert.Equal(alone, Autodiff.Grad(y, w, retainGraph: true).Data.ToDoubles()));
        }
    }
}
