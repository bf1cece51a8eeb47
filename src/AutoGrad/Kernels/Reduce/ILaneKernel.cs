using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>A reduction by an associative operation on numbers, the same in every lane of a vector.</summary>
/// <remarks>Accumulators are double for Float32 and Float64 sums and products, long for those of integers, and the element type for maxima.</remarks>
internal interface ILaneKernel
{
    /// <summary>The result of no elements.</summary>
    static abstract T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    /// <summary>What an element contributes.</summary>
    static abstract T Map<T>(T x) where T : unmanaged, INumber<T>;

    /// <summary>As <see cref="Map{T}(T)"/>, in every lane.</summary>
    static abstract Vector256<T> Map<T>(Vector256<T> x) where T : unmanaged, INumber<T>;

    /// <summary>The operation.</summary>
    static abstract T Combine<T>(T a, T b) where T : unmanaged, INumber<T>;

    /// <summary>As <see cref="Combine{T}(T, T)"/>, in every lane.</summary>
    static abstract Vector256<T> Combine<T>(Vector256<T> a, Vector256<T> b) where T : unmanaged, INumber<T>;

    /// <summary>The result from the accumulator of all elements; parameter is the number the op passed.</summary>
    static virtual T Finish<T>(T acc, double parameter) where T : unmanaged, INumber<T> => acc;
}
