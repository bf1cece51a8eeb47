using System.Diagnostics;
using System.Runtime;

namespace AutoGrad.VsPyTorch;

/// <summary>Runs one case: same numbers first, then short turns, ours and PyTorch's by turns.</summary>
internal sealed class Comparison(TorchWorker worker, Options options)
{
    /// <summary>A sample lasts at least this long, so that the clock and the loop do not count.</summary>
    private const double SampleSeconds = 2e-3;

    /// <summary>Steps before each turn that are not counted: caches, clocks and worker threads get used to the side.</summary>
    internal const double SettleSeconds = 4e-3;

    private const int FewestRounds = 2;

    /// <summary>On a loaded machine a case goes on for up to this many times the rounds asked for, until each side had quiet moments.</summary>
    private const int LoadedRounds = 3;

    /// <summary>Idle threads of a BLAS go on spinning for about this long; the other side's turn waits for them.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    /// <summary>The pairs of turns of one pass.</summary>
    public List<Round> Run(Case test)
    {
        Memory.Trim(); // what earlier cases left in the pool is not this one's, nor what they left in the heap of the other side
        using IDisposable theirs = worker.Begin();
        Generator.Default.ManualSeed(1); // the same initial weights whatever ran before
        var inputs = new Inputs(worker);
        Func<object> step = test.Ours(inputs);
        worker.Ask(new { command = "run", code = test.Torch() });
        Check.Run(test, inputs, worker, step);

        Warm(step);
        worker.Measure(1, 1, 0.05);
        double oursOnce = Once(Measure(step, 1, 5, 0)), torchOnce = Once(worker.Measure(1, 5, 0));
        var rounds = new List<Round>();
        var clock = Stopwatch.StartNew();
        while (rounds.Count < FewestRounds || (clock.Elapsed.TotalSeconds < options.Budget && rounds.Count < LoadedRounds * options.Rounds && (rounds.Count < options.Rounds || !Enough(rounds))))
        {
            // Who begins alternates, so that a load that comes and goes meets both.
            bool oursFirst = rounds.Count % 2 == 0;
            Sample[] first = oursFirst ? Ours(step, oursOnce) : Torch(torchOnce), second = oursFirst ? Torch(torchOnce) : Ours(step, oursOnce);
            rounds.Add(oursFirst ? new(first, second) : new(second, first));
        }

        return rounds;
    }

    private static bool Enough(List<Round> rounds) =>
        rounds.Sum(static r => new Samples(r.Ours).Quiet) >= Samples.Enough && rounds.Sum(static r => new Samples(r.Torch).Quiet) >= Samples.Enough;

    private static double Once(Sample[] samples) => new Samples(samples).Best;

    private Sample[] Ours(Func<object> step, double once)
    {
        Thread.Sleep(Pause);
        (int count, int samples) = Plan(once, options.TurnSeconds);
        return Measure(step, count, samples, SettleSeconds);
    }

    private Sample[] Torch(double once)
    {
        Thread.Sleep(Pause);
        (int count, int samples) = Plan(once, options.TurnSeconds);
        return worker.Measure(count, samples, SettleSeconds);
    }

    /// <summary>Steps per sample and samples per turn, from the nanoseconds of one step.</summary>
    internal static (int Count, int Samples) Plan(double once, double turnSeconds)
    {
        int count = (int)Math.Clamp(SampleSeconds * 1e9 / once, 1, 1e6);
        return (count, (int)Math.Clamp(turnSeconds * 1e9 / (once * count), 1, 15));
    }

    /// <summary>Runs until no method on the way was compiled anew for over half a second: the runtime compiles what runs often a second time, and for good.</summary>
    internal static void Warm(Func<object> step)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        long compiled = -1;
        double since = 0;
        while (clock.Elapsed.TotalSeconds < 4 && (clock.Elapsed.TotalSeconds < 1.2 || clock.Elapsed.TotalSeconds - since < 0.6))
        {
            step();
            long now = JitInfo.GetCompiledMethodCount();
            (compiled, since) = now == compiled ? (compiled, since) : (now, clock.Elapsed.TotalSeconds);
        }
    }

    internal static Sample[] Measure(Func<object> step, int count, int samples, double settle)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            step();
        }
        while (clock.Elapsed.TotalSeconds < settle);

        var result = new Sample[samples];
        TimeSpan ran = Environment.CpuUsage.TotalTime;
        long begin = Stopwatch.GetTimestamp();
        for (int s = 0; s < samples; s++)
        {
            TimeSpan swept = Memory.SweepTime;
            long waited = Waiting.Nanoseconds(), start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
            {
                step();
            }

            double elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            result[s] = new Sample(elapsed / count, (Waiting.Nanoseconds() - waited) / elapsed, (Memory.SweepTime - swept).TotalNanoseconds / elapsed);
        }

        return Waiting.ForOthers(result, (Environment.CpuUsage.TotalTime - ran) / Stopwatch.GetElapsedTime(begin));
    }
}
