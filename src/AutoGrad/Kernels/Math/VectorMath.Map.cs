using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

internal static unsafe partial class VectorMath
{
    /// <summary>Applies a Float64 function to each lane; floats are computed in Float64 and rounded once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<T> Map<T>(Vector<T> x, delegate*<double, double> f)
        where T : unmanaged
    {
        Vector<T> y = x;
        if (typeof(T) == typeof(float))
        {
            float* lanes = (float*)&y;
            for (int i = 0; i < Vector<float>.Count; i++)
            {
                lanes[i] = (float)f(lanes[i]);
            }
        }
        else
        {
            double* lanes = (double*)&y;
            for (int i = 0; i < Vector<double>.Count; i++)
            {
                lanes[i] = f(lanes[i]);
            }
        }

        return y;
    }

    /// <summary>Applies a Float64 function of two arguments to each pair of lanes; floats are computed in Float64 and rounded once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<T> Map<T>(Vector<T> x, Vector<T> y, delegate*<double, double, double> f)
        where T : unmanaged
    {
        Vector<T> z = x, other = y;
        if (typeof(T) == typeof(float))
        {
            float* lanes = (float*)&z, others = (float*)&other;
            for (int i = 0; i < Vector<float>.Count; i++)
            {
                lanes[i] = (float)f(lanes[i], others[i]);
            }
        }
        else
        {
            double* lanes = (double*)&z, others = (double*)&other;
            for (int i = 0; i < Vector<double>.Count; i++)
            {
                lanes[i] = f(lanes[i], others[i]);
            }
        }

        return z;
    }
}
