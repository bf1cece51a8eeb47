namespace AutoGrad;

/// <summary>Moves runs of elements between dense and strided memory; generic over the element's size, not its type, so the JIT sees three forms.</summary>
internal static unsafe class StridedMemory
{
    /// <summary>Repeated elements from which on a fill by vectors is faster than single stores.</summary>
    private const int ShortFill = 16;

    /// <summary>Element offset of the element at a row-major position.</summary>
    internal static long OffsetOf(int* sizes, int* strides, int rank, int position)
    {
        long offset = 0;
        for (int i = rank - 1; i >= 0; i--)
        {
            (position, int index) = Math.DivRem(position, sizes[i]);
            offset += (long)index * strides[i];
        }

        return offset;
    }

    internal static void Gather(byte* dense, byte* strided, int size, int* sizes, int* strides, int rank, int position, int n)
    {
        switch (size)
        {
            case 1:
                Move<byte, ToDense>(dense, strided, sizes, strides, rank, position, n);
                break;
            case 4:
                Move<int, ToDense>((int*)dense, (int*)strided, sizes, strides, rank, position, n);
                break;
            default:
                Move<long, ToDense>((long*)dense, (long*)strided, sizes, strides, rank, position, n);
                break;
        }
    }

    internal static void Scatter(byte* dense, byte* strided, DType dtype, int* sizes, int* strides, int rank, int position, int n, bool accumulate)
    {
        switch (dtype, accumulate)
        {
            case (DType.Bool or DType.UInt8, _):
                Move<byte, FromDense>(dense, strided, sizes, strides, rank, position, n);
                break;
            case (DType.Float32 or DType.Int32, false):
                Move<int, FromDense>((int*)dense, (int*)strided, sizes, strides, rank, position, n);
                break;
            case (_, false):
                Move<long, FromDense>((long*)dense, (long*)strided, sizes, strides, rank, position, n);
                break;
            case (DType.Float32, true):
                Move<float, AddDense>((float*)dense, (float*)strided, sizes, strides, rank, position, n);
                break;
            case (DType.Float64, true):
                Move<double, AddDense>((double*)dense, (double*)strided, sizes, strides, rank, position, n);
                break;
            case (DType.Int32, true):
                Move<int, AddDense>((int*)dense, (int*)strided, sizes, strides, rank, position, n);
                break;
            default:
                Move<long, AddDense>((long*)dense, (long*)strided, sizes, strides, rank, position, n);
                break;
        }
    }

    internal static void GatherRun(byte* dense, byte* strided, int size, int stride, int n)
    {
        switch (size)
        {
            case 1:
                Run<byte, ToDense>(dense, strided, stride, n);
                break;
            case 4:
                Run<int, ToDense>((int*)dense, (int*)strided, stride, n);
                break;
            default:
                Run<long, ToDense>((long*)dense, (long*)strided, stride, n);
                break;
        }
    }

    /// <summary>target += source, both dense.</summary>
    internal static void Add(byte* target, byte* source, DType dtype, int n)
    {
        switch (dtype)
        {
            case DType.Float32:
                Kernels.Loops.AddTo((float*)target, (float*)source, n);
                break;
            case DType.Float64:
                Kernels.Loops.AddTo((double*)target, (double*)source, n);
                break;
            case DType.Int32:
                Kernels.Loops.AddTo((int*)target, (int*)source, n);
                break;
            case DType.Int64:
                Kernels.Loops.AddTo((long*)target, (long*)source, n);
                break;
            default:
                Kernels.Loops.AddTo(target, source, n);
                break;
        }
    }

    private static void Move<T, TMove>(T* dense, T* strided, int* sizes, int* strides, int rank, int position, int n)
        where T : unmanaged, System.Numerics.INumberBase<T>
        where TMove : IMove
    {
        int* index = stackalloc int[Math.Max(rank, 1)];
        long offset = 0;
        for (int i = rank - 1, rest = position; i >= 0; i--)
        {
            (rest, index[i]) = Math.DivRem(rest, sizes[i]);
            offset += (long)index[i] * strides[i];
        }

        int last = rank - 1;
        while (n > 0)
        {
            int run = Math.Min(n, sizes[last] - index[last]);
            Run<T, TMove>(dense, strided + offset, strides[last], run);
            dense += run;
            n -= run;
            index[last] += run;
            offset += (long)run * strides[last];
            for (int i = last; i > 0 && index[i] == sizes[i]; i--)
            {
                offset += strides[i - 1] - ((long)sizes[i] * strides[i]);
                index[i] = 0;
                index[i - 1]++;
            }
        }
    }

    private static void Run<T, TMove>(T* dense, T* strided, int stride, int n)
        where T : unmanaged, System.Numerics.INumberBase<T>
        where TMove : IMove
    {
        if (stride == 1 && TMove.IsPlain)
        {
            long bytes = (long)n * sizeof(T);
            Buffer.MemoryCopy(TMove.ToDense ? strided : dense, TMove.ToDense ? dense : strided, bytes, bytes);
            return;
        }

        if (stride == 0 && n >= ShortFill && TMove.IsPlain && TMove.ToDense)
        {
            new Span<T>(dense, n).Fill(*strided);
            return;
        }

        for (int i = 0; i < n; i++)
        {
            TMove.Apply(ref dense[i], ref strided[(long)i * stride]);
        }
    }

    private interface IMove
    {
        /// <summary>Whether a dense run is a memory copy.</summary>
        static abstract bool IsPlain { get; }

        /// <summary>The direction of that copy.</summary>
        static abstract bool ToDense { get; }

        static abstract void Apply<T>(ref T dense, ref T strided) where T : unmanaged, System.Numerics.INumberBase<T>;
    }

    private readonly struct ToDense : IMove
    {
        public static bool IsPlain => true;

        static bool IMove.ToDense => true;

        public static void Apply<T>(ref T dense, ref T strided) where T : unmanaged, System.Numerics.INumberBase<T> => dense = strided;
    }

    private readonly struct FromDense : IMove
    {
        public static bool IsPlain => true;

        static bool IMove.ToDense => false;

        public static void Apply<T>(ref T dense, ref T strided) where T : unmanaged, System.Numerics.INumberBase<T> => strided = dense;
    }

    private readonly struct AddDense : IMove
    {
        public static bool IsPlain => false;

        static bool IMove.ToDense => false;

        public static void Apply<T>(ref T dense, ref T strided) where T : unmanaged, System.Numerics.INumberBase<T> => strided += dense;
    }
}
