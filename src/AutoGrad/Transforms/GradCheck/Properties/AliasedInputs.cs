namespace AutoGrad.Checking;

/// <summary>One variable passed as two inputs gets the sum of what two copies get.</summary>
internal sealed class AliasedInputs : Property
{
    internal override string Name => "aliased inputs get the sum";

    internal override bool Applies(Subject subject, GradCheckOptions options) => subject.Leaves is null && Pair(subject) is not null;

    internal override string? Check(Subject subject, Random random)
    {
        (int first, int second) = Pair(subject)!.Value;
        Tensor[] equal = [.. subject.Inputs];
        equal[second] = equal[first].Clone(); // a rule may look whether its inputs are one object
        Subject copies = subject with { Inputs = equal };
        Variable[] x = copies.Variables();
        Variable[] y = copies.Run(x);
        Variable[] v = Subject.Cotangents(y, random);
        double[][] apart = copies.Gradients(y, v, x);
        int a = Array.IndexOf(subject.Active, first), b = Array.IndexOf(subject.Active, second);
        double[] sum = [.. apart[a].Zip(apart[b], static (p, q) => p + q)];

        Variable[] shared = copies.Variables();
        shared[second] = shared[first];
        Variable[] together = copies.Run(shared);
        double[][] found = (copies with { Active = [first] }).Gradients(together, v, shared);
        return Compare(subject, [sum], found, 1e3, DTypeOf(subject, y), $"input {first} passed as input {second} too");
    }

    private static (int First, int Second)? Pair(Subject subject)
    {
        foreach (int a in subject.Active)
        {
            foreach (int b in subject.Active)
            {
                if (a < b && subject.Inputs[a].Spec == subject.Inputs[b].Spec)
                {
                    return (a, b);
                }
            }
        }

        return null;
    }
}
