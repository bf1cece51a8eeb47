namespace AutoGrad.Checking;

/// <summary>Runs every oracle and property on one subject and writes the report.</summary>
internal sealed class Checker
{
    private const int FullUpTo = 64;
    private const int BasisCotangentsUpTo = 8;

    private readonly Subject _subject;
    private readonly GradCheckOptions _options;
    private readonly Random _random;
    private readonly List<GradCheckOracle> _oracles = [];
    private readonly List<GradCheckOracle> _properties = [];
    private double _resolution;
    private Doubt _rough;
    private double _size;
    private Refusals? _refusals;
    private int _evaluations;
    private int _order;

    private Checker(Subject subject, GradCheckOptions options)
    {
        _subject = subject;
        _options = options;
        _random = new Random(options.Seed);
    }

    internal static GradCheckReport Run(Subject subject, GradCheckOptions options)
    {
        Errors.Require(options.Order >= 1, "GradCheck", nameof(options.Order), options.Order, "an order of at least 1: 1 checks the gradient");
        Errors.Require(options.Directions >= 1, "GradCheck", nameof(options.Directions), options.Directions, "at least 1");

        // What is checked is recorded whatever the caller's scope: under NoGrad every gradient would look like a path that is cut.
        using Mode.Scope recording = Mode.Enter(Mode.Current with { Grad = true, Inference = false });

        subject = subject with { Inputs = Array.ConvertAll(subject.Inputs, Subject.Recordable) };
        Tensor[]? kept = subject.Leaves is null ? null : Array.ConvertAll(subject.Leaves, static leaf => leaf.Data);
        Exchange(subject.Leaves, subject.Inputs);
        try
        {
            return Replayed(subject, options);
        }
        finally
        {
            Exchange(subject.Leaves, kept);
        }
    }

    private static void Exchange(Variable[]? leaves, Tensor[]? values)
    {
        for (int i = 0; i < leaves?.Length; i++)
        {
            if (!ReferenceEquals(leaves[i].Data, values![i]))
            {
                leaves[i].ReplaceData(values[i]);
            }
        }
    }

    private static GradCheckReport Replayed(Subject subject, GradCheckOptions options)
    {
        // A function with dropout is another one at each call: random numbers start over, from copies of the generators.
        using var random = new RandomFork();
        ProbedFunction.Code code = subject.Code;
        subject = subject with
        {
            Code = (inputs, recorded) =>
            {
                random.Restart();
                int[] versions = Array.ConvertAll(inputs, static x => x.Data.Version);
                Variable?[] outputs = code(inputs, recorded);
                for (int i = 0; i < inputs.Length; i++)
                {
                    if (inputs[i].Data.Version != versions[i])
                    {
                        throw Errors.Autograd("GradCheck", $"the function writes to its input {i}, so each call is another function. Let it work on a Clone().");
                    }
                }

                return outputs.Length > 0 && Array.TrueForAll(outputs, static y => y is null)
                    ? throw Errors.Autograd("GradCheck", "the function returned null. Return the variable it computed.")
                    : outputs;
            },
        };
        GradCheckReport report = new Checker(subject, options).Inspect();
        if (report.Verdict == GradCheckVerdict.Fail && options.Shrink && subject.IsShrinkable)
        {
            GradCheckOptions quick = options with { Shrink = false };
            Tensor[] smaller = new Shrinker(passed => new Checker(subject.At(passed), quick).Inspect() is { Verdict: GradCheckVerdict.Fail } again && again.Worst is null == report.Worst is null)
                .Run(subject.Passed.ToArray());
            subject = subject.At(smaller);

            // What the pattern of the error suggests is said of the case as it came: one element left over looks like anything.
            string? suggestion = report.Suggestion;
            report = new Checker(subject, quick).Inspect();
            report = report with { Suggestion = Diagnosis.After(suggestion, report.Suggestion, "seen on the inputs as they were given") };
        }

        return report.Verdict == GradCheckVerdict.Fail ? report with { Reproduction = Reproduction.Of(subject, options, random.Origins) } : report;
    }

    private GradCheckReport Inspect()
    {
        ProbedFunction f = Remedy.Probe(_subject);
        if (f.Point.Length == 0 || f.Center.Values.Length == 0)
        {
            return Report(GradCheckVerdict.Inconclusive, "There is nothing to differentiate: the inputs or the outputs have no floating-point elements.") with { Suggestion = Remedy.NothingToDifferentiate(f) };
        }

        if (!f.Center.IsFinite)
        {
            return Report(GradCheckVerdict.Inconclusive, "The function is not finite at this point.") with { Suggestion = Remedy.NotFinite(f) };
        }

        bool repeats = f.At(f.Point).Values.AsSpan().SequenceEqual(f.Center.Values);
        if (f.Refusals.First is { } refusal)
        {
            return Report(GradCheckVerdict.Inconclusive, $"When it is called again at the same point, the function {refusal}") with { Suggestion = Remedy.NotRepeatable };
        }

        _refusals = f.Refusals;
        if (!repeats)
        {
            return Report(GradCheckVerdict.Inconclusive, "The function gives another value when called again.") with { Suggestion = Remedy.NotRepeatable };
        }

        ProbedFunction probed = f;
        for (_order = 1; _order <= _options.Order; _order++)
        {
            if (Differences(probed, _order == 1 ? f.BoundaryOps : []) is { } finding)
            {
                return finding with { BoundaryOps = f.BoundaryOps };
            }

            _size = Math.Max(_size, Directions.Largest(probed.Center.Values));
            probed = _order < _options.Order ? probed.Gradient(Directions.Random(_random, 1, probed.Center.Values.Length)[0]) : probed;
        }

        _order = _options.Order;
        if (_options.Properties && _subject.LeavesRange(_random))
        {
            return Report(GradCheckVerdict.Inconclusive, $"The values or the gradients overflow {(_subject.IsFloat32 ? "Float32" : "Float64")} or come near to it.") with
            { Suggestion = Remedy.Overflow(_subject), BoundaryOps = f.BoundaryOps };
        }

        if (_options.Properties)
        {
            foreach (Property property in Property.All)
            {
                if (property.Applies(_subject, _options) && (_resolution <= _options.Resolution || property is not Float32AgreesWithFloat64) && property.Check(_subject, _random) is var violation)
                {
                    _properties.Add(new GradCheckOracle(property.Name, violation is null, violation ?? ""));
                    if (violation is not null)
                    {
                        return Report(GradCheckVerdict.Fail, $"{property.Name}: {violation}") with { BoundaryOps = f.BoundaryOps };
                    }
                }
            }
        }

        return (_resolution <= _options.Resolution
            ? Report(GradCheckVerdict.Pass, FormattableString.Invariant($"Every comparison agrees; a relative error above {_resolution:G2} would have been seen."))
            : Report(GradCheckVerdict.Inconclusive, FormattableString.Invariant($"The differences are too rough here: a relative error below {_resolution:G2} would not have been seen, and {_options.Resolution:G2} is asked for.")) with { Suggestion = Remedy.TooRough(f, _rough) }) with
        { BoundaryOps = f.BoundaryOps };
    }

    /// <summary>One order: differences, forward mode, Taylor rate. Null if nothing is wrong.</summary>
    private GradCheckReport? Differences(ProbedFunction f, IReadOnlyList<string> boundaryOps)
    {
        int n = f.Point.Length, m = f.Center.Values.Length, count = _options.Directions * (_options.Thorough ? 2 : 1);
        bool full = _options.Mode == GradCheckMode.Full || (_options.Mode == GradCheckMode.Auto && n <= FullUpTo);
        double[][] directions = full ? Directions.Basis(n) : Directions.Random(_random, count, n);
        double[][] cotangents = full && m <= BasisCotangentsUpTo ? Directions.Basis(m) : Directions.Random(_random, _options.Thorough ? 2 : 1, m);
        double loose = Loose;
        Comparison comparison = Comparison.Of(f, cotangents, directions, loose, _size);
        _evaluations += comparison.Evaluations;
        if (comparison.Resolution > _resolution && comparison.Resolution > _options.Resolution && comparison.Agrees)
        {
            _rough = comparison.Roughness(f, cotangents, directions);
        }

        _resolution = Math.Max(_resolution, comparison.Resolution);
        string name = $"differences at order {_order}{(comparison.OnKink ? ", one-sided on a kink" : "")}";
        _oracles.Add(new GradCheckOracle(name, comparison.Agrees ? comparison.Resolution <= _options.Resolution ? true : null : false,
            FormattableString.Invariant($"{comparison.Entries.Length} derivatives, error bars up to {comparison.Entries.Max(static e => e.ErrorBar):G2}, resolves {comparison.Resolution:G2}")));
        if (!comparison.Agrees)
        {
            return Disagreement(f, comparison, cotangents, directions, loose);
        }

        if (_options.Forward && boundaryOps.Count == 0)
        {
            GradCheckOracle identity = AdjointIdentity.Check(f, _random, full ? 1 : 2, _size, comparison.Resolution > _options.Resolution ? comparison.Resolution : 0);
            _oracles.Add(identity);
            if (identity.Agrees == false)
            {
                return Report(GradCheckVerdict.Fail, "Forward mode and reverse mode disagree, and reverse mode agrees with differences: the forward rule is wrong.");
            }
        }

        if (!full || _subject.Leaves is not null)
        {
            // Over all inputs at once, also where every element was moved alone: for whole models it is the test that needs no other.
            _oracles.Add(TaylorRate.Check(f, cotangents[0], full ? Directions.Random(_random, 1, n)[0] : directions[0]));
        }

        return null;
    }

    private GradCheckReport Disagreement(ProbedFunction f, Comparison comparison, double[][] cotangents, double[][] directions, double loose)
    {
        Entry worst = comparison.Worst;
        if (!comparison.IsWrong)
        {
            return InDoubt(f, comparison, cotangents, directions, worst.Doubt);
        }

        var jacobians = Jacobians.Around(f, cotangents[worst.Cotangent], directions[worst.Direction]);
        (Entry? found, Doubt doubt) = jacobians.Confirmed(f, loose, worst, cotangents[worst.Cotangent], directions[worst.Direction], ref _evaluations);
        if (found is null && (doubt != Doubt.None || jacobians.IsComplete(f)))
        {
            return InDoubt(f, comparison, cotangents, directions, doubt);
        }

        // Many errors that are each too small to be told alone: what was seen is their sum.
        Entry element = found ?? worst with { Direction = jacobians.Worst.Direction, Cotangent = jacobians.Worst.Cotangent };
        (int input, int[] inputIndex) = f.InputAt(jacobians.Columns[element.Direction]);
        (int output, int[] outputIndex) = f.OutputAt(jacobians.Rows[element.Cotangent]);
        string what = _order == 1 ? "The gradient is wrong" : $"The derivative of order {_order} is wrong, while the lower ones are right: the rule treats something as constant that is not, or reads data outside the graph";
        return Report(GradCheckVerdict.Fail, $"{what}{(comparison.OnKink ? "; the point lies on a kink, and the value is not between the slopes of its two sides" : "")}.") with
        {
            Worst = new GradCheckElement(input, inputIndex, output, outputIndex, element.Analytic, element.Numeric, element.ErrorBar, element.Tolerance)
            {
                Name = f.Names is null ? null : f.NameOf(input),
                IsApproximate = found is null,
            },
            Suggestion = Diagnosis.Of(f, jacobians),
        };
    }

    private GradCheckReport InDoubt(ProbedFunction f, Comparison comparison, double[][] cotangents, double[][] directions, Doubt doubt)
    {
        (string summary, string remedy) = Remedy.Of(doubt);
        return Report(GradCheckVerdict.Inconclusive, summary) with { Worst = Element(f, comparison, cotangents, directions), Suggestion = remedy };
    }

    private static GradCheckElement Element(ProbedFunction f, Comparison comparison, double[][] cotangents, double[][] directions)
    {
        Entry worst = comparison.Worst;
        (int input, int[] inputIndex) = f.InputAt(Largest(directions[worst.Direction]));
        (int output, int[] outputIndex) = f.OutputAt(Largest(cotangents[worst.Cotangent]));
        return new GradCheckElement(input, inputIndex, output, outputIndex, worst.Analytic, worst.Numeric, worst.ErrorBar, worst.Tolerance)
        {
            Name = f.Names is null ? null : f.NameOf(input),
            IsApproximate = directions[worst.Direction].Count(static d => d != 0) > 1 || cotangents[worst.Cotangent].Count(static d => d != 0) > 1,
        };
    }

    /// <summary>What lower orders left open of the function that is checked now.</summary>
    private double Loose => _order > 1 && _resolution > _options.Resolution ? _resolution : 0;

    private static int Largest(double[] values) => Array.IndexOf(values, values.MaxBy(Math.Abs));

    private GradCheckReport Report(GradCheckVerdict verdict, string summary) => new()
    {
        Verdict = verdict,
        Summary = verdict == GradCheckVerdict.Inconclusive && _refusals?.First is { } refusal ? $"{summary} At other points the function {refusal}" : summary,
        Order = Math.Max(_order, 1),
        Oracles = [.. _oracles],
        Properties = [.. _properties],
        Resolution = _resolution,
        Seed = _options.Seed,
        Evaluations = _evaluations,
    };
}
