using AutoGrad.Kernels;

namespace AutoGrad.Tests.Unit.Kernels;

/// <summary>Every length of row, with what lies between rows left alone.</summary>
public sealed unsafe class RowCopyTests
{
    private const int Rows = 3;
    private const byte Untouched = 0xEE;

    [Fact]
    [Trait("Category", VectorWidthTests.Trait)]
    public void Every_row_arrives_and_nothing_else_is_written()
    {
        foreach (int length in Enumerable.Range(1, 200).Concat([255, 256, 257, 511, 1023, 1024, 1025, 3000, 32_767, 32_768, 40_001]))
        {
            foreach (int gap in (int[])[0, 1, 67])
            {
                int sourcePitch = length + 5, targetPitch = length + gap;
                byte[] source = [.. Enumerable.Range(0, Rows * sourcePitch).Select(static i => (byte)((i * 7) + 1))];
                byte[] target = new byte[Rows * targetPitch];
                Array.Fill(target, Untouched);
                fixed (byte* from = source, to = target)
                {
                    RowCopy.Run(to, targetPitch, from, sourcePitch, length, Rows);
                }

                for (int i = 0; i < target.Length; i++)
                {
                    (int row, int column) = Math.DivRem(i, targetPitch);
                    Assert.Equal(column < length ? source[(row * sourcePitch) + column] : Untouched, target[i]);
                }
            }
        }
    }

    [Fact]
    public void Rows_can_be_read_and_written_from_the_last_to_the_first()
    {
        byte[] source = [1, 2, 3, 4, 5, 6], target = new byte[6];
        fixed (byte* from = source, to = target)
        {
            RowCopy.Run(to + 4, -2, from, 2, 2, Rows);
        }

        Assert.Equal([5, 6, 3, 4, 1, 2], target);
    }
}
