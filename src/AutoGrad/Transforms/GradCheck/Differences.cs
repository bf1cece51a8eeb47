namespace AutoGrad.Checking;

/// <summary>The derivative of every output along one direction, by extrapolated differences with an error bar.</summary>
/// <param name="Values">One derivative per output; for a point on a kink, the value from the plus side.</param>
/// <param name="Errors">The error bars; infinite where no step was small enough.</param>
/// <param name="Step">The smallest step taken.</param>
/// <param name="Scale">The largest difference quotient met.</param>
/// <param name="Evaluations">How often the function was evaluated.</param>
/// <param name="OtherSide">On a kink, the same from the minus side.</param>
internal sealed record Differences(double[] Values, double[] Errors, double Step, double Scale, int Evaluations, Differences? OtherSide = null)
{
    private const int MostLevels = 10;

    /// <summary>Error bars above this much of the largest derivative are worth another try.</summary>
    private const double Rough = 1e-8;

    /// <summary>Halvings of the first step, at most: below that Float64 has too few digits left.</summary>
    private const int MostNarrowing = 21;

    /// <summary>The witness's step against the smallest of the ladder, the golden section squared: what a ladder of halvings cannot see, such as a period that fits all its steps, does not fit this one.</summary>
    private const double WitnessStep = 0.1458980337503155;

    /// <summary>An input may lie this many halvings nearer to a kink than its own size.</summary>
    private const int MostShrinks = 30;

    /// <summary>Differentiates along a direction; the stencil stays inside the smooth piece of the center, or on each side of it in turn if it lies on a boundary.</summary>
    /// <param name="f">The function.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="narrowing">Halvings of the first step, to look for structure that the function does not report. Default none.</param>
    internal static Differences Along(ProbedFunction f, double[] direction, int narrowing = 0)
    {
        double step = Math.ScaleB(FirstStep(f.Point, direction), -narrowing);
        Differences central = Central(f, direction, step);
        for (int more = 7; more <= MostNarrowing && narrowing == 0 && central.IsRough && !central.IsNoise(f.Noise); more += 7)
        {
            // A singularity or a kink nearby that nothing reports, or a function too fast for the first steps: smaller ones may stay clear of it.
            Differences narrow = Central(f, direction, Math.ScaleB(step, -more));
            central = (Directions.Largest(narrow.Errors) < Directions.Largest(central.Errors) ? narrow : central) with { Evaluations = central.Evaluations + narrow.Evaluations };
        }

        if (f.Center.OnBoundary == 0 || double.IsFinite(central.Step))
        {
            return central;
        }

        Differences plus = OneSided(f, direction, step);
        Differences minus = OneSided(f, Array.ConvertAll(direction, static d => -d), step);
        return plus with
        {
            Evaluations = central.Evaluations + plus.Evaluations + minus.Evaluations,
            OtherSide = minus with { Values = Array.ConvertAll(minus.Values, static d => -d) },
        };
    }

    /// <summary>Whether the error bars are those of rounding, which smaller steps make wider.</summary>
    private bool IsNoise(double[] noise) => Directions.Largest(Errors) < 8 * Directions.Largest(noise) / Step;

    private bool IsRough => double.IsFinite(Step) && Directions.Largest(Errors) > Rough * Directions.Largest(Values);

    private static Differences Central(ProbedFunction f, double[] direction, double step)
    {
        var table = new Extrapolation(f.Center.Values.Length, ratio: 4, growth: 4);
        double[] plus = new double[f.Point.Length], minus = new double[f.Point.Length];
        int shrinks = 0, evaluations = 0;
        double reached = double.PositiveInfinity;
        double[] quotients = [];
        for (; table.Levels < MostLevels && !table.IsDone; step /= 2)
        {
            double span = Shift(f.Point, direction, step, plus, minus);
            Evaluation high = f.At(plus), low = f.At(minus);
            evaluations += 2;
            if (Belongs(high, f.Center) && Belongs(low, f.Center))
            {
                reached = step;
                quotients = Quotients(high, low, span);
                table.Add(quotients, f.Noise, 4 / Math.Abs(span));
            }
            else if (++shrinks > MostShrinks)
            {
                break;
            }
            else
            {
                reached = double.PositiveInfinity;
                table.Restart();
            }
        }

        if (double.IsFinite(reached))
        {
            evaluations += 2;
            Witness(f, direction, reached * WitnessStep, table, quotients);
        }

        return new Differences(table.Values, table.Errors, reached, table.Scale, evaluations);
    }

    /// <summary>One more quotient, at a shorter step that is no power of two of the others: where it contradicts the extrapolation, the error bar is what they are apart.</summary>
    private static void Witness(ProbedFunction f, double[] direction, double step, Extrapolation table, double[] last)
    {
        double[] plus = new double[f.Point.Length], minus = new double[f.Point.Length];
        double span = Shift(f.Point, direction, step, plus, minus);
        Evaluation high = f.At(plus), low = f.At(minus);
        if (!Belongs(high, f.Center) || !Belongs(low, f.Center) || span == 0)
        {
            return;
        }

        double moved = 0;
        for (int i = 0; i < plus.Length; i++)
        {
            moved = Math.Max(moved, direction[i] == 0 ? 0 : f.Epsilon * Math.Abs(f.Point[i]) / step);
        }

        double[] quotients = Quotients(high, low, span);
        for (int j = 0; j < quotients.Length; j++)
        {
            double apart = Math.Abs(quotients[j] - table.Values[j]);
            double allowed = (Entry.Bars * table.Errors[j]) + (2 * WitnessStep * WitnessStep * Math.Abs(last[j] - table.Values[j])) + (64 * f.Noise[j] / Math.Abs(span)) + (64 * moved * table.Scale);
            table.Errors[j] = apart > allowed ? Math.Max(table.Errors[j], apart) : table.Errors[j];
        }
    }

    /// <summary>From points on one side only, the center left out: the limit of the derivative from inside the neighbouring piece.</summary>
    private static Differences OneSided(ProbedFunction f, double[] direction, double step)
    {
        var table = new Extrapolation(f.Center.Values.Length, ratio: 2, growth: 2);
        double[] near = new double[f.Point.Length], far = new double[f.Point.Length], unused = new double[f.Point.Length];
        int shrinks = 0, evaluations = 0;
        double reached = double.PositiveInfinity;
        ulong piece = 0;
        for (; table.Levels < MostLevels && !table.IsDone; step /= 2)
        {
            double span = Shift(f.Point, direction, 2 * step, far, unused) / 2;
            span -= Shift(f.Point, direction, step, near, unused) / 2;
            Evaluation high = f.At(far), low = f.At(near);
            evaluations += 2;
            bool begins = table.Levels == 0;
            if (high.Signature == low.Signature && high.IsFinite && low.IsFinite && low.OnBoundary < f.Center.OnBoundary && (begins || low.Signature == piece))
            {
                reached = step;
                piece = low.Signature;
                table.Add(Quotients(high, low, span), f.Noise, 4 / Math.Abs(span));
            }
            else if (++shrinks > MostShrinks)
            {
                break;
            }
            else
            {
                reached = double.PositiveInfinity;
                table.Restart();
            }
        }

        return new Differences(table.Values, table.Errors, reached, table.Scale, evaluations);
    }

    private static double[] Quotients(Evaluation high, Evaluation low, double span)
    {
        double[] quotients = new double[high.Values.Length];
        for (int j = 0; j < quotients.Length; j++)
        {
            quotients[j] = (high.Values[j] - low.Values[j]) / span;
        }

        return quotients;
    }

    private static bool Belongs(Evaluation other, Evaluation center) => other.Signature == center.Signature && other.IsFinite;

    /// <summary>An eighth of the point's scale along the direction, as a power of two.</summary>
    internal static double FirstStep(double[] point, double[] direction)
    {
        double scale = 1, longest = 1;
        for (int i = 0; i < point.Length; i++)
        {
            scale = direction[i] == 0 ? scale : Math.Max(scale, Math.Abs(point[i]));
            longest = Math.Max(longest, Math.Abs(direction[i]));
        }

        return Math.ScaleB(1, Math.ILogB(scale / longest) - 3);
    }

    /// <summary>Both stencil points; the span between them as it was rounded, where one coordinate alone moves.</summary>
    private static double Shift(double[] point, double[] direction, double step, double[] plus, double[] minus)
    {
        int moved = 0, last = 0;
        for (int i = 0; i < point.Length; i++)
        {
            plus[i] = point[i] + (step * direction[i]);
            minus[i] = point[i] - (step * direction[i]);
            if (direction[i] != 0)
            {
                moved++;
                last = i;
            }
        }

        return moved == 1 ? (plus[last] - minus[last]) / direction[last] : 2 * step;
    }
}
