using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Reductions over any dims of a tensor of any strides: from the dtype to the reducer in one switch per family.</summary>
internal static class Reductions
{
    /// <summary>y = or += the sum of x over the dims in the mask, divided by a number. Float32 is summed in double, integers in Int64.</summary>
    internal static void Sum(Tensor x, ulong mask, Tensor y, bool accumulate, double divisor = 1) => Accumulate<SumLanes>(x, mask, y, divisor, accumulate);

    /// <summary>A reduction in double for floats and Int64 for the rest; y has x's dtype if that is a float, else Int64 or x's own.</summary>
    internal static void Accumulate<TKernel>(Tensor x, ulong mask, Tensor y, double parameter = 1, bool accumulate = false) where TKernel : struct, ILaneKernel
    {
        switch (x.DType, y.DType)
        {
            case (DType.Float32, _):
                Lanes<TKernel, float, double, float>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Float64, _):
                Lanes<TKernel, double, double, double>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Int64, _):
                Lanes<TKernel, long, long, long>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Int32, DType.Int64):
                Lanes<TKernel, int, long, long>(x, mask, y, parameter, accumulate);
                break;
            case (DType.Int32, _):
                Lanes<TKernel, int, long, int>(x, mask, y, parameter, accumulate);
                break;
            case (_, DType.Int64):
                Lanes<TKernel, byte, long, long>(x, mask, y, parameter, accumulate);
                break;
            default:
                Lanes<TKernel, byte, long, byte>(x, mask, y, parameter, accumulate);
                break;
        }
    }

    /// <summary>A reduction whose accumulator is an element, such as a maximum; y has x's dtype.</summary>
    internal static void Select<TKernel>(Tensor x, ulong mask, Tensor y) where TKernel : struct, ILaneKernel
    {
        switch (x.DType)
        {
            case DType.Float32:
                Lanes<TKernel, float, float, float>(x, mask, y);
                break;
            case DType.Float64:
                Lanes<TKernel, double, double, double>(x, mask, y);
                break;
            case DType.Int64:
                Lanes<TKernel, long, long, long>(x, mask, y);
                break;
            case DType.Int32:
                Lanes<TKernel, int, int, int>(x, mask, y);
                break;
            default:
                Lanes<TKernel, byte, byte, byte>(x, mask, y);
                break;
        }
    }

    /// <summary>A count, Int64.</summary>
    internal static void Count<TKernel>(Tensor x, ulong mask, Tensor y) where TKernel : struct, ILaneKernel
    {
        switch (x.DType)
        {
            case DType.Float32:
                Lanes<TKernel, float, double, long>(x, mask, y);
                break;
            case DType.Float64:
                Lanes<TKernel, double, double, long>(x, mask, y);
                break;
            default:
                Accumulate<TKernel>(x, mask, y);
                break;
        }
    }

    /// <summary>The largest (MaxLanes) or smallest (MinLanes) elements and their first indices along the one dim in the mask, or in a flattened contiguous x.</summary>
    internal static void Extreme<TKernel>(Tensor x, ulong mask, Tensor indices, Tensor? values) where TKernel : struct, ILaneKernel
    {
        switch (x.DType)
        {
            case DType.Float32:
                Extreme<TKernel, float>(x, mask, indices, values);
                break;
            case DType.Float64:
                Extreme<TKernel, double>(x, mask, indices, values);
                break;
            case DType.Int64:
                Extreme<TKernel, long>(x, mask, indices, values);
                break;
            case DType.Int32:
                Extreme<TKernel, int>(x, mask, indices, values);
                break;
            default:
                Extreme<TKernel, byte>(x, mask, indices, values);
                break;
        }
    }

    /// <summary>Variances or standard deviations of floats.</summary>
    internal static void Spread(Tensor x, ulong mask, Tensor y, double correction, bool root)
    {
        if (x.DType == DType.Float32)
        {
            ReductionRunner.Run<MomentReducer<float>, float, Moments>(new MomentReducer<float>(correction, root), x, mask, y);
        }
        else
        {
            ReductionRunner.Run<MomentReducer<double>, double, Moments>(new MomentReducer<double>(correction, root), x, mask, y);
        }
    }

    /// <summary>log Σ e^x of floats.</summary>
    internal static void LogSum(Tensor x, ulong mask, Tensor y)
    {
        if (x.DType == DType.Float32)
        {
            ReductionRunner.Run<LogSumReducer<float>, float, LogSum>(default, x, mask, y);
        }
        else
        {
            ReductionRunner.Run<LogSumReducer<double>, double, LogSum>(default, x, mask, y);
        }
    }

    private static void Lanes<TKernel, T, TAcc, TOut>(Tensor x, ulong mask, Tensor y, double parameter = 1, bool accumulate = false)
        where TKernel : struct, ILaneKernel
        where T : unmanaged, INumber<T>
        where TAcc : unmanaged, INumber<TAcc>, IMinMaxValue<TAcc>
        where TOut : unmanaged, INumber<TOut> =>
        ReductionRunner.Run<LaneReducer<TKernel, T, TAcc, TOut>, T, TAcc>(new LaneReducer<TKernel, T, TAcc, TOut>(parameter), x, mask, y, null, accumulate);

    private static void Extreme<TKernel, T>(Tensor x, ulong mask, Tensor indices, Tensor? values)
        where TKernel : struct, ILaneKernel
        where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        ReductionRunner.Run<ExtremumReducer<TKernel, T>, T, Extremum<T>>(default, x, mask, indices, values);
}
