namespace AutoGrad.Tests.Conventions.Fakes;

/// <summary>What a kernel is handed.</summary>
internal readonly ref struct VaultKey;

/// <summary>One way round the seam, for <see cref="MemoryAccessTests"/> to find; the others are allowed.</summary>
internal static class Vault
{
    internal static void Entry(in VaultKey key) => Inner();

    internal static void MayStand() => Door();

    internal static void Climb() => Window();

    private static void Window() => Door();

    private static void Inner() => Door();

    private static void Door()
    {
    }
}
