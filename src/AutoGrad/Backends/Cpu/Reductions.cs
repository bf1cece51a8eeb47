using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Runs reductions over any dims of a tensor of any strides; from the dtype to the kernel in one switch per family.</summary>
internal static unsafe class Reductions
{
    /// <summary>y = or += the sum of x over the dims in the mask, divided by a number. Float32 is summed in double, integers in Int64.</summary>
    internal static void Sum(Tensor x, ulong mask, Tensor y, bool accumulate, double divisor = 1) => Accumulate<SumLanes>(x, mask, y, divisor, accumulate);

    /// <summary>A reduction in double for floats and Int64 for the rest; y has x's dtype if that is a float, else Int64 or x's own.</summary>
    internal static void Accumulate<TKernel>(Tensor x, ulong mask, Tensor y, double parameter = 1, bool accumulate = false) where TKernel : struct, ILaneKernel
    {
        switch (x.DType, y.DType)
        {
            case (DType.Float32, _):
                Run<TKernel, float, double, float>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Float64, _):
                Run<TKernel, double, double, double>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Int64, _):
                Run<TKernel, long, long, long>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Int32, DType.Int64):
                Run<TKernel, int, long, long>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Int32, _):
                Run<TKernel, int, long, int>(x, mask, y, parameter, accumulate);
                break;
            case (_, DType.Int64):
                Run<TKernel, byte, long, long>(x, mask, y, parameter, accumulate);
                break;
            default:
                Run<TKernel, byte, long, byte>(x, mask, y, parameter, accumulate);
                break;
        }
    }

    private static void Run<TKernel, T, TAcc, TOut>(Tensor x, ulong mask, Tensor y, double parameter, bool accumulate)
        where TKernel : struct, ILaneKernel
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>, IMinMaxValue<TAcc>
        where TOut : unmanaged, INumber<TOut>
    {
        if (x.NumEl == 0)
        {
            Fill<TKernel, TAcc, TOut>(y, parameter, accumulate);
            return;
        }

        int* memory = stackalloc int[(x.Rank * ReductionPlan.IntsPerDim) + 1];
        var plan = new ReductionPlan(x, mask, memory);
        bool direct = plan.InOrder && y.IsContiguous;
        Tensor results = direct ? y : plan.Results(y.DType);
        fixed (T* px = &plan.X.First<T>())
        fixed (TOut* py = &results.First<TOut>())
        {
            Start<LaneReducer<TKernel, T, TAcc, TOut>, T, TAcc>(plan.At, px, new LaneReducer<TKernel, T, TAcc, TOut>(py, parameter, accumulate && direct));
        }

        GC.KeepAlive(plan.X);
        if (!direct)
        {
            plan.Deliver(results, y, accumulate);
        }
    }

    /// <summary>The results of no elements.</summary>
    private static void Fill<TKernel, TAcc, TOut>(Tensor y, double parameter, bool accumulate)
        where TKernel : struct, ILaneKernel
        where TAcc : unmanaged, INumber<TAcc>, IMinMaxValue<TAcc>
        where TOut : unmanaged, INumber<TOut>
    {
        Tensor nothing = Backend.Cpu.Allocate(new TensorSpec(Shape.Scalar, y.DType));
        nothing.First<TOut>() = TOut.CreateTruncating(TKernel.Finish(TKernel.Identity<TAcc>(), parameter));
        Elementwise.Copy(y, nothing, accumulate);
    }

    private static void Start<TReducer, T, TAcc>(in ReductionGeometry at, T* x, TReducer reducer)
        where TReducer : struct, IReducer<T, TAcc>
        where T : unmanaged
        where TAcc : unmanaged
    {
        var task = new ReductionTask<TReducer, T, TAcc>(at, x, reducer);
        nint partials = task.PartialCount;
        task.Run(partials == 0 ? null : Scratch.Get<TAcc>(Scratch.Purpose.Partials, partials));
    }
}
