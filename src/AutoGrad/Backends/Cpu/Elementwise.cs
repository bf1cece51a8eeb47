using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Runs a loop over contiguous chunks for operands of any strides and broadcasts. The loops see only dense memory; this driver packs what is not.</summary>
/// <remarks>One loop per kernel and dtype is all the JIT compiles. An element's value does not depend on where work is cut, so every thread count gives the same bits.</remarks>
internal static unsafe partial class Elementwise
{
    /// <summary>Elements per task: below this one thread is faster than waking another.</summary>
    private const int Grain = 16384;

    /// <summary>Tasks begin at multiples of this, so that no two write to one line of the caches.</summary>
    private const int Line = 64;

    /// <summary>Elements that are added to the output from the stack, without a walk.</summary>
    private const int ShortSum = 128;

    internal static void Run(delegate*<byte**, nint, void*, void> loop, void* state, Tensor output, bool accumulate, Tensor a)
    {
        if (IsDense(output, accumulate, out int count) && IsDense(a, output))
        {
            fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte())
            {
                byte** p = stackalloc byte*[] { po, pa };
                Dense(loop, state, p, count, output.DType, accumulate);
            }

            return;
        }

        Walk walk = default;
        int n = walk.Begin(output, accumulate);
        if (n == 0)
        {
            return;
        }

        int rank = output.Rank;
        int* strides = stackalloc int[(rank * 3) + 1];
        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte())
        {
            walk.Operand(0, output, po);
            walk.Operand(1, a, pa);
            walk.Arrange(output.Shape, [output, a], strides);
            Start(ref walk, loop, state, n);
        }
    }

    /// <summary>The same for two inputs that are <see cref="AreAlike"/> and an output of their shape: a few elements are worked on at once.</summary>
    internal static void RunAlike(delegate*<byte**, nint, void*, void> loop, void* state, Tensor output, bool accumulate, Tensor a, Tensor b)
    {
        int n = a.NumEl;
        if (n > ShortSum || !output.IsContiguous)
        {
            Run(loop, state, output, accumulate, a, b);
            return;
        }

        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte(), pb = &b.FirstByte())
        {
            byte** p = stackalloc byte*[] { po, pa, pb };
            Dense(loop, state, p, n, a.DType, accumulate);
        }
    }

    internal static void Run(delegate*<byte**, nint, void*, void> loop, void* state, Tensor output, bool accumulate, Tensor a, Tensor b)
    {
        if (IsDense(output, accumulate, out int count) && IsDense(a, output) && IsDense(b, output))
        {
            fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte(), pb = &b.FirstByte())
            {
                byte** p = stackalloc byte*[] { po, pa, pb };
                Dense(loop, state, p, count, output.DType, accumulate);
            }

            return;
        }

        Walk walk = default;
        int n = walk.Begin(output, accumulate);
        if (n == 0)
        {
            return;
        }

        int* strides = stackalloc int[(output.Rank * 4) + 1];
        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte(), pb = &b.FirstByte())
        {
            walk.Operand(0, output, po);
            walk.Operand(1, a, pa);
            walk.Operand(2, b, pb);
            walk.Arrange(output.Shape, [output, a, b], strides);
            Start(ref walk, loop, state, n);
        }
    }

    internal static void Run(delegate*<byte**, nint, void*, void> loop, void* state, Tensor output, bool accumulate, Tensor a, Tensor b, Tensor c)
    {
        Walk walk = default;
        int n = walk.Begin(output, accumulate);
        if (n == 0)
        {
            return;
        }

        int* strides = stackalloc int[(output.Rank * 5) + 1];
        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte(), pb = &b.FirstByte(), pc = &c.FirstByte())
        {
            walk.Operand(0, output, po);
            walk.Operand(1, a, pa);
            walk.Operand(2, b, pb);
            walk.Operand(3, c, pc);
            walk.Arrange(output.Shape, [output, a, b, c], strides);
            Start(ref walk, loop, state, n);
        }
    }

    internal static void Run(delegate*<byte**, nint, void*, void> loop, void* state, Tensor output, bool accumulate, Tensor a, Tensor b, Tensor c, Tensor d)
    {
        Walk walk = default;
        int n = walk.Begin(output, accumulate);
        if (n == 0)
        {
            return;
        }

        int* strides = stackalloc int[(output.Rank * 6) + 1];
        fixed (byte* po = &output.FirstByte(), pa = &a.FirstByte(), pb = &b.FirstByte(), pc = &c.FirstByte(), pd = &d.FirstByte())
        {
            walk.Operand(0, output, po);
            walk.Operand(1, a, pa);
            walk.Operand(2, b, pb);
            walk.Operand(3, c, pc);
            walk.Operand(4, d, pd);
            walk.Arrange(output.Shape, [output, a, b, c, d], strides);
            Start(ref walk, loop, state, n);
        }
    }

    /// <summary>Whether two tensors are scalars of one floating-point dtype in the memory of this machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreScalars(Tensor a, Tensor b) =>
        a.Rank == 0 && b.Rank == 0 && a.BackendId == Backend.CpuId && a.DType == b.DType && a.DType.IsFloat();

    /// <summary>Whether two tensors are dense floats of one shape and dtype in the memory of this machine, so that a loop runs over them as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreAlike(Tensor a, Tensor b) =>
        a.IsContiguous && b.IsContiguous && a.DType == b.DType && a.DType.IsFloat() && a.BackendId == Backend.CpuId && b.BackendId == Backend.CpuId && a.Shape == b.Shape;

    /// <summary>Writes a scalar, or adds to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put<T>(Tensor scalar, T value, bool adds) where T : unmanaged, System.Numerics.INumber<T>
    {
        ref T target = ref scalar.First<T>();
        target = adds ? target + value : value;
    }

    /// <summary>target += source, of one shape and dtype.</summary>
    internal static void AddInto(Tensor target, Tensor source)
    {
        Copy(target, source, accumulate: true);
        target.Bump();
    }

    /// <summary>output = or += a, broadcast, of one dtype.</summary>
    internal static void Copy(Tensor output, Tensor a, bool accumulate)
    {
        if (accumulate || (output.IsContiguous && a.IsContiguous && a.NumEl == output.NumEl))
        {
            Run(output.DType.Size() switch { 1 => &Loops.Copy<byte>, 4 => &Loops.Copy<int>, _ => &Loops.Copy<long> }, null, output, accumulate, a);
            return;
        }

        int rank = output.Rank, missing = rank - a.Rank;
        if (output.NumEl == 0)
        {
            return;
        }

        int* sizes = stackalloc int[3 * Math.Max(rank, 1)];
        Span<int> to = new(sizes + rank, rank), from = new(sizes + (2 * rank), rank);
        output.Shape.AsSpan().CopyTo(new Span<int>(sizes, rank));
        output.CopyStrides(to);
        from.Clear();
        a.CopyStrides(from[missing..]);
        for (int i = missing; i < rank; i++)
        {
            from[i] = a.Shape[i - missing] == 1 ? 0 : from[i];
        }

        fixed (byte* target = &output.FirstByte(), source = &a.FirstByte())
        {
            StridedCopy.Run(target, source, output.DType.Size(), sizes, sizes + rank, sizes + (2 * rank), rank);
        }
    }

    /// <summary>Whether the loop can write here at once: the usual case of small graphs, where to set up a walk would cost more than the loop.</summary>
    private static bool IsDense(Tensor output, bool accumulate, out int count)
    {
        count = output.NumEl;
        return output.IsContiguous && count <= (accumulate ? ShortSum : 2 * Grain);
    }

    private static bool IsDense(Tensor input, Tensor output) => input.IsContiguous && input.Shape.HasAsManyAs(output.Shape);

    [SkipLocalsInit]
    private static void Dense(delegate*<byte**, nint, void*, void> loop, void* state, byte** p, int n, DType dtype, bool accumulate)
    {
        if (!accumulate)
        {
            loop(p, n, state);
            return;
        }

        byte* sum = p[0], terms = stackalloc byte[ShortSum * 8];
        p[0] = terms;
        loop(p, n, state);
        StridedMemory.Add(sum, terms, dtype, n);
    }

    private static void Start(ref Walk walk, delegate*<byte**, nint, void*, void> loop, void* state, int n)
    {
        walk.Loop = loop;
        walk.State = state;
        if (n <= 2 * Grain)
        {
            walk.Range(0, n);
        }
        else
        {
            walk.Grain = (int)((WorkerPool.Grain(n, Grain) + Line - 1) & -Line);
            WorkerPool.For((int)(((long)n + walk.Grain - 1) / walk.Grain), ref walk);
        }
    }
}
