using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>y = f(x) on one vector. Implementations are readonly structs; their fields are the op's parameters.</summary>
internal interface IUnaryKernel
{
    /// <summary>Whether the kernel has its Float32 formulas on 512 bits too, with the same bits in each lane: worth it where arithmetic, not memory, takes the time.</summary>
    static virtual bool IsWide => false;

    /// <summary>f(x), lane by lane.</summary>
    Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>;

    /// <summary>dy · f'(x), where saved is x or y as the op declares. Only read when the op says it has a gradient kernel.</summary>
    Vector<T> Grad<T>(Vector<T> dy, Vector<T> saved) where T : unmanaged, INumber<T> => throw new UnreachableException();

    /// <summary>f(x) of 16 floats, where <see cref="IsWide"/>.</summary>
    Vector512<float> Apply(Vector512<float> x) => throw new UnreachableException();

    /// <summary>dy · f'(x) of 16 floats, where <see cref="IsWide"/> and the op has a gradient kernel.</summary>
    Vector512<float> Grad(Vector512<float> dy, Vector512<float> saved) => throw new UnreachableException();
}

/// <summary>y = f(a, b) on one vector.</summary>
internal interface IBinaryKernel
{
    /// <summary>f(a, b), lane by lane.</summary>
    Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>;
}

/// <summary>y = f(a, b, c) on one vector.</summary>
internal interface ITernaryKernel
{
    /// <summary>f(a, b, c), lane by lane.</summary>
    Vector<T> Apply<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged, INumber<T>;
}

/// <summary>A predicate of two vectors.</summary>
internal interface ICompareKernel
{
    /// <summary>All bits of a lane set where it holds, none where it does not.</summary>
    Vector<T> Apply<T>(Vector<T> a, Vector<T> b) where T : unmanaged, INumber<T>;
}

/// <summary>A predicate of one vector.</summary>
internal interface ITestKernel
{
    /// <summary>All bits of a lane set where it holds, none where it does not.</summary>
    Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>;
}
