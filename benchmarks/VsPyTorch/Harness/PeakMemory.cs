using System.Diagnostics;

namespace AutoGrad.VsPyTorch;

/// <summary>The most memory a process had resident so far.</summary>
internal static class PeakMemory
{
    public static long OfThisProcess()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
