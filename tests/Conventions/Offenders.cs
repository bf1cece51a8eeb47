namespace AutoGrad.Tests.Conventions;

internal static class Offenders
{
    /// <summary>Fails with the rule and with every offender at once, so that one run is enough to mend them all.</summary>
    public static void None(string rule, IEnumerable<string> offenders)
    {
        string[] all = [.. offenders.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{rule}\n{all.Length} offender(s):\n  {string.Join("\n  ", all)}");
    }
}
