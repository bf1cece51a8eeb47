namespace AutoGrad.Checking;

/// <summary>What to change when a check cannot tell right from wrong.</summary>
internal static class Remedy
{
    internal const string NotRepeatable =
        "freeze its state: GradCheck.Module puts a module's buffers back between calls. Draws from a Generator are replayed already;"
        + " numbers from elsewhere (System.Random, a counter, the clock, another thread) have to become inputs";

    internal static string Overflow(Subject subject) => $"take smaller inputs{(subject.IsFloat32 ? ", or pass them in Float64" : "")}: a function and its gradient have to stay a hundred times below the largest number";

    /// <summary>An output that carries this much more rounding than Float64 alone would leave was computed in Float32 somewhere.</summary>
    private const double Float32Noise = 1e-10;

    /// <summary>Why differences that contradict the gradient prove nothing, and what to do about it.</summary>
    internal static (string Summary, string Remedy) Of(Doubt doubt) => doubt switch
    {
        Doubt.Kink => ("The function has a kink at this point that no operation reports.", "move the inputs away from it, or let the operation report its pieces (IsPiecewise and Pieces)"),
        Doubt.Jump => ("The function jumps at this point: its differences grow like one over the step.", "move the inputs away from the jump, or let the operation report its pieces (IsPiecewise and Pieces)"),
        Doubt.Infinite => (
            "The derivative is infinite at this point: its differences grow without bound as the step shrinks.",
            "move the point, for example away from 0 for Sqrt and for powers below 1 (in random checks Domain.Positive or Domain.AwayFromZero)"),
        Doubt.Stairs => (
            "The values move in stairs at this point: shorter steps change nothing, longer ones change too much.",
            "move the point to where less cancels (a saturated Tanh or Sigmoid leaves a digit or none); an operation that rounds has to report its pieces (IsPiecewise and Pieces)"),
        Doubt.Undefined => (
            "The derivative is infinite or undefined at this point: neither the rule nor the differences settle on a value.",
            "move the point: the domain may end here (0 for Sqrt, Log and powers that are no integers, 1 for Asin), or values overflow"),
        _ => (
            "The function changes too fast here: every step that was extrapolated is too long for it, and shorter ones contradict them.",
            "rescale the inputs, so that the function changes over distances of about 1 (f(x / s) instead of f(x)), or move the point away from a pole, a spike or a near kink"),
    };

    /// <summary>Runs the function for the first time; a dtype it refuses is explained, since the caller did not see that the check converts.</summary>
    internal static ProbedFunction Probe(Subject subject)
    {
        try
        {
            return subject.Probe();
        }
        catch (DTypeException refused) when (subject.IsFloat32)
        {
            throw new DTypeException(
                $"GradCheck: the check runs the function in Float64, and the function also reads Float32 tensors that it was not passed: {refused.Message} "
                + "Check a module with GradCheck.Module(module, input), which converts it and puts it back. Otherwise pass what the function reads as inputs, or convert it: module.To(DType.Float64), tensor.To(DType.Float64).")
            {
                Op = refused.Op,
                Given = refused.Given,
                Expected = refused.Expected,
                ModulePath = refused.ModulePath,
            };
        }
    }

    internal static string NothingToDifferentiate(ProbedFunction f) => f.Point.Length == 0
        ? "pass at least one Float32 or Float64 input with an element; what reads integers only, such as an embedding, has parameters to check: GradCheck.Module"
        : "return at least one Float32 or Float64 output with an element, such as the values beside the indices";

    internal static string NotFinite(ProbedFunction f)
    {
        int bad = Array.FindIndex(f.Center.Values, static y => !double.IsFinite(y));
        (int output, int[] index) = f.OutputAt(bad);
        return FormattableString.Invariant(
            $"output {output}[{string.Join(", ", index)}] is {f.Center.Values[bad]}: move the inputs into the domain of the function (positive for Log and Sqrt, away from zero for divisions, in (-1, 1) for Atanh), or scale them down if it overflows");
    }

    internal static string TooRough(ProbedFunction f, Doubt seen)
    {
        if (f.BoundaryOps.Count > 0)
        {
            return $"the point lies on a kink of {string.Join(", ", f.BoundaryOps)} that a step along one input does not leave, such as three equal elements: take other inputs, without ties or off the kink (in random checks Domain.Distinct or Domain.AwayFromZero)";
        }

        if (seen != Doubt.None)
        {
            (string summary, string remedy) = Of(seen);
            return $"{summary} So {remedy}";
        }

        double[] values = f.Center.Values;
        int worst = Array.IndexOf(f.Noise, f.Noise.Max());
        (int output, int[] index) = f.OutputAt(worst);
        string where = FormattableString.Invariant($"output {output}[{string.Join(", ", index)}] = {values[worst]:G4} carries rounding of {f.Noise[worst]:G2}");
        return f.Noise[worst] > Float32Noise * Math.Max(Math.Abs(values[worst]), 1e-3)
            ? $"{where}, which is more than Float64 leaves: compute nothing in Float32 inside (constants, To(DType.Float32)), or take inputs at which less cancels"
            : $"{where}: take inputs of size about 1, further from poles and kinks; subtract large constants from the output; a sum over fewer elements has more digits left for each";
    }
}
