using System.Globalization;

namespace AutoGrad.VsPyTorch;

/// <summary>How long the threads of this process stood ready to run while others had the processors, as Linux counts it; always 0 elsewhere.</summary>
internal static class Waiting
{
    private const string Tasks = "/proc/self/task";

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
