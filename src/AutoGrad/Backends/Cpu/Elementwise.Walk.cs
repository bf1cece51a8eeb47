using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <content>Operands that are not all dense: broadcast, strided, or added to the output.</content>
internal static unsafe partial class Elementwise
{
    /// <summary>Operands, their kinds and strides; one instance is shared by all tasks.</summary>
    private struct Walk : IParallelBody
    {
        private const int MaxOperands = 5;
        private const int Chunk = 1024;

        /// <summary>Rows at least this long are used in place, shorter ones are packed many to a chunk.</summary>
        private const int LongRow = 128;

        /// <summary>The period of an operand that is used in place.</summary>
        private const int InPlace = 0;

        internal delegate*<byte**, nint, void*, void> Loop;
        internal void* State;
        internal int Grain;
        private Five<nint> _data;
        private Five<int> _size;
        private Five<Kind> _kind;
        private int _operands;
        private int _count;
        private bool _accumulate;
        private DType _outputType;
        private bool _dense;
        private int _rank;
        private int* _sizes;    // coalesced sizes, then one run of strides per operand
        private int _row;       // elements along which every operand is in place or repeats itself; 0 if there are too few
        private int _chunk;     // a multiple of every period
        private Five<int> _period;

        internal int Begin(Tensor output, bool accumulate)
        {
            _count = output.NumEl;
            _accumulate = accumulate;
            _outputType = output.DType;
            _dense = !accumulate;
            _chunk = Chunk;
            return _count;
        }

        internal void Operand(int index, Tensor tensor, byte* data)
        {
            _operands = index + 1;
            _data[index] = (nint)data;
            _size[index] = tensor.DType.Size();
            int count = tensor.NumEl;
            Kind kind = tensor.IsContiguous && count == _count ? Kind.Dense : count == 1 ? Kind.Single : Kind.Strided;
            _kind[index] = kind;
            _dense &= kind == Kind.Dense;
        }

        /// <summary>Broadcast strides for strided operands, with adjacent dimensions merged where every operand allows it.</summary>
        internal void Arrange(Shape shape, ReadOnlySpan<Tensor> operands, int* buffer)
        {
            bool anyStrided = false;
            for (int k = 0; k < _operands; k++)
            {
                anyStrided |= _kind[k] == Kind.Strided;
            }

            if (!anyStrided)
            {
                return;
            }

            int rank = shape.Rank;
            _sizes = buffer;
            Span<int> own = stackalloc int[Math.Max(rank, 1)];
            for (int k = 0; k < _operands; k++)
            {
                Tensor t = operands[k];
                int* strides = buffer + ((k + 1) * rank);
                int missing = rank - t.Rank;
                t.CopyStrides(own);
                for (int i = 0; i < rank; i++)
                {
                    strides[i] = i < missing || (t.Shape[i - missing] == 1 && shape[i] != 1) ? 0 : own[i - missing];
                }
            }

            int merged = -1;
            for (int i = 0; i < rank; i++)
            {
                int size = shape[i];
                if (size == 1)
                {
                    continue;
                }

                bool merges = merged >= 0;
                for (int k = 0; merges && k < _operands; k++)
                {
                    int* strides = buffer + ((k + 1) * rank);
                    merges = strides[merged] == (long)strides[i] * size;
                }

                if (!merges)
                {
                    merged++;
                    buffer[merged] = size;
                }
                else
                {
                    buffer[merged] *= size;
                }

                for (int k = 0; k < _operands; k++)
                {
                    int* strides = buffer + ((k + 1) * rank);
                    strides[merged] = strides[i];
                }
            }

            _rank = merged + 1;
            _stridePitch = rank;
            FindRows();
        }

        /// <summary>The longest rows along which each operand is dense, or dense and then repeated: those of x - mean with x [n, d] and mean [1, d] take in all of x, however small d is.</summary>
        private void FindRows()
        {
            _row = _rank > 0 && _sizes[_rank - 1] >= LongRow ? _sizes[_rank - 1] : 0;
            int dims = _row > 0 || _kind[0] == Kind.Strided ? 1 : _rank, period = 1;
            for (int k = 1; k < _operands; k++)
            {
                dims = _kind[k] == Kind.Strided ? Math.Min(dims, Reach(k, out _)) : dims;
            }

            if (_row > 0 || dims < 2)
            {
                return;
            }

            int row = 1;
            for (int i = _rank - dims; i < _rank; i++)
            {
                row *= _sizes[i];
            }

            for (int k = 1; k < _operands; k++)
            {
                if (_kind[k] == Kind.Strided)
                {
                    Reach(k, out int own);
                    _period[k] = own < row ? own : InPlace;
                    (int small, int large) = _period[k] < period ? (Math.Max(1, _period[k]), period) : (period, _period[k]);
                    period = large;
                    row = large % small == 0 ? row : 0;
                }
            }

            if (row >= LongRow)
            {
                _row = row;
                _chunk = Chunk - (Chunk % period);
            }
        }

        /// <summary>How many of the innermost dims an operand is dense along, or dense and then repeated; period: the elements of its dense part.</summary>
        private readonly int Reach(int operand, out int period)
        {
            int* strides = StridesOf(operand);
            int dims = 0;
            period = 1;
            for (; dims < _rank && strides[_rank - 1 - dims] == period; dims++)
            {
                period *= _sizes[_rank - 1 - dims];
            }

            for (; dims < _rank && strides[_rank - 1 - dims] == 0 && period <= Chunk; dims++)
            {
            }

            return dims;
        }

        private int _stridePitch;

        public void Invoke(int index)
        {
            int start = index * Grain;
            Range(start, Math.Min(Grain, _count - start));
        }

        internal void Range(int start, int length)
        {
            byte** p = stackalloc byte*[MaxOperands];
            if (_dense)
            {
                for (int k = 0; k < _operands; k++)
                {
                    p[k] = (byte*)_data[k] + ((long)start * _size[k]);
                }

                Loop(p, length, State);
                return;
            }

            Chunks(p, start, length);
        }

        [SkipLocalsInit]
        [MethodImpl(Loops.Hot)]
        private void Chunks(byte** p, int start, int length)
        {
            byte* scratch = stackalloc byte[MaxOperands * Chunk * 8];
            int row = _row, tiledRow = -1, tiledPhase = 0;
            bool rows = row > 0;
            for (int k = 1; k < _operands; k++)
            {
                if (_kind[k] == Kind.Single)
                {
                    Fill(scratch + (k * Chunk * 8), (byte*)_data[k], _size[k], Math.Min(length, Chunk));
                }
            }

            for (int done = 0; done < length;)
            {
                int at = start + done;
                int inRow = rows ? at % row : 0, n = Math.Min(length - done, rows ? Math.Min(_chunk, row - inRow) : Chunk);
                bool isTiled = tiledRow == at - inRow && tiledPhase == inRow % _chunk;
                (tiledRow, tiledPhase) = (at - inRow, inRow % _chunk);
                for (int k = 0; k < _operands; k++)
                {
                    byte* packed = scratch + (k * Chunk * 8);
                    p[k] = _kind[k] switch
                    {
                        Kind.Dense => (byte*)_data[k] + ((long)at * _size[k]),
                        Kind.Single => packed,
                        _ when k == 0 || !rows => packed,
                        _ when _period[k] == InPlace => Row(k, at, packed, n),
                        _ => isTiled ? packed : Tile(k, at, inRow % _period[k], packed, Math.Min(_chunk, length - done)),
                    };
                    if (k > 0 && _kind[k] == Kind.Strided && !rows)
                    {
                        StridedMemory.Gather(packed, (byte*)_data[k], _size[k], _sizes, StridesOf(k), _rank, at, n);
                    }
                }

                byte* output = p[0];
                if (_accumulate || _kind[0] != Kind.Dense)
                {
                    p[0] = scratch;
                }

                Loop(p, n, State);
                if (_kind[0] != Kind.Dense)
                {
                    StridedMemory.Scatter(scratch, (byte*)_data[0], _outputType, _sizes, StridesOf(0), _rank, at, n, _accumulate);
                }
                else if (_accumulate)
                {
                    StridedMemory.Add(output, scratch, _outputType, n);
                }

                done += n;
            }
        }

        private readonly int* StridesOf(int operand) => _sizes + ((operand + 1) * _stridePitch);

        /// <summary>A part of one row: in place where the inner stride is 1, packed otherwise.</summary>
        private readonly byte* Row(int operand, int at, byte* packed, int n)
        {
            int* strides = StridesOf(operand);
            long offset = StridedMemory.OffsetOf(_sizes, strides, _rank, at);
            byte* data = (byte*)_data[operand] + (offset * _size[operand]);
            int inner = strides[_rank - 1];
            if (inner == 1)
            {
                return data;
            }

            if (inner == 0)
            {
                Fill(packed, data, _size[operand], n);
            }
            else
            {
                StridedMemory.GatherRun(packed, data, _size[operand], inner, n);
            }

            return packed;
        }

        /// <summary>A dense part, from some phase on, again and again.</summary>
        private readonly byte* Tile(int operand, int at, int phase, byte* packed, int n)
        {
            int size = _size[operand], period = _period[operand];
            byte* from = (byte*)_data[operand] + (StridedMemory.OffsetOf(_sizes, StridesOf(operand), _rank, at - phase) * size);
            long first = (long)(period - phase) * size, whole = (long)period * size, bytes = (long)n * size;
            Buffer.MemoryCopy(from + (phase * size), packed, bytes, Math.Min(first, bytes));
            Buffer.MemoryCopy(from, packed + first, Math.Max(0, bytes - first), Math.Clamp(bytes - first, 0, whole - first));
            for (long done = whole; done < bytes; done *= 2)
            {
                Buffer.MemoryCopy(packed, packed + done, bytes - done, Math.Min(done, bytes - done));
            }

            return packed;
        }

        private static void Fill(byte* target, byte* value, int size, int n)
        {
            switch (size)
            {
                case 1:
                    new Span<byte>(target, n).Fill(*value);
                    break;
                case 4:
                    new Span<int>(target, n).Fill(*(int*)value);
                    break;
                default:
                    new Span<long>(target, n).Fill(*(long*)value);
                    break;
            }
        }

        private enum Kind : byte
        {
            Dense,
            Single,
            Strided,
        }

        [InlineArray(MaxOperands)]
        private struct Five<T>
        {
            private T _first;
        }
    }
}
