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

    /// <summary>
    /// Tasks worth other threads: two, but eight where all that was computed since the last update stayed on this thread. Then gradients and parameters lie in its caches, and a second thread fetches
    /// half of them and takes the parameters away from the next forward pass (34K elements, batches of 1: 30 us a step on one thread, on two 36 to 46 where the cores are near one another and 130
    /// where they are far; batches of 4: 37 and 45).
    /// </summary>
    private const int LeastTasks = 2, LeastTasksAfterOneThread = 8;

    [ThreadStatic]
    private static int _jobsBefore;

    /// <summary>Most constants an update has.</summary>
    internal const int MaxConstants = 12;

    internal static void Run<TUpdate, T>(in KernelContext context, TUpdate update, int states)
        where TUpdate : unmanaged, IUpdate
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int outputs = 1 + BitOperations.PopCount((uint)states), count = context.Outputs.Length / outputs, tasks = 0, tables = 0;
        long elements = 0;
        Table<T>* waiting = stackalloc Table<T>[count];
        for (int i = 0; i < count; i++)
        {
            var each = new KernelContext(context.Inputs.Slice(i * (outputs + 1), outputs + 1), context.Outputs.Slice(i * outputs, outputs), context.Mode);
            int n = each.InputSpec(0).Shape.NumEl;
            fixed (T* g = each.Input<T>(1), p = InPlace<T>(each, 0), a = State<T>(each, states, 1), b = State<T>(each, states, 2), c = State<T>(each, states, 4))
            {
                int pieces = (n + Grain - 1) / Grain;
                var table = new Table<T>(n, p, g, a, b, c, pieces);
                if (IsPooled(each))
                {
                    waiting[tables++] = table;
                    tasks += pieces;
                    elements += n;
                }
                else
                {
                    new Body<TUpdate, T>(&table, null, update).Range(table, 0, n); // the collector may move it once it is no longer fixed
                }
            }
        }

        if (elements > Grain * (WorkerPool.Jobs == _jobsBefore ? LeastTasksAfterOneThread : LeastTasks))
        {
            var body = new Body<TUpdate, T>(waiting, Ordered(waiting, tables, tasks), update);
            WorkerPool.For(tasks, ref body);
        }
        else
        {
            for (int i = 0; i < tables; i++)
            {
                new Body<TUpdate, T>(waiting, null, update).Range(waiting[i], 0, waiting[i].N);
            }
        }

        _jobsBefore = WorkerPool.Jobs;
    }

    /// <summary>The order of all tasks, see <see cref="UpdateOrder"/>.</summary>
    private static (int Parameter, int Piece)* Ordered<T>(Table<T>* tables, int count, int tasks) where T : unmanaged
    {
        int* pieces = stackalloc int[count];
        for (int i = 0; i < count; i++)
        {
            pieces[i] = tables[i].Tasks;
        }

        var order = (ValueTuple<int, int>*)Scratch.Get<long>(Scratch.Purpose.Order, tasks);
        UpdateOrder.Deal(new ReadOnlySpan<int>(pieces, count), Parallelism.MaxThreads, new Span<(int, int)>(order, tasks));
        return order;
    }

    /// <summary>Whether all memory lies in the pool, which never moves.</summary>
    private static bool IsPooled(in KernelContext context)
    {
        bool pooled = context.In(1).Pooled is not null;
        foreach (Tensor output in context.Outputs)
        {
            pooled &= output.Pooled is not null;
        }

        return pooled;
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

    /// <summary>One parameter: its elements, gradient and state, and how many tasks they are.</summary>
    private readonly struct Table<T>(int n, T* p, T* g, T* a, T* b, T* c, int tasks)
        where T : unmanaged
    {
        internal readonly T* P = p, G = g, A = a, B = b, C = c;
        internal readonly int N = n, Tasks = tasks;

        /// <summary>Elements of a task: equal parts, so that no thread is left with one task more than the others, of whole cache lines.</summary>
        internal readonly int Piece = tasks == 0 ? 0 : (((n + tasks - 1) / tasks) + 15) & ~15;
    }

    private readonly struct Body<TUpdate, T>(Table<T>* tables, (int Parameter, int Piece)* order, TUpdate update) : IParallelBody
        where TUpdate : unmanaged, IUpdate
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Invoke(int index)
        {
            ref readonly Table<T> table = ref tables[order[index].Parameter];
            int start = order[index].Piece * table.Piece;
            Range(table, start, Math.Min(table.Piece, table.N - start));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal void Range(in Table<T> table, int start, int count)
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

            T* pp = table.P + start, pg = table.G + start, pa = At(table.A, start), pb = At(table.B, start), pc = At(table.C, start);
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
