namespace AutoGrad.NN;

/// <summary>Padding of a convolution: a number of zeros on either side, or <see cref="Same"/> or <see cref="Valid"/>. PyTorch: an int, a pair of ints, "same" or "valid".</summary>
public readonly record struct Padding
{
    private readonly Size2 _size;

    private Padding(Size2 size, bool isSame)
    {
        _size = size;
        IsSame = isSame;
    }

    /// <summary>As many zeros as keep the size at stride 1; an odd one goes to the end.</summary>
    public static Padding Same { get; } = new(0, true);

    /// <summary>No padding.</summary>
    public static Padding Valid { get; } = new(0, false);

    /// <summary>Whether this is <see cref="Same"/>.</summary>
    public bool IsSame { get; }

    /// <summary>Zeros on each side of the rows and of the columns; 0 for <see cref="Same"/>.</summary>
    public Size2 Size => _size;

    /// <summary>The same number of zeros on all sides.</summary>
    /// <param name="size">How many.</param>
    public static implicit operator Padding(int size) => new(size, false);

    /// <summary>Zeros above and below, and left and right: <c>padding: (1, 2)</c>.</summary>
    /// <param name="size">Height and width.</param>
    public static implicit operator Padding((int Height, int Width) size) => new(size, false);

    /// <summary>Zeros above and below, and left and right.</summary>
    /// <param name="size">Height and width.</param>
    public static implicit operator Padding(Size2 size) => new(size, false);

    /// <summary>PyTorch's spelling.</summary>
    /// <returns><c>same</c>, or both numbers in parentheses.</returns>
    public override string ToString() => IsSame ? "same" : _size.ToString();

    /// <summary>Zeros before and after, in one dimension.</summary>
    internal static (int Before, int After) Split(bool same, int size, int kernel, int dilation)
    {
        int total = (int)Math.Min((long)dilation * (kernel - 1), int.MaxValue); // what is too much is refused with the input
        return same ? (total / 2, total - (total / 2)) : (size, size);
    }
}
