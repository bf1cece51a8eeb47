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

    /// <summary>Elements of a block of columns that stay in the second-level cache between passes.</summary>
    private const int ColumnElements = 32768;

    private readonly int _operands;
    private readonly int _n;
    private readonly int _inner;
    private readonly int _width;        // neighbouring lines of a block
    private readonly int _blocks;       // blocks per outer index
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
        _width = TKernel.HasColumns ? Math.Clamp(ColumnElements / n, Lines, ColumnMath.MaxWidth) : Lines;
        _blocks = inner == 1 ? 1 : (inner + _width - 1) / _width;
        _items = outer * _blocks;
        _itemsPerTask = Math.Max(1, Grain / (n * Math.Min(inner, _width)));
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
            int rows = TKernel.HasRows ? end - (index * _itemsPerTask) : 1;
            for (int row = index * _itemsPerTask; row < end; row += rows)
            {
                for (int k = 0; k < _operands; k++)
                {
                    p[k] = (T*)_data[k] + ((nint)row * _n);
                }

                if (TKernel.HasRows)
                {
                    _kernel.Rows(p, _n, row, rows);
                }
                else
                {
                    _kernel.Row(p, _n, row);
                }
            }

            return;
        }

        if (TKernel.HasColumns)
        {
            for (int item = index * _itemsPerTask; item < end; item++)
            {
                (int outer, int block) = Math.DivRem(item, _blocks);
                nint start = ((nint)outer * _n * _inner) + (block * _width);
                for (int k = 0; k < _operands; k++)
                {
                    p[k] = (T*)_data[k] + start;
                }

                _kernel.Columns(p, _n, Math.Min(_width, _inner - (block * _width)), _inner);
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

    [MethodImpl(Loops.Hot)]
    private readonly void Gather(T* from, T* to, int lines)
    {
        nint n = _n, inner = _inner;
        for (nint line = 0; line < lines; line++, from++, to += n)
        {
            for (nint i = 0; i < n; i++)
            {
                to[i] = from[i * inner];
            }
        }
    }

    [MethodImpl(Loops.Hot)]
    private readonly void Scatter(T* from, T* to, int lines)
    {
        nint n = _n, inner = _inner;
        for (nint line = 0; line < lines; line++, from += n, to++)
        {
            for (nint i = 0; i < n; i++)
            {
                to[i * inner] = from[i];
            }
        }
    }

    [InlineArray(MaxOperands)]
    private struct Operands
    {
        private nint _first;
    }
}
