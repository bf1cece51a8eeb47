using System.Globalization;
using System.Text.Json;
using AutoGrad.Kernels;
using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Kernels;

public sealed unsafe class PhiloxTests
{
    [Fact]
    public void One_block_gives_the_published_answers()
    {
        Assert.Equal(3, Fixture.Records("philox").Count);
        uint* words = stackalloc uint[4];
        foreach (JsonElement known in Fixture.Records("philox"))
        {
            uint[] c = Words(known, "counter"), k = Words(known, "key");
            Philox.Block(c[0], c[1], c[2], c[3], k[0], k[1], words);
            Assert.Equal(Words(known, "output"), new ReadOnlySpan<uint>(words, 4).ToArray());
        }
    }

    [Theory]
    [InlineData(0UL, 0UL, 0)]
    [InlineData(42UL, 0UL, 1)]
    [InlineData(ulong.MaxValue, 0xFFFFFFFEUL, 9)]
    [InlineData(0x123456789ABCDEFUL, ulong.MaxValue - 3, 27)]
    [InlineData(7UL, 1UL << 40, 64)]
    public void Many_blocks_at_once_are_the_single_blocks_in_order(ulong key, ulong offset, int blocks)
    {
        uint[] words = new uint[(4 * blocks) + 1];
        uint* one = stackalloc uint[4];
        fixed (uint* p = words)
        {
            p[4 * blocks] = 0xABCD;
            Philox.Fill(new RandomBits(key, offset), 5, p, blocks);
            Assert.Equal(0xABCDu, p[4 * blocks]);
        }

        for (int block = 0; block < blocks; block++)
        {
            ulong counter = unchecked(offset + 5 + (ulong)block);
            Philox.Block((uint)counter, (uint)(counter >> 32), 0, 0, (uint)key, (uint)(key >> 32), one);
            Assert.Equal(new ReadOnlySpan<uint>(one, 4).ToArray(), words[(4 * block)..(4 * block + 4)]);
        }
    }

    private static uint[] Words(JsonElement record, string name) =>
        [.. record.GetProperty(name).EnumerateArray().Select(w => uint.Parse(w.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
