namespace AutoGrad.Kernels;

/// <summary>Turns random words into elements of a distribution. Implementations are structs whose fields are its parameters.</summary>
internal unsafe interface IDraw
{
    /// <summary>Words an element consumes: 1 or 2.</summary>
    static abstract int WordsPerElement { get; }

    /// <summary>Bytes of an element.</summary>
    static abstract int ElementSize { get; }

    /// <summary>Writes n elements from words for n rounded up to whole groups of <see cref="RandomLoop.Group"/>; words may be overwritten.</summary>
    void Apply(uint* words, byte* y, int n);
}
