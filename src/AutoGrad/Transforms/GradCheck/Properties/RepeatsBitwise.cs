namespace AutoGrad.Checking;

/// <summary>The same call gives the same bits, values and gradients.</summary>
internal sealed class RepeatsBitwise : Property
{
    internal override string Name => "repeats bit for bit";

    internal override string? Check(Subject subject, Random random)
    {
        int seed = random.Next();
        (double[][] values, double[][] gradients) = Once(subject, seed);
        (double[][] again, double[][] gradientsAgain) = Once(subject, seed);
        return !Same(values, again) ? "a second call gives other values" : !Same(gradients, gradientsAgain) ? "a second pass gives other gradients" : null;
    }

    private static (double[][] Values, double[][] Gradients) Once(Subject subject, int seed)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        return ([.. y.Select(static t => t.Data.ToDoubles())], subject.Gradients(y, Subject.Cotangents(y, new Random(seed)), x));
    }

    private static bool Same(double[][] a, double[][] b) =>
        a.Length == b.Length && a.Zip(b).All(static pair => pair.First.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(pair.Second.Select(BitConverter.DoubleToInt64Bits)));
}
