namespace AutoGrad.Checking;

/// <summary>
/// Slopes along one direction at steps that go on shrinking below those that were extrapolated, as far as rounding allows: the second witness before a gradient
/// is called wrong. Whatever a ladder of halving steps was blind to (a period that fits all of them, a bump between two of them, a pole) shows on the way down,
/// for a derivative is by definition what these slopes end in.
/// </summary>
internal sealed class Descent
{
    /// <summary>The golden section: no power of it is near a power of two, so what fits the one ladder does not fit the other.</summary>
    private const double Ratio = 0.38196601125010515;

    /// <summary>Where nothing moved at all, steps grow by this.</summary>
    private const double Longer = 9;

    /// <summary>Steps come in threes that follow each other closely; where the way is long, the threes stand further apart.</summary>
    private const int MostThrees = 24;

    /// <summary>With as many inputs and outputs as this, fewer threes have to do.</summary>
    private const int Large = 100_000;

    private const int FewThrees = 6;

    /// <summary>A slope counts where rounding moves it by less than this part of what it has to tell apart.</summary>
    private const double Reliable = 1.0 / 16;

    /// <summary>Rounding of the inputs that makes so much noise leaves nothing to see between one double and the next.</summary>
    private const double Unresolved = 1e-4;

    /// <summary>Noise above this many roundings is not the usual one.</summary>
    private const double Unusual = 1e6;

    /// <summary>Noise up to this many roundings of the value is what a few operations leave.</summary>
    private const double Usual = 1e4;

    /// <summary>Below this, differences of products are no normal numbers any more.</summary>
    private const double Shortest = 1e-290;

    private readonly List<Rung> _rungs = [];
    private readonly Entry _entry;
    private readonly double _gap;
    private readonly double _noise;
    private readonly double _rounding;
    private readonly double _stencil;
    private readonly double _usual;

    /// <param name="f">The function.</param>
    /// <param name="entry">What disagrees, or is rough.</param>
    /// <param name="v">Its cotangent.</param>
    /// <param name="u">Its direction.</param>
    /// <param name="gradient">The gradient along the cotangent.</param>
    /// <param name="gap">What the slopes have to tell apart: as long as rounding lets them, they go down.</param>
    private Descent(ProbedFunction f, Entry entry, double[] v, double[] u, double[] gradient, double gap)
    {
        _entry = entry;
        double value = 0, reach = 0;
        for (int j = 0; j < v.Length; j++)
        {
            value += Math.Abs(v[j] * f.Center.Values[j]);
            _noise += Math.Abs(v[j]) * f.Noise[j];
        }

        double smallest = double.PositiveInfinity;
        for (int i = 0; i < u.Length; i++)
        {
            if (u[i] != 0)
            {
                _stencil += f.Epsilon * Math.Abs(gradient[i] * f.Point[i]);
                reach = Math.Max(reach, Math.Abs(f.Point[i]));
                smallest = f.Point[i] == 0 ? smallest : Math.Min(smallest, Math.Abs(f.Point[i] / u[i]));
            }
        }

        _rounding = f.Epsilon * value;
        _usual = f.Epsilon * (value + (Math.Abs(entry.Numeric) * reach));
        _gap = gap;
        double first = double.IsFinite(entry.Step) ? entry.Step : Math.ScaleB(1, -30);

        // At zero there is no shortest step; the length over which a right gradient would make the values that were seen stands for it.
        double finest = double.IsFinite(smallest) ? 4 * f.Epsilon * smallest : Math.Min(f.Epsilon * first, 1e-3 * entry.Scale * first / gap);
        double last = Math.Max(4 * _rounding / gap, finest);
        Walk(f, v, u, gradient, first, last > Shortest ? last : Shortest);
    }

    /// <summary>One step down.</summary>
    /// <param name="Step">Its length.</param>
    /// <param name="Forward">The slope ahead; on a boundary between pieces, from inside the piece ahead.</param>
    /// <param name="Backward">The slope behind.</param>
    /// <param name="Claimed">What the gradient makes of the very displacement, rounded as it was.</param>
    /// <param name="Sided">Whether the derivative may lie anywhere between the slopes, instead of in their middle.</param>
    private readonly record struct Rung(double Step, double Forward, double Backward, double Claimed, bool Sided)
    {
        internal double Middle => (Forward + Backward) / 2;

        internal bool Moves => Forward != 0 || Backward != 0;

        /// <summary>The derivative nearest to a value that these slopes allow.</summary>
        internal double Nearest(double value) => Sided ? Math.Clamp(value, Math.Min(Forward, Backward), Math.Max(Forward, Backward)) : Middle;
    }

    /// <summary>How often the function was evaluated.</summary>
    internal int Evaluations { get; private set; }

    /// <summary>What keeps a disagreement from being a wrong gradient.</summary>
    internal static Doubt Of(ProbedFunction f, Entry entry, double[] v, double[] u, double[] gradient, ref int evaluations)
    {
        double gap = double.IsFinite(entry.Analytic) ? entry.Difference : Math.Max(Math.Abs(entry.Numeric), entry.Scale);
        var descent = new Descent(f, entry, v, u, gradient, gap);
        evaluations += descent.Evaluations;
        if (Stairs.Height(f, entry, v, u, ref evaluations) is > 0 and var height
            && (gap <= height / (Differences.FirstStep(f.Point, u) * Stairs.Resolvable) || descent.SupportsWide(f, v, u, gradient, Ratio)))
        {
            return Doubt.Stairs;
        }

        if (entry is { Numeric: 0, ErrorBar: 0 } && !descent._rungs.Exists(static r => r.Moves) && descent.SupportsWide(f, v, u, gradient, Longer))
        {
            return Doubt.Stairs; // one stair is longer than the first step
        }

        if (f.Center.OnBoundary == 0 && KinkEvidence.Seen(f, v, u))
        {
            return Doubt.Kink;
        }

        bool stands = double.IsFinite(entry.Analytic) ? !descent.Contradicts() && !descent.Supports() && !descent.IsUnresolved : descent.Settles();
        return stands ? Doubt.None : descent.Reason();
    }

    /// <summary>What but rounding makes an error bar wide: None if it is rounding.</summary>
    internal static Doubt Roughness(ProbedFunction f, Entry entry, double[] v, double[] u, double[] gradient)
    {
        var descent = new Descent(f, entry, v, u, gradient, Math.Max(Math.Abs(entry.Analytic), entry.Scale));
        Doubt seen = f.Center.OnBoundary == 0 && KinkEvidence.Seen(f, v, u) ? Doubt.Kink : descent.Reason();
        return seen != Doubt.TooFast || (descent._noise > Usual * descent._rounding && descent._stencil > descent._noise / 1000) ? seen : Doubt.None;
    }

    private void Walk(ProbedFunction f, double[] v, double[] u, double[] gradient, double first, double last)
    {
        double apart = Math.Min(Ratio * Ratio * Ratio, Math.Pow(last / first, 1.0 / (u.Length + v.Length < Large ? MostThrees : FewThrees)));
        for (int k = 0; first > last; k++)
        {
            double step = first * Ratio;
            for (int within = 0; within < 3; within++, step *= Ratio)
            {
                if (Look(f, v, u, gradient, step) is { } rung)
                {
                    _rungs.Add(rung);
                }
            }

            first *= apart;
        }
    }

    /// <summary>Null where a step leaves the piece or the domain.</summary>
    private Rung? Look(ProbedFunction f, double[] v, double[] u, double[] gradient, double step)
    {
        bool sided = f.Center.OnBoundary > 0 && _entry.IsSided;
        (double ahead, double aheadClaim, double aheadSpan) = Side(f, v, u, gradient, step, sided);
        (double behind, double behindClaim, double behindSpan) = Side(f, v, u, gradient, -step, sided);
        return double.IsNaN(ahead) || double.IsNaN(behind) ? null
            : new Rung(step, ahead / aheadSpan, behind / behindSpan, (aheadClaim - behindClaim) / (aheadSpan - behindSpan), sided);
    }

    /// <summary>By how much the outputs change along the cotangent, what the gradient says of it, and over which length; NaN outside of the piece.</summary>
    private (double Change, double Claim, double Span) Side(ProbedFunction f, double[] v, double[] u, double[] gradient, double step, bool sided)
    {
        double[] near = f.Point, far = new double[u.Length];
        Evaluation from = f.Center;
        if (sided)
        {
            near = new double[u.Length];
            for (int i = 0; i < u.Length; i++)
            {
                near[i] = f.Point[i] + (step * u[i]);
            }

            from = f.At(near);
            Evaluations++;
        }

        double claim = 0, span = step;
        int moved = 0;
        for (int i = 0; i < u.Length; i++)
        {
            far[i] = f.Point[i] + ((sided ? 2 : 1) * step * u[i]);
            if (u[i] != 0)
            {
                claim += gradient[i] * (far[i] - near[i]);
                span = ++moved == 1 ? (far[i] - near[i]) / u[i] : step;
            }
        }

        Evaluation to = f.At(far);
        Evaluations++;
        double change = 0;
        for (int j = 0; j < v.Length; j++)
        {
            change += v[j] == 0 ? 0 : v[j] * (to.Values[j] - from.Values[j]);
        }

        bool belongs = to.Signature == (sided ? from : f.Center).Signature && (!sided || from.OnBoundary < f.Center.OnBoundary) && span != 0;
        return (belongs && double.IsFinite(change) ? change : double.NaN, claim, span);
    }

    /// <summary>Whether a smaller step, where rounding lets it tell the two values apart, stands nearer to the other one.</summary>
    private bool Contradicts()
    {
        for (int k = 1; k < _rungs.Count; k++)
        {
            double here = _rungs[k].Nearest(_entry.Analytic), before = _rungs[k - 1].Nearest(_entry.Analytic);
            if ((_noise + _stencil) / _rungs[k].Step < Reliable * _gap && Math.Abs(here - before) < _gap / 4 && Math.Abs(here - _entry.Numeric) > _gap / 2)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether slopes at three steps in a row are those that the gradient claims: noise does not do that.</summary>
    private bool Supports()
    {
        int row = 0;
        foreach (Rung rung in _rungs)
        {
            row = rung.Moves && Math.Abs(rung.Nearest(rung.Claimed) - rung.Claimed) <= _gap / 4 ? row + 1 : 0;
            if (row == 3)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the values jump about as much as a right gradient would make them, from one double to the next.</summary>
    private bool IsUnresolved => _noise > Unusual * _usual && _stencil > Unresolved * _noise;

    /// <summary>Whether the slopes of both sides end in the extrapolated value: then the derivative exists, and a rule that gives infinity or NaN is wrong.</summary>
    private bool Settles()
    {
        double loose = 1e-2 * _gap;
        Rung[] clear = [.. _rungs.Where(r => (_noise + _rounding) / r.Step < loose / 4)];
        return clear.Length > 0 && _entry.ErrorBar <= loose
            && (clear[^1].Sided || (Math.Abs(clear[^1].Forward - _entry.Numeric) <= loose && Math.Abs(clear[^1].Backward - _entry.Numeric) <= loose));
    }

    /// <summary>Whether slopes at long steps are those that the gradient claims.</summary>
    private bool SupportsWide(ProbedFunction f, double[] v, double[] u, double[] gradient, double ratio)
    {
        int row = 0;
        double step = Differences.FirstStep(f.Point, u);
        for (int k = 0; k < (ratio < 1 ? 6 : MostThrees) && row < 3; k++, step *= ratio)
        {
            row = Look(f, v, u, gradient, step) is { } rung && Math.Abs(rung.Nearest(rung.Claimed) - rung.Claimed) <= _gap / 4 ? row + 1 : 0;
        }

        return row == 3;
    }

    private Doubt Reason()
    {
        double forward = Growth(static r => r.Forward), backward = Growth(static r => r.Backward);
        double growth = Math.Max(double.IsNaN(forward) ? 0 : forward, double.IsNaN(backward) ? 0 : backward);
        return growth > 0.99 ? Doubt.Jump
            : growth > 0.01 ? Doubt.Infinite
            : _rungs.Count == 0 || !double.IsFinite(_entry.Analytic) ? Doubt.Undefined
            : Doubt.TooFast;
    }

    /// <summary>The power of one over the step with which the smallest steps' slopes grow; NaN if it is no power.</summary>
    private double Growth(Func<Rung, double> slope)
    {
        Rung[] tail = [.. _rungs.Where(r => Math.Abs(slope(r) * r.Step) > 64 * _rounding)];
        if (tail.Length < 5)
        {
            return double.NaN;
        }

        double power = double.NaN;
        for (int k = tail.Length - 4; k < tail.Length; k++)
        {
            double here = Math.Log(slope(tail[k]) / slope(tail[k - 1])) / Math.Log(tail[k - 1].Step / tail[k].Step);
            if (!(Math.Abs(here - power) <= 0.01) && !double.IsNaN(power))
            {
                return double.NaN;
            }

            power = here;
        }

        return power;
    }
}
