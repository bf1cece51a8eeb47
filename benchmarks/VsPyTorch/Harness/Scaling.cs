using System.Globalization;

namespace AutoGrad.VsPyTorch;

/// <summary>Our own steps on one thread, on two, on four and so on, by turns: more threads must never be slower.</summary>
internal sealed class Scaling(TorchWorker worker, Options options)
{
    /// <summary>Slower than this part of the time on one thread counts: two series of the same steps differ by as much.</summary>
    private const double Noise = 1.05;

    /// <summary>One, its doubles below the limit, and the limit.</summary>
    private readonly int[] _threads = [.. Enumerable.Range(0, 31).Select(static i => 1 << i).TakeWhile(t => t < options.Threads), options.Threads];

    public void Run(IReadOnlyList<Case> cases)
    {
        Console.WriteLine($"| {"case",-58} | {string.Join(" | ", _threads.Select(static t => $"{(t == 1 ? "1 thread" : $"{t} threads"),10}"))} | {string.Join(" | ", _threads.Skip(1).Select(static t => $"on {t} x"))} | |");
        Console.WriteLine($"|---|{string.Concat(_threads.Select(static _ => "--:|"))}{string.Concat(_threads.Skip(1).Select(static _ => "--:|"))}---|");
        int slower = 0;
        foreach (Case test in cases)
        {
            double[] best = Best(test);
            bool isSlower = best.Any(time => time > Noise * best[0]);
            slower += isSlower ? 1 : 0;
            string ratios = string.Join(" | ", best.Skip(1).Select(time => (best[0] / time).ToString("0.00", CultureInfo.InvariantCulture).PadLeft(6)));
            Console.WriteLine($"| {test.FullName,-58} | {string.Join(" | ", best.Select(static time => $"{Table.Time(time),10}"))} | {ratios} | {(isSlower ? "SLOWER" : "")} |");
        }

        Console.WriteLine();
        Console.WriteLine($"{cases.Count} cases, {slower} of them slower on more threads than on one by over {Noise - 1:0 %}. By best times.");
    }

    /// <summary>Nanoseconds per step for each number of threads.</summary>
    private double[] Best(Case test)
    {
        Memory.Trim();
        using IDisposable theirs = worker.Begin(); // lends the same data as in the comparison
        Generator.Default.ManualSeed(1);
        Func<object> step = test.Ours(new Inputs(worker));
        Comparison.Warm(step);
        double[] best = [.. _threads.Select(static _ => double.PositiveInfinity)];
        try
        {
            double once = new Samples(Comparison.Measure(step, 1, 5, 0)).Best;
            (int count, int samples) = Comparison.Plan(once, options.TurnSeconds);
            for (int round = 0; round < options.Rounds; round++)
            {
                for (int i = 0; i < best.Length; i++)
                {
                    Parallelism.MaxThreads = _threads[i];
                    best[i] = Math.Min(best[i], new Samples(Comparison.Measure(step, count, samples, Comparison.SettleSeconds)).Best);
                }
            }
        }
        finally
        {
            Parallelism.MaxThreads = options.Threads;
        }

        return best;
    }
}
