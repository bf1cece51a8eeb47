using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The dense loops of elementwise kernels. p[0] is the output, p[1] and on are the inputs; state is the kernel struct with its parameters.</summary>
/// <remarks>The tail goes through the same vector function in a padded register, so an element's value never depends on its position.</remarks>
internal static unsafe partial class Loops
{
    internal const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>y = f(x).</summary>
    [MethodImpl(Hot)]
    internal static void Unary<TKernel, T>(byte** p, nint n, void* state) where TKernel : unmanaged, IUnaryKernel where T : unmanaged, INumber<T>
    {
        TKernel kernel = *(TKernel*)state;
        T* y = (T*)p[0];
        T* x = (T*)p[1];
        nint i = 0;
        if (typeof(T) == typeof(float) && TKernel.IsWide && WideMath.IsFast)
        {
            for (; i <= n - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                kernel.Apply(Vector512.Load((float*)x + i)).Store((float*)y + i);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            kernel.Apply(Vector.Load(x + i)).Store(y + i);
        }

        if (i < n)
        {
            StorePart(kernel.Apply(LoadPart(x + i, n - i)), y + i, n - i);
        }
    }

    /// <summary>dx = dy · f'(x), given x and y where the kernel reads them.</summary>
    [MethodImpl(Hot)]
    internal static void UnaryGrad<TKernel, T>(byte** p, nint n, void* state) where TKernel : unmanaged, IUnaryKernel where T : unmanaged, INumber<T>
    {
        TKernel kernel = *(TKernel*)state;
        T* dx = (T*)p[0];
        T* dy = (T*)p[1];
        T* v = (T*)p[2];
        nint i = 0;
        if (typeof(T) == typeof(float) && TKernel.IsWide && WideMath.IsFast)
        {
            for (; i <= n - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                kernel.Grad(Vector512.Load((float*)dy + i), Vector512.Load((float*)v + i)).Store((float*)dx + i);
            }
        }

        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            kernel.Grad(Vector.Load(dy + i), Vector.Load(v + i)).Store(dx + i);
        }

        if (i < n)
        {
            StorePart(kernel.Grad(LoadPart(dy + i, n - i), LoadPart(v + i, n - i)), dx + i, n - i);
        }
    }

    /// <summary>y = f(a, b).</summary>
    [MethodImpl(Hot)]
    internal static void Binary<TKernel, T>(byte** p, nint n, void* state) where TKernel : unmanaged, IBinaryKernel where T : unmanaged, INumber<T>
    {
        TKernel kernel = *(TKernel*)state;
        T* y = (T*)p[0];
        T* a = (T*)p[1];
        T* b = (T*)p[2];
        nint i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            kernel.Apply(Vector.Load(a + i), Vector.Load(b + i)).Store(y + i);
        }

        if (i < n)
        {
            StorePart(kernel.Apply(LoadPart(a + i, n - i), LoadPart(b + i, n - i)), y + i, n - i);
        }
    }

    /// <summary>y = f(a, b, c).</summary>
    [MethodImpl(Hot)]
    internal static void Ternary<TKernel, T>(byte** p, nint n, void* state) where TKernel : unmanaged, ITernaryKernel where T : unmanaged, INumber<T>
    {
        TKernel kernel = *(TKernel*)state;
        T* y = (T*)p[0];
        T* a = (T*)p[1];
        T* b = (T*)p[2];
        T* c = (T*)p[3];
        nint i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            kernel.Apply(Vector.Load(a + i), Vector.Load(b + i), Vector.Load(c + i)).Store(y + i);
        }

        if (i < n)
        {
            StorePart(kernel.Apply(LoadPart(a + i, n - i), LoadPart(b + i, n - i), LoadPart(c + i, n - i)), y + i, n - i);
        }
    }

    /// <summary>y = x, moved as bits.</summary>
    internal static void Copy<T>(byte** p, nint n, void* state) where T : unmanaged => Buffer.MemoryCopy(p[1], p[0], n * sizeof(T), n * sizeof(T));

    /// <summary>target += source.</summary>
    [MethodImpl(Hot)]
    internal static void AddTo<T>(T* target, T* source, nint n) where T : unmanaged, INumberBase<T>
    {
        nint i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector.Load(target + i) + Vector.Load(source + i)).Store(target + i);
        }

        for (; i < n; i++)
        {
            target[i] += source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> LoadPart<T>(T* source, nint n) where T : unmanaged
    {
        Vector<T> part = Vector<T>.One; // 1 is inside every kernel's domain, so unused lanes cost no slow path
        Buffer.MemoryCopy(source, &part, sizeof(Vector<T>), n * sizeof(T));
        return part;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StorePart<T>(Vector<T> value, T* target, nint n) where T : unmanaged =>
        Buffer.MemoryCopy(&value, target, n * sizeof(T), n * sizeof(T));
}
