using System.Runtime.CompilerServices;

namespace AutoGrad.Tests;

/// <summary>AUTOGRAD_POISON=1 fills every buffer that goes back to the pool with NaN, so that a read of one nobody owns any more shows in the results.</summary>
internal static class Poison
{
    [ModuleInitializer]
    internal static void Set() => BufferPool.Poison |= Environment.GetEnvironmentVariable("AUTOGRAD_POISON") == "1";
}
