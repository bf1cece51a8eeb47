using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Philox 4x32 with 10 rounds: four random words from a counter and a key, without state.</summary>
/// <remarks>Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, doi:10.1145/2063384.2063405.</remarks>
internal static unsafe class Philox
{
    private const int Rounds = 10;
    private const uint M0 = 0xD2511F53;
    private const uint M1 = 0xCD9E8D57;
    private const uint W0 = 0x9E3779B9;
    private const uint W1 = 0xBB67AE85;

    /// <summary>Writes the words of consecutive blocks; block b is the counter (low, high, 0, 0).</summary>
    internal static void Fill(RandomBits bits, long firstBlock, uint* words, int blocks)
    {
        ulong counter = unchecked(bits.Offset + (ulong)firstBlock);
        int done = Avx2.IsSupported ? FillByEight(bits.Key, counter, words, blocks) : 0;
        for (; done < blocks; done++)
        {
            ulong c = unchecked(counter + (ulong)done);
            Block((uint)c, (uint)(c >> 32), 0, 0, (uint)bits.Key, (uint)(bits.Key >> 32), words + (4 * (long)done));
        }
    }

    /// <summary>One block by the definition.</summary>
    internal static void Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint* words)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)M0 * c0, p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 = unchecked(k0 + W0);
            k1 = unchecked(k1 + W1);
        }

        words[0] = c0;
        words[1] = c1;
        words[2] = c2;
        words[3] = c3;
    }

    /// <summary>Eight blocks at a time, two chains of four 64-bit lanes; the upper halves of the lanes may hold anything, since the multiplication does not read them.</summary>
    [MethodImpl(Loops.Hot)]
    private static int FillByEight(ulong key, ulong counter, uint* words, int blocks)
    {
        Vector256<uint> m0 = Vector256.Create((ulong)M0).AsUInt32(), m1 = Vector256.Create((ulong)M1).AsUInt32();
        Vector256<ulong> step = Vector256.Create(0UL, 1, 2, 3), low = Vector256.Create((ulong)uint.MaxValue);
        int block = 0;
        for (; block <= blocks - 8; block += 8)
        {
            Vector256<ulong> a0 = Vector256.Create(unchecked(counter + (ulong)block)) + step, b0 = a0 + Vector256.Create(4UL);
            Vector256<ulong> a1 = a0 >>> 32, b1 = b0 >>> 32;
            Vector256<ulong> a2 = default, a3 = default, b2 = default, b3 = default;
            uint k0 = (uint)key, k1 = (uint)(key >> 32);
            for (int round = 0; round < Rounds; round++)
            {
                Vector256<ulong> q0 = Vector256.Create((ulong)k0), q1 = Vector256.Create((ulong)k1);
                Vector256<ulong> ap0 = Avx2.Multiply(a0.AsUInt32(), m0), ap1 = Avx2.Multiply(a2.AsUInt32(), m1);
                Vector256<ulong> bp0 = Avx2.Multiply(b0.AsUInt32(), m0), bp1 = Avx2.Multiply(b2.AsUInt32(), m1);
                a0 = (ap1 >>> 32) ^ a1 ^ q0;
                b0 = (bp1 >>> 32) ^ b1 ^ q0;
                a2 = (ap0 >>> 32) ^ a3 ^ q1;
                b2 = (bp0 >>> 32) ^ b3 ^ q1;
                a1 = ap1;
                b1 = bp1;
                a3 = ap0;
                b3 = bp0;
                k0 = unchecked(k0 + W0);
                k1 = unchecked(k1 + W1);
            }

            uint* target = words + (4 * (long)block);
            Store((a0 & low) | (a1 << 32), (a2 & low) | (a3 << 32), target);
            Store((b0 & low) | (b1 << 32), (b2 & low) | (b3 << 32), target + 16);
        }

        return block;
    }

    /// <summary>From (words 0 and 1, words 2 and 3) of four blocks to the blocks one after another.</summary>
    private static void Store(Vector256<ulong> first, Vector256<ulong> second, uint* words)
    {
        Vector256<ulong> even = Avx2.UnpackLow(first, second), odd = Avx2.UnpackHigh(first, second);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().Store(words);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().Store(words + 8);
    }
}
