using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Runs one reducer over the dims of a tensor and delivers its results, whatever the strides on either side.</summary>
internal static unsafe class ReductionRunner
{
    /// <summary>y (and second) = or += the reduction of x over the dims in the mask; both have the shape that remains, with or without sizes of 1.</summary>
    internal static void Run<TReducer, T, TAcc>(TReducer reducer, Tensor x, ulong mask, Tensor y, Tensor? second = null, bool accumulate = false)
        where TReducer : struct, IReducer<T, TAcc>
        where T : unmanaged
        where TAcc : unmanaged
    {
        if (x.NumEl == 0)
        {
            Nothing<TReducer, T, TAcc>(reducer, y, accumulate);
            return;
        }

        int* memory = stackalloc int[(x.Rank * ReductionPlan.IntsPerDim) + 1];
        var plan = new ReductionPlan(x, mask, memory);
        bool direct = plan.InOrder && y.IsContiguous && (second is null || second.IsContiguous);
        Tensor first = direct ? y : plan.Results(y.DType);
        Tensor? other = direct || second is null ? second : plan.Results(second.DType);
        fixed (T* px = &plan.X.First<T>())
        fixed (byte* py = &first.FirstByte(), ps = &(other ?? first).FirstByte())
        {
            reducer.Bind(py, other is null ? null : ps, accumulate && direct);
            var task = new ReductionTask<TReducer, T, TAcc>(plan.At, px, reducer);
            nint partials = task.PartialCount;
            task.Run(partials == 0 ? null : Scratch.Get<TAcc>(Scratch.Purpose.Partials, partials));
        }

        GC.KeepAlive(plan.X);
        if (!direct)
        {
            plan.Deliver(first, y, accumulate);
            if (other is not null)
            {
                plan.Deliver(other, second!, accumulate: false);
            }
        }
    }

    /// <summary>The results of no elements.</summary>
    private static void Nothing<TReducer, T, TAcc>(TReducer reducer, Tensor y, bool accumulate)
        where TReducer : struct, IReducer<T, TAcc>
        where T : unmanaged
        where TAcc : unmanaged
    {
        Tensor results = Backend.Cpu.Allocate(y.Spec);
        fixed (byte* p = &results.FirstByte())
        {
            reducer.Bind(p, null, accumulates: false);
            for (int i = 0; i < results.NumEl; i++)
            {
                reducer.Finish(i, reducer.Start);
            }
        }

        Elementwise.Copy(y, results, accumulate);
    }
}
