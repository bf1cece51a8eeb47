namespace AutoGrad.Checking;

/// <summary>A second pass over a graph that gave up its saved values raises; it never gives numbers made of something else.</summary>
internal sealed class ReleasedGraphRaises : Property
{
    internal override string Name => "a released graph raises";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        Variable[] v = Subject.Cotangents(y, random);
        double[][] once = subject.Gradients(y, v, x, retainGraph: false);
        try
        {
            // A graph that saved nothing may be run again, as in PyTorch, and must then give the same.
            return Compare(subject, once, subject.Gradients(y, v, x), 0, DType.Float64, "a second pass without retainGraph");
        }
        catch (AutogradException)
        {
            return null;
        }
    }
}
