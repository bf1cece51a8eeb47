namespace AutoGrad.NN;

/// <summary>A pair of sizes for height and width, such as a kernel or a stride; one number stands for both. PyTorch: an int or a pair of ints.</summary>
/// <param name="Height">For the rows, the last dimension but one.</param>
/// <param name="Width">For the columns, the last dimension.</param>
public readonly record struct Size2(int Height, int Width)
{
    /// <summary>One number for both.</summary>
    /// <param name="size">Height and width.</param>
    public static implicit operator Size2(int size) => new(size, size);

    /// <summary>A pair, height first: <c>kernelSize: (3, 5)</c>.</summary>
    /// <param name="size">Height and width.</param>
    public static implicit operator Size2((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>PyTorch's spelling, such as <c>(3, 5)</c>.</summary>
    /// <returns>Both numbers in parentheses.</returns>
    public override string ToString() => $"({Height}, {Width})";
}
