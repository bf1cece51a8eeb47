using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels;

namespace AutoGrad.Optim;

/// <summary>One pass over parameter, gradient and state: each element is read and written once.</summary>
internal static unsafe class UpdateLoop
{
    /// <summary>Elements per task; 64 KB of each array keeps a task's working set in the second-level cache.</summary>
    private const int Grain = 16384;

    /// <summary>Most constants an update has.</summary>
    internal const int MaxConstants = 12;

    internal static void Run<TUpdate, T>(in KernelContext context, TUpdate update, int states)
        where TUpdate : unmanaged, IUpdate
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int n = context.InputSpec(0).Shape.NumEl;
        fixed (T* g = context.Input<T>(1), p = InPlace<T>(context, 0), a = State<T>(context, states, 1), b = State<T>(context, states, 2), c = State<T>(context, states, 4))
        {
            var body = new Body<TUpdate, T>(n, p, g, a, b, c, update);
            if (n <= 2 * Grain)
            {
                body.Range(0, n);
            }
            else
            {
                WorkerPool.For((n + Grain - 1) / Grain, ref body);
            }
        }
    }

    /// <summary>A state tensor, empty if there is none; those there are lie one behind the other.</summary>
    private static Span<T> State<T>(in KernelContext context, int states, int bit) where T : unmanaged =>
        (states & bit) == 0 ? default : InPlace<T>(context, 1 + BitOperations.PopCount((uint)(states & (bit - 1))));

    /// <summary>An output, holding its old values. Input and output are the same memory unless the backend had to pack a strided one.</summary>
    private static Span<T> InPlace<T>(in KernelContext context, int output) where T : unmanaged
    {
        Span<T> to = context.Output<T>(output);
        ReadOnlySpan<T> from = context.Input<T>(output == 0 ? 0 : output + 1); // 1 is the gradient
        if (!Unsafe.AreSame(in MemoryMarshal.GetReference(from), in MemoryMarshal.GetReference(to)))
        {
            from.CopyTo(to);
        }

        return to;
    }

    private readonly struct Body<TUpdate, T>(int n, T* p, T* g, T* a, T* b, T* c, TUpdate update) : IParallelBody
        where TUpdate : unmanaged, IUpdate
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int index) => Range(index * Grain, Math.Min(Grain, n - (index * Grain)));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal void Range(int start, int count)
        {
            // Constants are vectors in memory, made once: conversions and broadcasts in the loop took eight times as long as the arithmetic.
            double* numbers = stackalloc double[MaxConstants];
            Vector<T>* k = stackalloc Vector<T>[MaxConstants];
            TUpdate step = update;
            step.Constants(new Span<double>(numbers, MaxConstants));
            for (int j = 0; j < MaxConstants; j++)
            {
                k[j] = Vector.Create(T.CreateTruncating(numbers[j]));
            }

            T* pp = p + start, pg = g + start, pa = At(a, start), pb = At(b, start), pc = At(c, start);
            int width = Vector<T>.Count, i = 0;
            for (; i <= count - width; i += width)
            {
                Vector<T> vp = Vector.Load(pp + i), va = Load(1, pa, i), vb = Load(2, pb, i), vc = Load(3, pc, i);
                step.Apply(k, ref vp, Vector.Load(pg + i), ref va, ref vb, ref vc);
                vp.Store(pp + i);
                Store(1, va, pa, i);
                Store(2, vb, pb, i);
                Store(3, vc, pc, i);
            }

            int rest = count - i;
            if (rest > 0)
            {
                Vector<T> vp = Loops.LoadPart(pp + i, rest), va = Part(pa, i, rest), vb = Part(pb, i, rest), vc = Part(pc, i, rest);
                step.Apply(k, ref vp, Loops.LoadPart(pg + i, rest), ref va, ref vb, ref vc);
                Loops.StorePart(vp, pp + i, rest);
                StorePart(va, pa, i, rest);
                StorePart(vb, pb, i, rest);
                StorePart(vc, pc, i, rest);
            }
        }

        private static T* At(T* source, int i) => source == null ? null : source + i;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<T> Load(int state, T* source, int i) => TUpdate.MostStates < state || source == null ? Vector<T>.Zero : Vector.Load(source + i);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store(int state, Vector<T> value, T* target, int i)
        {
            if (TUpdate.MostStates >= state && target != null)
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

    /// <summary>Running averages that decay below the smallest normal number become zero: denormals cost four times the time of the whole step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Flush<T>(Vector<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), Vector.Create(T.CreateTruncating(typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308))), Vector<T>.Zero, x);
}
