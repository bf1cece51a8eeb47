namespace AutoGrad.Ops
{
    /// <summary>Which element stands at each place when every element is repeated its own number of times.</summary>
    internal static class Interleaving
    {
        internal static Tensor Index(Tensor repeats, int size, int dim, Shape shape)
        {
            if (repeats.DType is not (DType.Int64 or DType.Int32))
            {
                throw Errors.IndexDType("RepeatInterleave", repeats.DType);
            }

            if (repeats.Rank > 1 || (repeats.NumEl != 1 && repeats.NumEl != size))
            {
                throw Errors.Shapes("RepeatInterleave", shape, repeats.Shape, $"repeats of shape {repeats.Shape} do not fit dim {dim} of size {size} of shape {shape}. Give 1 or {size} numbers.");
            }

            long[] counts = repeats.To(DType.Int64).ToArray<long>();
            long total = 0;
            for (int i = 0; i < size; i++)
            {
                long count = counts[counts.Length == 1 ? 0 : i];
                total += count >= 0 && count <= int.MaxValue ? count : throw Errors.Shape("RepeatInterleave", shape, $"repeats[{i}] is {count}; it must be 0 or more, and at most {int.MaxValue}.");
            }

            long[] index = new long[total <= Array.MaxLength / sizeof(long) ? total : throw Errors.SizeTooLarge("RepeatInterleave", shape, total)];
            for (int i = 0, at = 0; i < size; i++)
            {
                int count = (int)counts[counts.Length == 1 ? 0 : i];
                index.AsSpan(at, count).Fill(i);
                at += count;
            }

            return Tensor.From<long>(index);
        }
    }
}

namespace AutoGrad
{
    public partial class Variable
    {
        /// <summary>Every element so many times in a row; a copy. PyTorch: torch.repeat_interleave.</summary>
        /// <param name="repeats">How often, 0 or more.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default none: the flat tensor.</param>
        /// <returns>A new variable, longer in the dimension by that factor; a vector without dim.</returns>
        /// <remarks>Derivative: dy summed over the copies. Saves nothing.</remarks>
        /// <exception cref="ShapeException">dim is out of range or repeats is negative.</exception>
        public Variable RepeatInterleave(int repeats, int? dim = null)
        {
            Variable x = dim is null ? Reshape(NumEl) : this;
            int at = Ops.Axes.Of(x.Shape, dim ?? 0, "RepeatInterleave");
            if (repeats < 0)
            {
                throw Errors.NotPositive("RepeatInterleave", "repeats", repeats, Shape, 0);
            }

            Shape apart = Ops.Axes.Inserted(x.Shape, at + 1, repeats);
            return x.Unsqueeze(at + 1).Expand(apart).Reshape(Ops.Axes.With(x.Shape, at, Ops.Axes.Size("RepeatInterleave", Shape, (long)x.Shape[at] * repeats)));
        }

        /// <summary>Every index of a dimension its own number of times in a row; a copy. PyTorch: torch.repeat_interleave with a tensor.</summary>
        /// <param name="repeats">Int64 or Int32; one number for all, or one for each index, 0 or more.</param>
        /// <param name="dim">The dimension; negative counts from the end. Default none: the flat tensor.</param>
        /// <returns>A new variable whose size in the dimension is the sum of the repeats.</returns>
        /// <remarks>Derivative: dy summed over the copies.</remarks>
        /// <exception cref="ShapeException">dim is out of range, or there are too many or negative repeats.</exception>
        /// <exception cref="DTypeException">repeats are not integers.</exception>
        public Variable RepeatInterleave(Tensor repeats, int? dim = null)
        {
            ArgumentNullException.ThrowIfNull(repeats);
            Variable x = dim is null ? Reshape(NumEl) : this;
            int at = Ops.Axes.Of(x.Shape, dim ?? 0, "RepeatInterleave");
            return x.IndexSelect(at, Ops.Interleaving.Index(repeats, x.Shape[at], at, x.Shape));
        }
    }

    public sealed partial class Tensor
    {
        /// <inheritdoc cref="Variable.RepeatInterleave(int, int?)"/>
        public Tensor RepeatInterleave(int repeats, int? dim = null) => new Variable(this).RepeatInterleave(repeats, dim).Data;

        /// <inheritdoc cref="Variable.RepeatInterleave(Tensor, int?)"/>
        public Tensor RepeatInterleave(Tensor repeats, int? dim = null) => new Variable(this).RepeatInterleave(Errors.Given(repeats), dim).Data;
    }
}
