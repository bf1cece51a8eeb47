using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Cross entropy of one line of scores against its label: the loss in double, and log Σ eˣ for the backward pass.</summary>
/// <param name="labels">One label per line.</param>
/// <param name="weights">Class weights of the scores' type, or null.</param>
/// <param name="losses">Receives the losses.</param>
/// <param name="logSums">Receives log Σ eˣ.</param>
/// <param name="ignoreIndex">The label of lines without a loss.</param>
/// <param name="smoothing">Share of the target spread over all classes.</param>
internal readonly unsafe struct CrossEntropyRows(long* labels, void* weights, double* losses, double* logSums, long ignoreIndex, double smoothing) : IRowKernel
{
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* x = p[0], w = (T*)weights;
        long label = labels[row];
        if (label == ignoreIndex)
        {
            losses[row] = 0;
            logSums[row] = 0;
            return;
        }

        double logSum = RowMath.LogSumExp(x, n);
        if (double.IsPositiveInfinity(logSum))
        {
            logSum = double.NaN; // as in PyTorch, whichever class the infinite score is of: no softmax is left to compare
        }

        double loss = Weight(w, (int)label) * (logSum - double.CreateTruncating(x[label])) * (1 - smoothing);
        if (smoothing > 0)
        {
            double total = w == null ? n : RowMath.Sum(w, n), weighted = w == null ? RowMath.Sum(x, n) : RowMath.Dot(w, x, n);
            loss += ((total * logSum) - weighted) * smoothing / n;
        }

        losses[row] = loss;
        logSums[row] = logSum;
    }

    private static double Weight<T>(T* weights, int label) where T : unmanaged, INumber<T> => weights == null ? 1 : double.CreateTruncating(weights[label]);
}

/// <summary>The gradient of <see cref="CrossEntropyRows"/>: the softmax minus the target, times the cotangent.</summary>
/// <param name="labels">One label per line.</param>
/// <param name="weights">Class weights of the scores' type, or null.</param>
/// <param name="logSums">log Σ eˣ of every line.</param>
/// <param name="dy">Cotangents of the lines, or of all together.</param>
/// <param name="each">Whether there is one cotangent per line.</param>
/// <param name="divisor">What the sum of the losses was divided by.</param>
/// <param name="ignoreIndex">The label of lines without a loss.</param>
/// <param name="smoothing">Share of the target spread over all classes.</param>
internal readonly unsafe struct CrossEntropyGradRows(
    long* labels, void* weights, double* logSums, void* dy, bool each, double divisor, long ignoreIndex, double smoothing) : IRowKernel
{
    public void Row<T>(T** p, int n, int row) where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* dx = p[0], w = (T*)weights;
        long label = labels[row];
        if (label == ignoreIndex)
        {
            new Span<T>(dx, n).Clear();
            return;
        }

        double g = double.CreateTruncating(((T*)dy)[each ? row : 0]) / divisor, spread = g * smoothing / n;
        double own = g * (1 - smoothing) * (w == null ? 1 : double.CreateTruncating(w[label]));
        double total = smoothing == 0 ? 0 : w == null ? n : RowMath.Sum(w, n);

        // What the logarithm loses in the scores' type is a factor: at scores of 1e6 in Float32 it would be 3 %.
        T logSum = T.CreateTruncating(logSums[row]);
        double lost = Math.Exp(double.CreateTruncating(logSum) - logSums[row]);
        RowMath.ExpMinusTimes(p[1], dx, n, logSum, T.CreateTruncating((own + (spread * total)) * lost));
        if (smoothing > 0)
        {
            for (int i = 0; i < n; i++)
            {
                dx[i] -= T.CreateTruncating(w == null ? spread : spread * double.CreateTruncating(w[i]));
            }
        }

        dx[label] -= T.CreateTruncating(own);
    }
}
