using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>The kernel of <see cref="Cat"/> and <see cref="Stack"/>: each input is a run of blocks in the output.</summary>
internal static unsafe class Joining
{
    /// <summary>Writes the inputs side by side; <paramref name="outer"/> is the product of the sizes before the joined dimension.</summary>
    internal static void Run(in KernelContext context, int outer, int dim, bool stacks)
    {
        Tensor y = context.Out();
        if (y.NumEl == 0)
        {
            return;
        }

        if (y.IsContiguous && !context.Accumulates && AreContiguous(context.Inputs))
        {
            byte** sources = stackalloc byte*[Blocks.MaxJoined];
            long* ends = stackalloc long[Blocks.MaxJoined];
            fixed (byte* target = &y.FirstByte())
            {
                long at = 0, pitch = (long)(y.NumEl / outer) * y.DType.Size();
                for (ReadOnlySpan<Tensor> rest = context.Inputs; !rest.IsEmpty;)
                {
                    int some = Math.Min(rest.Length, Blocks.MaxJoined);
                    at += Join(rest[..some], sources, ends, 0, target + at, pitch, outer);
                    rest = rest[some..];
                }
            }

            return;
        }

        int start = 0;
        foreach (Tensor x in context.Inputs)
        {
            if (x.NumEl == 0)
            {
                continue;
            }

            int length = stacks ? 1 : x.Shape[dim];
            Tensor part = new Slice(dim, start, start + length, 1).View(y);
            Elementwise.Copy(part, stacks ? new Reshape(part.Shape).View(x) : x, context.Accumulates);
            start += length;
        }
    }

    /// <summary>Holds one input after the other in place, since only some have memory that the collector leaves alone, and copies when it has them all; returns their bytes in a row.</summary>
    private static long Join(ReadOnlySpan<Tensor> inputs, byte** sources, long* ends, int count, byte* target, long pitch, int rows)
    {
        if (inputs.IsEmpty)
        {
            Blocks.Join(sources, ends, count, target, pitch, rows);
            return count == 0 ? 0 : ends[count - 1];
        }

        Tensor x = inputs[0];
        if (x.NumEl == 0)
        {
            return Join(inputs[1..], sources, ends, count, target, pitch, rows);
        }

        fixed (byte* source = &x.FirstByte())
        {
            sources[count] = source;
            ends[count] = (count == 0 ? 0 : ends[count - 1]) + ((long)(x.NumEl / rows) * x.DType.Size());
            return Join(inputs[1..], sources, ends, count + 1, target, pitch, rows);
        }
    }

    private static bool AreContiguous(ReadOnlySpan<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
        {
            if (!tensor.IsContiguous)
            {
                return false;
            }
        }

        return true;
    }
}
