using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>Indices drawn with the given weights, row by row. The weights are the input.</summary>
internal sealed record MultinomialDraw(RandomBits Bits, int NumSamples, bool Replacement) : Primitive
{
    internal static MultinomialDraw Of(Tensor weights, int numSamples, bool replacement, Generator? generator)
    {
        Shape shape = weights.Shape;
        if (!weights.DType.IsFloat())
        {
            throw Errors.FloatExpected("Multinomial", weights.DType);
        }

        if (shape.Rank is not (1 or 2) || shape[^1] == 0)
        {
            throw Errors.Shape("Multinomial", shape, $"weights of shape {shape} are not one row or rows of weights. Pass shape [n] or [m, n] with n at least 1.");
        }

        if (numSamples < 1 || (!replacement && numSamples > shape[^1]))
        {
            throw Errors.Value("Multinomial", "numSamples", numSamples, numSamples < 1
                ? $"{numSamples} samples cannot be drawn. Pass 1 or more."
                : $"{numSamples} samples cannot be drawn from {shape[^1]} without replacement. Draw fewer, or pass replacement: true.");
        }

        long perRow = replacement ? numSamples : shape[^1], rows = shape.Rank == 1 ? 1 : shape[0];
        return new MultinomialDraw((generator ?? Generator.Default).Reserve(((rows * perRow) + 1) / 2), numSamples, replacement);
    }

    public override string Name => "Multinomial";

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) =>
        new(inputs[0].Shape.Rank == 1 ? [NumSamples] : [inputs[0].Shape[0], NumSamples], DType.Int64);

    protected internal override void Forward(in KernelContext context)
    {
        Tensor weights = TensorCopy.Convert(context.In(0), DType.Float64);
        ReadOnlySpan<double> all = weights.KernelSpan<double>();
        int n = weights.Shape[^1];
        for (int row = 0; row < all.Length / n; row++)
        {
            Check(all.Slice(row * n, n), row);
        }

        double[] keys = new double[n];
        int[] order = new int[n];
        for (int row = 0; row < all.Length / n; row++)
        {
            ReadOnlySpan<double> w = all.Slice(row * n, n);
            Span<long> y = context.Output<long>().Slice(row * NumSamples, NumSamples);
            if (Replacement)
            {
                WithReplacement(w, keys, (long)row * NumSamples, y);
            }
            else
            {
                WithoutReplacement(w, keys, order, (long)row * n, y);
            }
        }

        GC.KeepAlive(weights);
    }

    private void Check(ReadOnlySpan<double> w, int row)
    {
        int positive = 0;
        for (int i = 0; i < w.Length; i++)
        {
            if (!(w[i] >= 0 && double.IsFinite(w[i])))
            {
                throw Errors.Value(Name, "input", w[i], $"weight {w[i]} at [{row}, {i}] is not a weight. Pass finite numbers of 0 or more.");
            }

            positive += w[i] > 0 ? 1 : 0;
        }

        int needed = Replacement ? 1 : NumSamples;
        if (positive < needed)
        {
            throw Errors.Value(Name, "input", positive, $"row {row} has {positive} weights above 0, and {needed} are needed. Raise weights, or draw fewer.");
        }
    }

    /// <summary>The inverse of the cumulative sum.</summary>
    private void WithReplacement(ReadOnlySpan<double> w, double[] sums, long first, Span<long> y)
    {
        double total = 0;
        int last = 0;
        for (int i = 0; i < w.Length; i++)
        {
            total += w[i];
            sums[i] = total;
            last = w[i] > 0 ? i : last;
        }

        for (int k = 0; k < y.Length; k++)
        {
            double target = (Pair(first + k) >> 11) / 9007199254740992.0 * total;
            int low = 0, high = last;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = sums[middle] > target ? (low, middle) : (middle + 1, high);
            }

            y[k] = low;
        }
    }

    /// <summary>A race: category i arrives at time e / w with e exponential, and the first arrivals win (Efraimidis and Spirakis 2006, doi:10.1016/j.ipl.2005.11.003).</summary>
    private void WithoutReplacement(ReadOnlySpan<double> w, double[] times, int[] order, long first, Span<long> y)
    {
        for (int i = 0; i < w.Length; i++)
        {
            order[i] = i;
            times[i] = w[i] > 0 ? -Math.Log(((Pair(first + i) >> 11) + 1) / 9007199254740992.0) / w[i] : double.PositiveInfinity;
        }

        Array.Sort(times, order);
        for (int k = 0; k < y.Length; k++)
        {
            y[k] = order[k];
        }
    }

    private unsafe ulong Pair(long index)
    {
        ulong* pairs = stackalloc ulong[2];
        Philox.Fill(Bits, index / 2, (uint*)pairs, 1);
        return pairs[index & 1];
    }
}
