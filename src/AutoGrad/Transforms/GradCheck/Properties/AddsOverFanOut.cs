namespace AutoGrad.Checking;

/// <summary>Inputs that feed three calls get three times the gradient.</summary>
internal sealed class AddsOverFanOut : Property
{
    internal override string Name => "adds up over fan-out";

    internal override string? Check(Subject subject, Random random)
    {
        Variable[] x = subject.Variables();
        Variable[] y = subject.Run(x);
        Variable[] v = Subject.Cotangents(y, random);
        double[][] one = subject.Gradients(y, v, x);
        Variable[] three = [.. y, .. subject.Run(x), .. subject.Run(x)];
        double[][] sum = subject.Gradients(three, [.. v, .. v, .. v], x);
        return Compare(subject, Array.ConvertAll(one, static g => Array.ConvertAll(g, static e => 3 * e)), sum, 16, DTypeOf(subject, y), "for three uses");
    }
}
