using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Copies between memories of any strides in one pass: rows where both are dense along one dimension, tiles where each is dense along another (transposition),
/// single elements along the longest dimension else. Tasks are ranges of the outer dimensions.
/// </summary>
internal unsafe struct StridedCopy : IParallelBody
{
    /// <summary>Elements per task; twice as many are left on one thread.</summary>
    private const int Grain = 1 << 14;

    private const int MaxRank = 64;

    /// <summary>Rows shorter than this are not worth a loop of their own if another dimension is much longer.</summary>
    private const int ShortRow = 8;

    /// <summary>Bytes of a line of the caches.</summary>
    private const int Line = 64;

    /// <summary>Fewer rows than this are not worth a call.</summary>
    private const int ShortRun = 4;

    private byte* _target;
    private byte* _source;
    private int _size;

    /// <summary>Sizes and strides in elements; the last dimension is the inner loop, in tiles the last two are.</summary>
    private int* _sizes;
    private int* _targetStrides;
    private int* _sourceStrides;
    private int _outer;      // how many dimensions lie outside the inner loop
    private bool _tiles;
    private bool _rows;      // whole dense rows in both
    private int _inner;
    private int _pieces;     // pieces of the inner loop (rows of tiles in tiles)
    private int _perPiece;
    private int _unitsPerTask;
    private int _units;

    /// <summary>Copies; the arrays have <paramref name="rank"/> entries and are used as scratch. No size is 0.</summary>
    internal static void Run(byte* target, byte* source, int size, int* sizes, int* targetStrides, int* sourceStrides, int rank)
    {
        rank = Merge(sizes, targetStrides, sourceStrides, rank);
        if (rank == 0)
        {
            Buffer.MemoryCopy(source, target, size, size);
            return;
        }

        var copy = new StridedCopy { _target = target, _source = source, _size = size, _sizes = sizes, _targetStrides = targetStrides, _sourceStrides = sourceStrides };
        copy.Arrange(rank);
        copy.Start();
    }

    public readonly void Invoke(int index)
    {
        int start = index * _unitsPerTask, end = Math.Min(_units, start + _unitsPerTask);
        int* place = stackalloc int[MaxRank];
        (int row, int piece) = Math.DivRem(start, _pieces);
        long t = 0, s = 0;
        for (int i = _outer - 1, rest = row; i >= 0; i--)
        {
            (rest, place[i]) = Math.DivRem(rest, _sizes[i]);
            t += (long)place[i] * _targetStrides[i];
            s += (long)place[i] * _sourceStrides[i];
        }

        if (_rows)
        {
            Rows(place, t, s, end - start);
            return;
        }

        for (int unit = start; unit < end;)
        {
            byte* target = _target + (t * _size), source = _source + (s * _size);
            int from = piece * _perPiece, count = Math.Min(_perPiece, _inner - from);
            switch (_size)
            {
                case 1:
                    Piece(target, source, from, count);
                    break;
                case 4:
                    Piece((int*)target, (int*)source, from, count);
                    break;
                default:
                    Piece((long*)target, (long*)source, from, count);
                    break;
            }

            unit++;
            if (++piece == _pieces)
            {
                piece = 0;
                Next(place, ref t, ref s, 1);
            }
        }
    }

    /// <summary>Copies so many dense rows from a place on.</summary>
    [MethodImpl(Loops.Hot)]
    private readonly void Rows(int* place, long t, long s, int count)
    {
        int d = _outer - 1, inRow = _sizes[d];
        long bytes = (long)_inner * _size, targetPitch = (long)_targetStrides[d] * _size, sourcePitch = (long)_sourceStrides[d] * _size;
        bool vectors = bytes >= Vector512<byte>.Count && bytes < RowCopy.Long;
        while (count > 0)
        {
            byte* target = _target + (t * _size), source = _source + (s * _size);
            int run = Math.Min(count, inRow - place[d]);
            if (vectors)
            {
                // Runs may be a few rows: no call for each.
                for (int i = 0; i < run; i++, target += targetPitch, source += sourcePitch)
                {
                    RowCopy.Vectors(target, source, bytes);
                }
            }
            else
            {
                RowCopy.Run(target, targetPitch, source, sourcePitch, bytes, run);
            }

            count -= run;
            Next(place, ref t, ref s, run);
        }
    }

    /// <summary>Drops sizes of 1 and merges dimensions that both memories run through as one.</summary>
    private static int Merge(int* sizes, int* targetStrides, int* sourceStrides, int rank)
    {
        int merged = -1;
        for (int i = 0; i < rank; i++)
        {
            int size = sizes[i];
            if (size == 1)
            {
                continue;
            }

            bool merges = merged >= 0 && targetStrides[merged] == (long)targetStrides[i] * size && sourceStrides[merged] == (long)sourceStrides[i] * size;
            merged += merges ? 0 : 1;
            sizes[merged] = merges ? sizes[merged] * size : size;
            targetStrides[merged] = targetStrides[i];
            sourceStrides[merged] = sourceStrides[i];
        }

        return merged + 1;
    }

    /// <summary>Chooses the inner dimensions and puts them last.</summary>
    private void Arrange(int rank)
    {
        int longest = 0, targetDense = -1, sourceDense = -1;
        for (int i = 0; i < rank; i++)
        {
            longest = _sizes[i] > _sizes[longest] ? i : longest;
            targetDense = _targetStrides[i] == 1 ? i : targetDense;
            sourceDense = _sourceStrides[i] == 1 ? i : sourceDense;
        }

        _tiles = targetDense >= 0 && sourceDense >= 0 && targetDense != sourceDense && _sizes[targetDense] >= ShortRow && _sizes[sourceDense] >= ShortRow && _size >= 4;
        int inner = targetDense >= 0 ? targetDense : sourceDense >= 0 ? sourceDense : rank - 1;
        inner = _tiles || _sizes[inner] >= ShortRow || _sizes[longest] < 4 * _sizes[inner] ? inner : longest;
        Swap(inner, rank - 1);
        if (_tiles)
        {
            Swap(sourceDense == rank - 1 ? inner : sourceDense, rank - 2);
        }

        _outer = rank - (_tiles ? 2 : 1);
        _inner = _sizes[_outer];
        if (!_tiles && _targetStrides[_outer] == 1 && _sourceStrides[_outer] == 1 && (long)_inner * _size >= Line)
        {
            ReadInOrder();
        }
    }

    /// <summary>
    /// Visits rows in the order in which the source lies: the processor fetches ahead what is read in order, and whole lines may be written in any (8 MB in rows of 256 bytes: 138 instead of 160 us). The order
    /// stays as it is if the rows that then follow one another are few.
    /// </summary>
    private readonly void ReadInOrder()
    {
        int least = 0;
        for (int i = 0; i < _outer; i++)
        {
            if (_sourceStrides[i] <= 0)
            {
                return;
            }

            least = _sourceStrides[i] < _sourceStrides[least] ? i : least;
        }

        if (_outer < 2 || _sizes[least] < ShortRun)
        {
            return;
        }

        for (int i = 1; i < _outer; i++)
        {
            for (int j = i; j > 0 && _sourceStrides[j - 1] < _sourceStrides[j]; j--)
            {
                Swap(j - 1, j);
            }
        }
    }

    private readonly void Swap(int a, int b)
    {
        (_sizes[a], _sizes[b]) = (_sizes[b], _sizes[a]);
        (_targetStrides[a], _targetStrides[b]) = (_targetStrides[b], _targetStrides[a]);
        (_sourceStrides[a], _sourceStrides[b]) = (_sourceStrides[b], _sourceStrides[a]);
    }

    private void Start()
    {
        int rows = 1;
        for (int i = 0; i < _outer; i++)
        {
            rows *= _sizes[i];
        }

        int across = _tiles ? _sizes[_outer + 1] : 1;
        _perPiece = _tiles ? Math.Max(64, Grain / across / 64 * 64) : Grain;
        _pieces = (_inner + _perPiece - 1) / _perPiece;
        _units = rows * _pieces;
        _rows = !_tiles && _outer > 0 && _pieces == 1 && _targetStrides[_outer] == 1 && _sourceStrides[_outer] == 1;
        long perUnit = Math.Min((long)_perPiece, _inner) * across;
        long count = (long)rows * _inner * across;
        _unitsPerTask = count <= 2 * Grain ? _units : (int)Math.Max(1, WorkerPool.Grain(count, Grain) / perUnit);
        WorkerPool.For((_units + _unitsPerTask - 1) / _unitsPerTask, ref this);
    }

    /// <summary>Goes on by some rows along the innermost of the outer dimensions, which has so many left.</summary>
    private readonly void Next(int* place, ref long t, ref long s, int rows)
    {
        for (int i = _outer - 1; i >= 0; i--, rows = 1)
        {
            t += (long)_targetStrides[i] * rows;
            s += (long)_sourceStrides[i] * rows;
            place[i] += rows;
            if (place[i] < _sizes[i])
            {
                return;
            }

            place[i] = 0;
            t -= (long)_targetStrides[i] * _sizes[i];
            s -= (long)_sourceStrides[i] * _sizes[i];
        }
    }

    private readonly void Piece<T>(T* target, T* source, int from, int count) where T : unmanaged
    {
        long targetStep = _targetStrides[_outer], sourceStep = _sourceStrides[_outer];
        target += from * targetStep;
        source += from * sourceStep;
        if (_tiles)
        {
            Transposition.Copy(target, targetStep, source, _sourceStrides[_outer + 1], count, _sizes[_outer + 1]);
        }
        else if (targetStep == 1 && sourceStep == 1)
        {
            new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(target, count));
        }
        else if (targetStep == 1 && sourceStep == 0)
        {
            new Span<T>(target, count).Fill(*source);
        }
        else if (targetStep == 1 && sourceStep == -1)
        {
            Reverse(target, source, count);
        }
        else
        {
            Elements(target, targetStep, source, sourceStep, count);
        }
    }

    /// <summary>A row read backwards, in parts that stay in the first cache.</summary>
    private static void Reverse<T>(T* target, T* source, int count) where T : unmanaged
    {
        const int Part = 1024;
        for (int i = 0; i < count; i += Part)
        {
            int n = Math.Min(Part, count - i);
            var part = new Span<T>(target + i, n);
            new ReadOnlySpan<T>(source - i - n + 1, n).CopyTo(part);
            part.Reverse();
        }
    }

    [MethodImpl(Loops.Hot)]
    private static void Elements<T>(T* target, long targetStep, T* source, long sourceStep, int count) where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            *target = *source;
            target += targetStep;
            source += sourceStep;
        }
    }
}
