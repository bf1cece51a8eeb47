using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>y = f(x) on one vector. Implementations are readonly structs; their fields are the op's parameters.</summary>
internal interface IUnaryKernel
{
    /// <summary>f(x), lane by lane.</summary>
    Vector<T> Apply<T>(Vector<T> x) where T : unmanaged, INumber<T>;

    /// <summary>dy · f'(x), where saved is x or y as the op declares. Only read when the op says it has a gradient kernel.</summary>
    Vector<T> Grad<T>(Vector<T> dy, Vector<T> saved) where T : unmanaged, INumber<T> => throw new System.Diagnostics.UnreachableException();
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
