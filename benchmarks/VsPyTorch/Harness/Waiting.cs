using System.Globalization;

namespace AutoGrad.VsPyTorch;

/// <summary>How long the threads of this process stood ready to run while others had the processors, as Linux counts it; always 0 elsewhere.</summary>
internal static class Waiting
{
    private const string Tasks = "/proc/self/task";

    /// <summary>Linux counts the time of a running thread by ticks of up to 4 ms, so a turn of 20 ms on two processors that it had to itself may seem a tenth less.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>The samples of a turn, without the waiting of threads for each other: of a side that had nearly all processors' time, others took none.
    /// PyTorch starts a second team of spinning threads for the backward pass, so one of its threads waits all the time.</summary>
    /// <param name="turn">The samples.</param>
    /// <param name="ran">Time of all threads of the side during the turn, over the turn's.</param>
    public static Sample[] ForOthers(Sample[] turn, double ran) =>
        ran < NearlyAll * Environment.ProcessorCount ? turn : Array.ConvertAll(turn, static s => s with { Waited = 0 });

    public static long Nanoseconds()
    {
        long sum = 0;
        foreach (string task in Directory.Exists(Tasks) ? Directory.GetDirectories(Tasks) : [])
        {
            try
            {
                sum += long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[1], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread ended meanwhile.
            }
        }

        return sum;
    }
}
