using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad.Optim;

/// <summary>The arithmetic of one optimizer on one vector of elements; fields are the options of this step.</summary>
internal interface IUpdate
{
    /// <summary>Changes p and the state vectors a, b, c from the gradient g; unused states are passed as zeros.</summary>
    void Apply<T>(ref Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>One pass over parameter, gradient and state: each element is read and written once.</summary>
internal static unsafe class UpdateLoop
{
    /// <summary>Elements per task; 64 KB of each array keeps a task's working set in the second-level cache.</summary>
    private const int Grain = 16384;

    internal static void Run<TUpdate>(Parameter parameter, Tensor grad, TUpdate update, Tensor? a = null, Tensor? b = null, Tensor? c = null)
        where TUpdate : unmanaged, IUpdate
    {
        Tensor data = parameter.Data;
        Tensor dense = data.Contiguous();
        grad = grad.Contiguous();
        if (data.DType == DType.Float32)
        {
            Run<TUpdate, float>(dense, grad, a, b, c, update);
        }
        else
        {
            Run<TUpdate, double>(dense, grad, a, b, c, update);
        }

        if (!ReferenceEquals(dense, data))
        {
            Elementwise.Copy(data, dense, accumulate: false);
        }

        data.Bump();
        GC.KeepAlive(dense);
        GC.KeepAlive(grad);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
    }

    private static void Run<TUpdate, T>(Tensor p, Tensor g, Tensor? a, Tensor? b, Tensor? c, TUpdate update)
        where TUpdate : unmanaged, IUpdate
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* pp = &p.First<T>(), pg = &g.First<T>(), pa = &(a ?? g).First<T>(), pb = &(b ?? g).First<T>(), pc = &(c ?? g).First<T>())
        {
            var body = new Body<TUpdate, T>(p.NumEl, pp, pg, a is null ? null : pa, b is null ? null : pb, c is null ? null : pc, update);
            if (p.NumEl <= 2 * Grain)
            {
                body.Range(0, p.NumEl);
            }
            else
            {
                WorkerPool.For((p.NumEl + Grain - 1) / Grain, ref body);
            }
        }
    }

    private readonly struct Body<TUpdate, T>(int n, T* p, T* g, T* a, T* b, T* c, TUpdate update) : IParallelBody
        where TUpdate : unmanaged, IUpdate
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int index) => Range(index * Grain, Math.Min(Grain, n - (index * Grain)));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal void Range(int start, int count)
        {
            int width = Vector<T>.Count, end = start + count, i = start;
            TUpdate step = update;
            for (; i <= end - width; i += width)
            {
                Vector<T> vp = Vector.Load(p + i), va = Load(a, i), vb = Load(b, i), vc = Load(c, i);
                step.Apply(ref vp, Vector.Load(g + i), ref va, ref vb, ref vc);
                vp.Store(p + i);
                Store(va, a, i);
                Store(vb, b, i);
                Store(vc, c, i);
            }

            int rest = end - i;
            if (rest > 0)
            {
                Vector<T> vp = Loops.LoadPart(p + i, rest), va = Part(a, i, rest), vb = Part(b, i, rest), vc = Part(c, i, rest);
                step.Apply(ref vp, Loops.LoadPart(g + i, rest), ref va, ref vb, ref vc);
                Loops.StorePart(vp, p + i, rest);
                StorePart(va, a, i, rest);
                StorePart(vb, b, i, rest);
                StorePart(vc, c, i, rest);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<T> Load(T* source, int i) => source == null ? Vector<T>.Zero : Vector.Load(source + i);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store(Vector<T> value, T* target, int i)
        {
            if (target != null)
            {
                value.Store(target + i);
            }
        }

        private static Vector<T> Part(T* source, int i, int n) => source == null ? Vector<T>.Zero : Loops.LoadPart(source + i, n);

        private static void StorePart(Vector<T> value, T* target, int i, int n)
        {
            if (target != null)
            {
                Loops.StorePart(value, target + i, n);
            }
        }
    }

    /// <summary>A constant in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> All<T>(double value) where T : unmanaged, IFloatingPointIeee754<T> => Vector.Create(T.CreateTruncating(value));

    /// <summary>Running averages that decay below the smallest normal number become zero: denormals cost four times the time of the whole step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Flush<T>(Vector<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), All<T>(typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308)), Vector<T>.Zero, x);
}
