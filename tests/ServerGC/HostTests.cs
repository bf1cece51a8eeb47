using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace AutoGrad.Tests.ServerGC;

public sealed class HostTests
{
    /// <summary>Here every buffer that goes back is poisoned.</summary>
    [ModuleInitializer]
    internal static void Set() => BufferPool.Poison = true;

    [Fact]
    public void These_tests_run_under_the_server_collector() => Assert.True(GCSettings.IsServerGC);

    [Fact]
    public void These_tests_are_not_optimised() =>
        Assert.True(typeof(HostTests).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled);

    [Fact]
    public void The_library_is_optimised_where_the_solution_is() =>
        Assert.Equal(
            !typeof(HostTests).Assembly.Location.Contains("release", StringComparison.OrdinalIgnoreCase),
            typeof(Tensor).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false);
}
