namespace AutoGrad;

/// <summary>Short lists of sizes, strides or dimensions, each made once and never changed: a step of training asks for the same few dozen again and again, and equal ones compare at once.</summary>
internal static class SharedSizes
{
    /// <summary>Places of the table, a power of two; two lists that fall on one place take turns.</summary>
    private const int PlacesBits = 10;

    /// <summary>Longer lists are rare and not kept.</summary>
    private const int Longest = 8;

    private static readonly int[]?[] Places = new int[]?[1 << PlacesBits];

    /// <summary>An array of these values that nobody may change.</summary>
    internal static int[] Of(ReadOnlySpan<int> values)
    {
        if (values.Length > Longest)
        {
            return values.ToArray();
        }

        uint hash = (uint)values.Length;
        foreach (int value in values)
        {
            hash = (hash + (uint)value) * 0x9E3779B1; // Knuth's multiplicative hash, TAOCP 6.4: the upper bits decide
        }

        ref int[]? place = ref Places[hash >> (32 - PlacesBits)];
        int[]? known = place; // threads may write it at once: whichever wins holds the values it was stored for
        return known is not null && values.SequenceEqual(known) ? known : place = values.ToArray();
    }
}
