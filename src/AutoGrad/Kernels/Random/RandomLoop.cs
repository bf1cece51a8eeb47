using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Fills dense memory from a distribution. An element's bits depend on its position alone, so any split over threads gives the same numbers.</summary>
internal static unsafe class RandomLoop
{
    /// <summary>Elements are drawn in groups of this many, a multiple of every vector width.</summary>
    internal const int Group = 32;

    private const int Chunk = 1024;
    private const int Grain = 16384;

    /// <summary>Blocks of four words for n elements.</summary>
    internal static long Blocks(long n, int wordsPerElement) => (n + Group - 1) / Group * Group * wordsPerElement / 4;

    internal static void Run<TDraw>(RandomBits bits, TDraw draw, byte* y, int n)
        where TDraw : unmanaged, IDraw
    {
        var body = new Body<TDraw> { Bits = bits, Draw = draw, Y = y, Count = n };
        WorkerPool.For((int)(((long)n + Grain - 1) / Grain), ref body);
    }

    private struct Body<TDraw> : IParallelBody
        where TDraw : unmanaged, IDraw
    {
        internal RandomBits Bits;
        internal TDraw Draw;
        internal byte* Y;
        internal int Count;

        [SkipLocalsInit]
        public readonly void Invoke(int index)
        {
            uint* words = stackalloc uint[Chunk * 2];
            long start = (long)index * Grain, end = Math.Min(start + Grain, Count);
            for (long at = start; at < end; at += Chunk)
            {
                int n = (int)Math.Min(Chunk, end - at);
                Philox.Fill(Bits, at * TDraw.WordsPerElement / 4, words, (int)Blocks(n, TDraw.WordsPerElement));
                Draw.Apply(words, Y + (at * TDraw.ElementSize), n);
            }
        }
    }
}
