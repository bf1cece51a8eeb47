using AutoGrad.Checking;

namespace AutoGrad.Tests.Gradients;

/// <summary>Every thread count gives the same bits, on inputs large enough to be split.</summary>
public sealed class ThreadTests
{
    private const int LargeSize = 48;
    private const int MostElements = 1 << 21;

    public static TheoryData<string> Ops => OpCatalog.Names;

    [Theory]
    [MemberData(nameof(Ops))]
    public void One_thread_and_two_give_the_same_bits(string op)
    {
        OpCall? call = OpCall.At(OpCatalog.Get(op), new OpDraw(1, LargeSize, SampleLayout.Contiguous))
            .Where(c => c.Sample.Inputs.Sum(static t => (long)t.NumEl) < MostElements)
            .MaxBy(static c => c.Sample.Inputs.Sum(static t => (long)t.NumEl));
        if (call is not null)
        {
            Assert.True(Run(call, threads: 1).SequenceEqual(Run(call, threads: 2)), $"other bits in {call}");
        }
    }

    [Fact]
    public void An_op_whose_sum_depends_on_the_threads_is_caught()
    {
        var wrong = new Custom((x, i) => x[0][i] * (1 + (Parallelism.MaxThreads * 1e-16)) * Parallelism.MaxThreads, (in PullbackContext c) => c.Add(0, c.Dy()));
        var call = new OpCall("Wrong", new Sample(wrong, Tensor.From(1.5)), 0, new OpDraw(1, 1, SampleLayout.Contiguous));
        Assert.False(Run(call, threads: 1).SequenceEqual(Run(call, threads: 2)));
    }

    private static long[] Run(OpCall call, int threads)
    {
        int before = Parallelism.MaxThreads;
        Parallelism.MaxThreads = threads;
        try
        {
            Subject subject = call.Subject;
            Variable[] x = subject.Variables();
            Variable[] y = subject.Run(x);
            double[][] gradients = call.IsDifferentiable ? subject.Gradients(y, Subject.Cotangents(y, call.Random), x) : [];
            return [.. y.Select(static t => t.Data.ToDoubles()).Concat(gradients).SelectMany(static v => v).Select(BitConverter.DoubleToInt64Bits)];
        }
        finally
        {
            Parallelism.MaxThreads = before;
        }
    }
}
