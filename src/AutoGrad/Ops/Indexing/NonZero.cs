namespace AutoGrad.Ops
{
    /// <summary>Finds the elements that are not zero. How many there are is known from the data alone, so this is no op with an inferred shape.</summary>
    internal static class NonZeros
    {
        internal static Tensor Of(Tensor x)
        {
            Tensor dense = x.Backend.ToCpu(x).Contiguous();
            int[] places = dense.DType switch
            {
                DType.Float32 => Places(dense.KernelSpan<float>()),
                DType.Float64 => Places(dense.KernelSpan<double>()),
                DType.Int64 => Places(dense.KernelSpan<long>()),
                DType.Int32 => Places(dense.KernelSpan<int>()),
                _ => Places(dense.KernelSpan<byte>()),
            };
            GC.KeepAlive(dense);
            int rank = x.Rank;
            long[,] index = new long[places.Length, rank];
            ReadOnlySpan<int> sizes = x.Shape.AsSpan();
            for (int i = 0; i < places.Length; i++)
            {
                for (int d = rank - 1, rest = places[i]; d >= 0; d--)
                {
                    (rest, int at) = Math.DivRem(rest, sizes[d]);
                    index[i, d] = at;
                }
            }

            return Tensor.From(index);
        }

        private static int[] Places<T>(ReadOnlySpan<T> values) where T : unmanaged, System.Numerics.INumberBase<T>
        {
            int count = 0;
            foreach (T value in values)
            {
                count += value != T.Zero ? 1 : 0;
            }

            int[] places = new int[count];
            for (int i = 0, k = 0; k < count; i++)
            {
                if (values[i] != T.Zero)
                {
                    places[k++] = i;
                }
            }

            return places;
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>The indices of the elements that are not zero, in row-major order; NaN is not zero. PyTorch: torch.nonzero.</summary>
        /// <returns>A new Int64 tensor [count, Rank]; it carries no gradient.</returns>
        public Tensor NonZero() => Ops.NonZeros.Of(Data);

        /// <summary>The same as <see cref="NonZero"/>. PyTorch: torch.argwhere.</summary>
        /// <returns>A new Int64 tensor [count, Rank]; it carries no gradient.</returns>
        public Tensor ArgWhere() => Ops.NonZeros.Of(Data);
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.NonZero"/>
        public Tensor NonZero() => Ops.NonZeros.Of(this);

        /// <inheritdoc cref="Variable.ArgWhere"/>
        public Tensor ArgWhere() => Ops.NonZeros.Of(this);
    }
}
