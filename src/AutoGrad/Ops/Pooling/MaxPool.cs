using AutoGrad.Kernels;

namespace AutoGrad.Ops;

/// <summary>What maximum pools share: values and places as two outputs, and a rule that moves cotangents to the places of the maxima.</summary>
internal abstract record MaxPool<TSelf> : Op where TSelf : MaxPool<TSelf>, IOp<TSelf>
{
    public sealed override int OutputCount => 2;

    protected internal sealed override int Arity => 1;

    protected internal sealed override Promotion Promotion => Promotion.None;

    protected internal sealed override Saved Saves => Saved.Output;

    protected internal sealed override int SavedOutputs => 2; // the places, not the values

    protected internal sealed override bool IsPiecewise => true;

    public sealed override string? Subgradient => "of several equal maxima the first in row-major order takes the whole gradient; a NaN counts as the maximum, the last one if there are several";

    /// <summary>Sizes of the last two dimensions of the output, after validation.</summary>
    private protected abstract (int Rows, int Columns) Outputs(TensorSpec x);

    protected internal sealed override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        (int rows, int columns) = Outputs(inputs[0]);
        return new TensorSpec([.. inputs[0].Shape.AsSpan()[..^2], rows, columns], inputs[0].DType);
    }

    protected internal sealed override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        outputs[0] = Infer(inputs);
        outputs[1] = outputs[0] with { DType = DType.Int32 };
    }

    protected internal sealed override void Pullback(in PullbackContext context)
    {
        if (context.Needs(0) && context.HasDy(0))
        {
            context.Add(0, new MaxPoolScatter(context.ShapeOf(0)).Apply(context.Dy(), context.Y(1)));
        }
    }

    protected internal sealed override Variable?[]? Tangent(in TangentContext context) =>
        [context.Tx(0) is { } tx ? MaxPoolGather.Instance.Apply(tx, context.Y(1)) : null, null];

    private protected static unsafe void Run<TAxis>(in KernelContext context, TAxis rows, TAxis columns) where TAxis : struct, IPoolAxis
    {
        int planes = Planes(context.InputSpec(0).Shape);
        fixed (int* index = context.Output<int>(1))
        {
            if (context.InputSpec(0).DType == DType.Float32)
            {
                fixed (float* x = context.Input<float>(0), y = context.Output<float>())
                {
                    PoolKernel.Max(x, y, index, planes, rows, columns);
                }
            }
            else
            {
                fixed (double* x = context.Input<double>(0), y = context.Output<double>())
                {
                    PoolKernel.Max(x, y, index, planes, rows, columns);
                }
            }
        }
    }

    /// <summary>Reports the place of each maximum, and windows in which it stands twice.</summary>
    private protected static void Winners<TAxis>(Tensor x, TAxis rows, TAxis columns, PieceRecorder recorder) where TAxis : struct, IPoolAxis
    {
        double[] values = x.ToDoubles();
        for (int plane = 0; plane < Planes(x.Shape); plane++)
        {
            int origin = plane * rows.Size * columns.Size;
            for (int i = 0; i < rows.Out * columns.Out; i++)
            {
                int best = -1, equal = 0;
                for (int r = rows.Start(i / columns.Out); r < rows.End(i / columns.Out); r += rows.Step)
                {
                    for (int c = columns.Start(i % columns.Out); c < columns.End(i % columns.Out); c += columns.Step)
                    {
                        int at = origin + (r * columns.Size) + c;
                        equal = best < 0 || values[at] > values[best] ? 1 : values[at] == values[best] ? equal + 1 : equal;
                        best = best < 0 || values[at] > values[best] ? at : best;
                    }
                }

                recorder.Branch(best);
                if (equal > 1)
                {
                    recorder.Boundary(typeof(TSelf).Name);
                }
            }
        }
    }

    /// <summary>Product of all sizes but the last two.</summary>
    internal static int Planes(Shape x)
    {
        int planes = 1;
        foreach (int size in x.AsSpan()[..^2])
        {
            planes *= size;
        }

        return planes;
    }
}
