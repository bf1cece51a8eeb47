using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.VsPyTorch;

/// <summary>What the machine can do at best with these threads: multiply-adds per second in registers, bytes per second between large arrays.</summary>
internal sealed record Limits(double FlopsSingle, double FlopsDouble, double Bandwidth)
{
    public static Limits Measure(int threads) => new(
        Flops(threads, static () => Multiply<float>(200_000)),
        Flops(threads, static () => Multiply<double>(200_000)),
        Copy(threads));

    /// <summary>The part of the limit that a step of this length reaches, null when the case names none.</summary>
    public double? Part(Work work, double nanoseconds)
    {
        double seconds = Math.Max(work.Flops / (work.Double ? FlopsDouble : FlopsSingle), work.Bytes / Bandwidth);
        return seconds == 0 ? null : seconds / (nanoseconds * 1e-9);
    }

    private static double Flops(int threads, Func<double> kernel) => Best(() =>
    {
        double flops = 0;
        double seconds = Together(threads, _ => flops = kernel());
        return threads * flops / seconds;
    });

    private static unsafe double Copy(int threads)
    {
        const int Size = 40_000_000;
        byte[][] from = [.. Enumerable.Range(0, threads).Select(static _ => new byte[Size])], to = [.. from.Select(static _ => new byte[Size])];
        return Best(() => threads * 2.0 * Size / Together(threads, i => from[i].AsSpan().CopyTo(to[i])));
    }

    private static double Best(Func<double> once) => Enumerable.Range(0, 12).Max(_ => once());

    /// <summary>Seconds until the last of several threads that begin together has ended.</summary>
    private static double Together(int threads, Action<int> body)
    {
        using var barrier = new Barrier(threads);
        long[] starts = new long[threads], ends = new long[threads];
        Thread[] all = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            barrier.SignalAndWait();
            starts[i] = Stopwatch.GetTimestamp();
            body(i);
            ends[i] = Stopwatch.GetTimestamp();
        }))];
        Array.ForEach(all, static t => t.Start());
        Array.ForEach(all, static t => t.Join());
        return Stopwatch.GetElapsedTime(starts.Min(), ends.Max()).TotalSeconds;
    }

    /// <summary>Twelve independent chains of fused multiply-adds, as many as hide the latency; returns the operations done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Multiply<T>(int rounds) where T : unmanaged
    {
        Vector512<T> a = Vector512<T>.One, b = Vector512<T>.Zero;
        Vector512<T> c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (int i = 0; i < rounds; i++)
        {
            c0 = Fma(a, c0, b);
            c1 = Fma(a, c1, b);
            c2 = Fma(a, c2, b);
            c3 = Fma(a, c3, b);
            c4 = Fma(a, c4, b);
            c5 = Fma(a, c5, b);
            c6 = Fma(a, c6, b);
            c7 = Fma(a, c7, b);
            c8 = Fma(a, c8, b);
            c9 = Fma(a, c9, b);
            c10 = Fma(a, c10, b);
            c11 = Fma(a, c11, b);
        }

        Vector512<T> sum = c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
        return sum == Vector512<T>.Zero ? 0 : 2.0 * 12 * Vector512<T>.Count * rounds;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fma<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c) where T : unmanaged => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
}
