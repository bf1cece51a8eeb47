namespace AutoGrad;

/// <summary>The nodes of a pass whose turn has not come: a binary heap, highest order first.</summary>
internal sealed class PendingNodes
{
    private Entry[] _heap = new Entry[16];
    private int _count;

    internal int Count => _count;

    internal ReadOnlySpan<Entry> Entries => _heap.AsSpan(0, _count);

    internal void Push(Node node)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * _count);
        }

        Entry[] heap = _heap;
        int i = _count++;
        while (i > 0 && heap[(i - 1) / 2].Node is var parent && parent.Order < node.Order)
        {
            heap[i] = new(parent);
            i = (i - 1) / 2;
        }

        heap[i] = new(node);
    }

    internal Node Pop()
    {
        Entry[] heap = _heap;
        Node top = heap[0].Node, last = heap[--_count].Node;
        int i = 0;
        while (((2 * i) + 1) is var child && child < _count)
        {
            child += child + 1 < _count && heap[child + 1].Node.Order > heap[child].Node.Order ? 1 : 0;
            if (heap[child].Node.Order <= last.Order)
            {
                break;
            }

            heap[i] = heap[child];
            i = child;
        }

        heap[i] = new(last);
        heap[_count] = default;
        return top;
    }

    /// <summary>A struct, since to write a class into an array of its base class asks for its type each time.</summary>
    internal readonly record struct Entry(Node Node);
}
