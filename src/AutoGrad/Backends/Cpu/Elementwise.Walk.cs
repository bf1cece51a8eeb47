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

        internal int Begin(Tensor output, bool accumulate)
        {
            _count = output.NumEl;
            _accumulate = accumulate;
            _outputType = output.DType;
            _dense = !accumulate;
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
        private void Chunks(byte** p, int start, int length)
        {
            byte* scratch = stackalloc byte[MaxOperands * Chunk * 8];
            int row = _rank > 0 ? _sizes[_rank - 1] : 0;
            bool rows = row >= LongRow;
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
                int n = Math.Min(length - done, rows ? Math.Min(Chunk, row - (at % row)) : Chunk);
                for (int k = 0; k < _operands; k++)
                {
                    byte* packed = scratch + (k * Chunk * 8);
                    p[k] = _kind[k] switch
                    {
                        Kind.Dense => (byte*)_data[k] + ((long)at * _size[k]),
                        Kind.Single => packed,
                        _ => k == 0 || !rows ? packed : Row(k, at, packed, n),
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
