using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>C = A B or C += A B for batches of matrices of any strides, by as few calls of <see cref="Gemm"/> as the strides allow.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>Multiplies. All three have rank 2 or more, c the highest; batch dims that a and b lack or have with size 1 are repeated.</summary>
    internal static void Run(Tensor a, Tensor b, Tensor c, bool accumulate)
    {
        int rank = c.Rank;
        if (c.NumEl == 0)
        {
            return;
        }

        if (c.Shape[rank - 1] != 1 && c.Stride(rank - 1) != 1)
        {
            // Gemm writes dense rows: a transposed or stepped output gets them from a temporary.
            Tensor rows = Backend.Cpu.Allocate(c.Spec);
            Run(a, b, rows, accumulate: false);
            Elementwise.Copy(c, rows, accumulate);
            return;
        }

        int* memory = stackalloc int[4 * rank];
        var call = new Call(a, b, c, accumulate, memory);
        fixed (byte* pa = &a.FirstByte(), pb = &b.FirstByte(), pc = &c.FirstByte())
        {
            call.Walk(pa, pb, pc, c.DType);
        }
    }

    /// <summary>One product: sizes, strides in elements, and the batch dims that are left after merging.</summary>
    private ref struct Call
    {
        private readonly int _n;
        private readonly int _k;
        private readonly nint _rsA;
        private readonly nint _csA;
        private readonly nint _rsB;
        private readonly nint _csB;
        private readonly nint _ldc;
        private readonly bool _accumulate;
        private readonly int* _sizes;
        private readonly int* _batchA;
        private readonly int* _batchB;
        private readonly int* _batchC;
        private readonly int _m;
        private readonly int _rank;

        internal Call(Tensor a, Tensor b, Tensor c, bool accumulate, int* memory)
        {
            int rank = c.Rank;
            _accumulate = accumulate;
            _m = c.Shape[rank - 2];
            _n = c.Shape[rank - 1];
            _k = a.Shape[^1];
            _rsA = a.Stride(a.Rank - 2);
            _csA = a.Stride(a.Rank - 1);
            _rsB = b.Stride(b.Rank - 2);
            _csB = b.Stride(b.Rank - 1);
            _ldc = c.Stride(rank - 2);
            _sizes = memory;
            _batchA = memory + rank;
            _batchB = memory + (2 * rank);
            _batchC = memory + (3 * rank);
            for (int i = 0; i < rank - 2; i++)
            {
                if (c.Shape[i] == 1)
                {
                    continue;
                }

                int size = c.Shape[i], stepA = Step(a, i + a.Rank - rank), stepB = Step(b, i + b.Rank - rank), stepC = c.Stride(i), last = _rank - 1;
                bool merges = _rank > 0 && _batchA[last] == (long)stepA * size && _batchB[last] == (long)stepB * size && _batchC[last] == (long)stepC * size;
                last += merges ? 0 : 1;
                _sizes[last] = merges ? _sizes[last] * size : size;
                _batchA[last] = stepA;
                _batchB[last] = stepB;
                _batchC[last] = stepC;
                _rank = last + 1;
            }

            // One B for all and rows of A and C that follow one another: a single taller product.
            if (_rank > 0 && _batchB[_rank - 1] == 0 && (_m == 1 || (_batchA[_rank - 1] == _rsA * _m && _batchC[_rank - 1] == _ldc * _m)))
            {
                _rank--;
                (_rsA, _ldc) = _m == 1 ? (_batchA[_rank], _batchC[_rank]) : (_rsA, _ldc);
                _m *= _sizes[_rank];
            }
        }

        private static int Step(Tensor x, int dim) => dim < 0 || x.Shape[dim] == 1 ? 0 : x.Stride(dim);

        internal readonly void Walk(byte* a, byte* b, byte* c, DType dtype)
        {
            int size = dtype.Size(), inner = _rank == 0 ? 1 : _sizes[_rank - 1], outer = 1;
            for (int i = 0; i < _rank - 1; i++)
            {
                outer *= _sizes[i];
            }

            for (int index = 0; index < outer; index++)
            {
                byte* pa = a + (ReductionGeometry.Offset(index, _sizes, _batchA, _rank - 1) * size);
                byte* pb = b + (ReductionGeometry.Offset(index, _sizes, _batchB, _rank - 1) * size);
                byte* pc = c + (ReductionGeometry.Offset(index, _sizes, _batchC, _rank - 1) * size);
                Multiply(pa, pb, pc, dtype, inner);
            }
        }

        private readonly void Multiply(byte* a, byte* b, byte* c, DType dtype, int batch)
        {
            (nint stepA, nint stepB, nint stepC) = _rank == 0 ? default : ((nint)_batchA[_rank - 1], (nint)_batchB[_rank - 1], (nint)_batchC[_rank - 1]);
            switch (dtype)
            {
                case DType.Float32 when batch == 1:
                    Gemm.Run((float*)a, _rsA, _csA, (float*)b, _rsB, _csB, (float*)c, _ldc, _m, _n, _k, _accumulate);
                    break;
                case DType.Float32:
                    Gemm.Batched((float*)a, stepA, _rsA, _csA, (float*)b, stepB, _rsB, _csB, (float*)c, stepC, _ldc, batch, _m, _n, _k, _accumulate);
                    break;
                case DType.Float64 when batch == 1:
                    Gemm.Run((double*)a, _rsA, _csA, (double*)b, _rsB, _csB, (double*)c, _ldc, _m, _n, _k, _accumulate);
                    break;
                case DType.Float64:
                    Gemm.Batched((double*)a, stepA, _rsA, _csA, (double*)b, stepB, _rsB, _csB, (double*)c, stepC, _ldc, batch, _m, _n, _k, _accumulate);
                    break;
                case DType.Int64:
                    Plain((long*)a, (long*)b, (long*)c, batch, stepA, stepB, stepC);
                    break;
                case DType.Int32:
                    Plain((int*)a, (int*)b, (int*)c, batch, stepA, stepB, stepC);
                    break;
                default:
                    Plain(a, b, c, batch, stepA, stepB, stepC);
                    break;
            }
        }

        /// <summary>Integers: rare and small, so three loops suffice.</summary>
        private readonly void Plain<T>(T* a, T* b, T* c, int batch, nint stepA, nint stepB, nint stepC) where T : unmanaged, INumber<T>
        {
            for (int t = 0; t < batch; t++, a += stepA, b += stepB, c += stepC)
            {
                for (int i = 0; i < _m; i++)
                {
                    for (int j = 0; j < _n; j++)
                    {
                        T sum = _accumulate ? c[(i * _ldc) + j] : T.Zero;
                        for (int p = 0; p < _k; p++)
                        {
                            sum += a[(i * _rsA) + (p * _csA)] * b[(p * _rsB) + (j * _csB)];
                        }

                        c[(i * _ldc) + j] = sum;
                    }
                }
            }
        }
    }
}
