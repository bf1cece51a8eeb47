using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Orders entries: insertion for few, bytes from the lowest up (radix) for many, a heap for the first few of many.</summary>
internal static unsafe class EntrySort
{
    /// <summary>Up to here insertion is faster than counting bytes.</summary>
    private const int Few = 32;

    /// <summary>Sorts entries that stand in the order of their positions; returns where the result lies, in one buffer or the other.</summary>
    internal static TEntry* Sort<TEntry>(TEntry* entries, TEntry* spare, int count) where TEntry : unmanaged, IEntry<TEntry>
    {
        if (count <= Few)
        {
            Insert(entries, count);
            return entries;
        }

        return Radix(entries, spare, count);
    }

    /// <summary>Makes a heap: the entry that comes last stands at the root.</summary>
    internal static void Heapify<TEntry>(TEntry* entries, int count) where TEntry : unmanaged, IEntry<TEntry>
    {
        for (int i = (count / 2) - 1; i >= 0; i--)
        {
            Sink(entries, i, count);
        }
    }

    /// <summary>Sorts the entries of a heap.</summary>
    internal static void Unheap<TEntry>(TEntry* heap, int count) where TEntry : unmanaged, IEntry<TEntry>
    {
        for (int end = count - 1; end > 0; end--)
        {
            (heap[0], heap[end]) = (heap[end], heap[0]);
            Sink(heap, 0, end);
        }
    }

    /// <summary>Moves an entry of a heap down to its place.</summary>
    [MethodImpl(Loops.Hot)]
    internal static void Sink<TEntry>(TEntry* heap, int at, int count) where TEntry : unmanaged, IEntry<TEntry>
    {
        TEntry entry = heap[at];
        while ((2 * at) + 1 is var child && child < count)
        {
            child += child + 1 < count && heap[child].IsBefore(heap[child + 1]) ? 1 : 0;
            if (!entry.IsBefore(heap[child]))
            {
                break;
            }

            heap[at] = heap[child];
            at = child;
        }

        heap[at] = entry;
    }

    [MethodImpl(Loops.Hot)]
    private static void Insert<TEntry>(TEntry* entries, int count) where TEntry : unmanaged, IEntry<TEntry>
    {
        for (int i = 1; i < count; i++)
        {
            TEntry entry = entries[i];
            int at = i;
            for (; at > 0 && entry.IsBefore(entries[at - 1]); at--)
            {
                entries[at] = entries[at - 1];
            }

            entries[at] = entry;
        }
    }

    [MethodImpl(Loops.Hot)]
    private static TEntry* Radix<TEntry>(TEntry* from, TEntry* to, int count) where TEntry : unmanaged, IEntry<TEntry>
    {
        int* counts = stackalloc int[256 * TEntry.Digits];
        new Span<int>(counts, 256 * TEntry.Digits).Clear();
        for (int i = 0; i < count; i++)
        {
            for (int digit = 0; digit < TEntry.Digits; digit++)
            {
                counts[(256 * digit) + from[i].Digit(digit)]++;
            }
        }

        for (int digit = 0; digit < TEntry.Digits; digit++)
        {
            int* starts = counts + (256 * digit);
            if (starts[from[0].Digit(digit)] == count)
            {
                continue; // all keys agree in this byte
            }

            for (int b = 0, sum = 0; b < 256; b++)
            {
                (starts[b], sum) = (sum, sum + starts[b]);
            }

            for (int i = 0; i < count; i++)
            {
                to[starts[from[i].Digit(digit)]++] = from[i];
            }

            TEntry* sorted = to;
            to = from;
            from = sorted;
        }

        return from;
    }
}
