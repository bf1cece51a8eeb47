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

        int size = y.DType.Size(), start = 0;
        bool dense = y.IsContiguous && !context.Accumulates;
        long pitch = (long)(y.NumEl / outer) * size, at = 0;
        foreach (Tensor x in context.Inputs)
        {
            if (x.NumEl == 0)
            {
                continue;
            }

            long bytes = (long)(x.NumEl / outer) * size;
            int length = stacks ? 1 : x.Shape[dim];
            if (dense && x.IsContiguous)
            {
                fixed (byte* source = &x.FirstByte(), target = &y.FirstByte())
                {
                    Blocks.Copy(source, bytes, target + at, pitch, outer, bytes);
                }
            }
            else
            {
                Tensor part = new Slice(dim, start, start + length, 1).View(y);
                Elementwise.Copy(part, stacks ? new Reshape(part.Shape).View(x) : x, context.Accumulates);
            }

            at += bytes;
            start += length;
        }
    }
}
