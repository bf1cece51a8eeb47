namespace AutoGrad.Ops;

/// <summary>Whether two views of one memory can disturb each other when one is written while the other is read.</summary>
internal static class Overlap
{
    /// <summary>The source itself if reading it element by element while the target is written is safe, else a copy of it.</summary>
    internal static Tensor Safe(Tensor source, Tensor target) => Disturbs(source, target) ? source.Clone() : source;

    private static bool Disturbs(Tensor source, Tensor target)
    {
        if (!ReferenceEquals(source.Base, target.Base) || source.NumEl == 0 || target.NumEl == 0)
        {
            return false;
        }

        // The same element is read before it is written: the very same view is safe.
        if (source.Offset == target.Offset && source.Shape == target.Shape && source.Strides().AsSpan().SequenceEqual(target.Strides()))
        {
            return false;
        }

        return source.Offset <= Last(target) && target.Offset <= Last(source);
    }

    private static long Last(Tensor t)
    {
        long last = t.Offset;
        for (int i = 0; i < t.Rank; i++)
        {
            last += (long)(t.Shape[i] - 1) * t.Stride(i);
        }

        return last;
    }
}
