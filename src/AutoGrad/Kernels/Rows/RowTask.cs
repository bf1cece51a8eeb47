using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Runs a row kernel over all lines along one dimension of contiguous operands; lines with gaps are packed some at a time.</summary>
/// <remarks>Lines are cut into tasks by size alone.</remarks>
internal unsafe struct RowTask<TKernel, T> : IParallelBody
    where TKernel : struct, IRowKernel
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Most operands of a kernel: the output and three inputs.</summary>
    internal const int MaxOperands = 4;

    private const int Grain = 8192;

    /// <summary>Neighbouring lines packed together: a cache line of Float32.</summary>
    private const int Lines = 16;

    private readonly int _operands;
    private readonly int _n;
    private readonly int _inner;
    private readonly int _blocks;       // blocks of neighbouring lines per outer index
    private readonly int _items;
    private readonly int _itemsPerTask;
    private readonly int _outputs;
    private TKernel _kernel;
    private Operands _data;

    /// <summary>A task over [outer, n, inner]; of the operands the first is the output, if there is one.</summary>
    internal RowTask(TKernel kernel, ReadOnlySpan<nint> operands, int outputs, int outer, int n, int inner)
    {
        _kernel = kernel;
        _operands = operands.Length;
        operands.CopyTo(_data);
        _n = n;
        _inner = inner;
        _outputs = outputs;
        _blocks = inner == 1 ? 1 : (inner + Lines - 1) / Lines;
        _items = outer * _blocks;
        _itemsPerTask = Math.Max(1, Grain / (n * Math.Min(inner, Lines)));
    }

    internal void Run()
    {
        int tasks = (_items + _itemsPerTask - 1) / _itemsPerTask;
        if (tasks <= 1)
        {
            Invoke(0);
        }
        else
        {
            WorkerPool.For(tasks, ref this);
        }
    }

    public void Invoke(int index)
    {
        int end = Math.Min((index + 1) * _itemsPerTask, _items);
        T** p = stackalloc T*[MaxOperands];
        if (_inner == 1)
        {
            for (int row = index * _itemsPerTask; row < end; row++)
            {
                for (int k = 0; k < _operands; k++)
                {
                    p[k] = (T*)_data[k] + ((nint)row * _n);
                }

                _kernel.Row(p, _n, row);
            }

            return;
        }

        T* packed = Scratch.Get<T>(Scratch.Purpose.Operand, (nint)_operands * _n * Lines);
        for (int item = index * _itemsPerTask; item < end; item++)
        {
            Packed(packed, p, item);
        }
    }

    private void Packed(T* packed, T** p, int item)
    {
        (int outer, int block) = Math.DivRem(item, _blocks);
        int first = block * Lines, lines = Math.Min(Lines, _inner - first);
        nint start = ((nint)outer * _n * _inner) + first;
        for (int k = _outputs; k < _operands; k++)
        {
            Gather((T*)_data[k] + start, packed + ((nint)k * _n * Lines), lines);
        }

        for (int line = 0; line < lines; line++)
        {
            for (int k = 0; k < _operands; k++)
            {
                p[k] = packed + ((nint)k * _n * Lines) + ((nint)line * _n);
            }

            _kernel.Row(p, _n, (outer * _inner) + first + line);
        }

        if (_outputs == 1)
        {
            Scatter(packed, (T*)_data[0] + start, lines);
        }
    }

    private readonly void Gather(T* from, T* to, int lines)
    {
        for (int i = 0; i < _n; i++, from += _inner)
        {
            for (int line = 0; line < lines; line++)
            {
                to[((nint)line * _n) + i] = from[line];
            }
        }
    }

    private readonly void Scatter(T* from, T* to, int lines)
    {
        for (int i = 0; i < _n; i++, to += _inner)
        {
            for (int line = 0; line < lines; line++)
            {
                to[line] = from[((nint)line * _n) + i];
            }
        }
    }

    [InlineArray(MaxOperands)]
    private struct Operands
    {
        private nint _first;
    }
}
