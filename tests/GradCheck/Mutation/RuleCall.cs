namespace AutoGrad.Tests.Gradients;

/// <summary>One call of an op's reverse rule, which can be run again with other saved values; the gradients are returned instead of handed on.</summary>
internal sealed class RuleCall
{
    private readonly Op _op;
    private readonly MutationSite _site;
    private readonly int _inputs;
    private readonly bool[] _needs;
    private readonly TensorSpec[] _specs;
    private readonly Variable?[] _saved;
    private readonly Saved _reads;

    public RuleCall(Op op, in PullbackContext context, MutationSite site)
    {
        _op = op;
        _site = site;
        _inputs = context.InputCount;
        _needs = new bool[_inputs];
        _specs = new TensorSpec[_inputs];
        _saved = new Variable?[_inputs + op.OutputCount];
        for (int i = 0; i < _inputs; i++)
        {
            _needs[i] = context.Needs(i);
            Variable x = context.XOrNotSaved(i);
            _saved[i] = x.IsUnsaved ? null : x;
            bool known = _needs[i] || _saved[i] is not null || op.Arity == 0 || _inputs > 2;
            _specs[i] = new TensorSpec(known ? context.ShapeOf(i) : Shape.Scalar, _needs[i] ? context.DTypeOf(i) : _saved[i]?.DType ?? DType.Float64);
        }

        int needs = 0;
        for (int i = 0; i < _inputs; i++)
        {
            needs |= _needs[i] ? 1 << Math.Min(i, 29) : 0;
        }

        _reads = op.SavesWhen(needs);
        for (int k = 0; k < op.OutputCount; k++)
        {
            try
            {
                _saved[_inputs + k] = context.Y(k);
            }
            catch (AutogradException)
            {
                // not saved
            }
        }
    }

    /// <summary>The gradients as the op states them.</summary>
    public Variable?[] Run(in PullbackContext context) => Run(context, _saved, -1);

    /// <summary>The gradients with a fault; those that it does not apply to are the right ones.</summary>
    public Variable?[] Wrong(in PullbackContext context, Mutation mutation, Variable?[] right)
    {
        int a = mutation.Slot, b = mutation.Other;
        switch (mutation.Kind)
        {
            case MutationKind.WrongSaved:
                return CanRead(a, b) ? Run(context, Replaced(a, _saved[b]!), -1) : right;
            case MutationKind.StaleSaved:
                return Reads(a) && a < _saved.Length && _saved[a] is { } value && Shifted(value) is { } stale ? Run(context, Replaced(a, stale), -1) : right;
            case MutationKind.SliceForSum or MutationKind.CountForSum:
                return Unsummed(context, a) is { } whole ? With(right, a, mutation.Kind == MutationKind.SliceForSum ? Sliced(whole, _specs[a].Shape) : Sliced(whole, _specs[a].Shape) * ((double)whole.NumEl / _specs[a].Shape.NumEl)) : right;
            case MutationKind.SwapOperands:
                return a < right.Length && b < right.Length && right[a] is { } first && right[b] is { } second && first.Shape == second.Shape ? With(With(right, a, second), b, first) : right;
            case MutationKind.Extra:
                return a < right.Length && _needs[a] && _specs[a].Shape.NumEl > 0 && context.HasDy(0) ? With(right, a, Extra(context.Dy(), _specs[a].Shape, right[a], mutation)) : right;
            default:
                return a < right.Length && right[a] is { NumEl: > 0 } dx ? With(right, a, Changed(dx, mutation)) : right;
        }
    }

    /// <summary>Whether the rule reads a, and b would fit in its place.</summary>
    private bool CanRead(int a, int b) => Reads(a) && a < _saved.Length && b < _saved.Length && _saved[a] is { } x && _saved[b] is { } y && x.Data.Spec == y.Data.Spec;

    private bool Reads(int slot) => ((int)_reads & (slot < _inputs ? 1 << Math.Min(slot, 29) : (int)Saved.Output)) != 0;

    private static Variable? Changed(Variable dx, Mutation mutation) => mutation.Kind switch
    {
        MutationKind.Drop => null,
        MutationKind.Negate => -dx,
        MutationKind.Scale => dx * (1 + mutation.Error),
        MutationKind.Transpose => dx.Rank >= 2 && dx.Shape.AsSpan()[^1] > 1 && dx.Shape.AsSpan()[^1] == dx.Shape.AsSpan()[^2] ? dx.Transpose(-2, -1) : dx,
        MutationKind.ZeroElement => dx * LastElement(dx, 0),
        MutationKind.ScaleElement => dx * LastElement(dx, 1 + mutation.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(mutation), mutation.Kind, "no change of one gradient"),
    };

    private static Variable Extra(Variable dy, Shape shape, Variable? dx, Mutation mutation)
    {
        Variable term = (dy.Sum() * mutation.Error).Expand(shape);
        return dx is null ? term : dx + term.To(dx.DType);
    }

    private static Tensor LastElement(Variable like, double value)
    {
        double[] factors = new double[like.NumEl];
        Array.Fill(factors, 1);
        factors[^1] = value;
        return Tensor.From<double>(factors).Reshape(like.Shape).To(like.DType);
    }

    /// <summary>Every element is its neighbour's, along the last dimension that has neighbours.</summary>
    private static Variable? Shifted(Variable value)
    {
        int dim = value.Shape.ToArray().AsSpan().LastIndexOfAnyExcept(0, 1);
        return dim < 0 ? null : value.Roll(1, dim);
    }

    /// <summary>The gradient before the engine sums it back to the input's shape; null if nothing was broadcast, or the rule sums by itself.</summary>
    private Variable? Unsummed(in PullbackContext context, int input)
    {
        if (input >= _inputs || !_needs[input] || _specs[input].Shape.NumEl == 0 || _specs[input].Shape == context.Dy().Shape)
        {
            return null;
        }

        try
        {
            if (Shape.Broadcast(_specs[input].Shape, context.Dy().Shape, _op.Name) != context.Dy().Shape)
            {
                return null;
            }

            return Run(context, _saved, input)[input] is { NumEl: > 0 } whole && whole.Shape != _specs[input].Shape ? whole : null;
        }
        catch (ShapeException)
        {
            return null;
        }
    }

    private static Variable Sliced(Variable dx, Shape shape)
    {
        while (dx.Rank > shape.Rank)
        {
            dx = dx.Select(0, 0);
        }

        for (int d = 0; d < shape.Rank; d++)
        {
            dx = dx.Shape[d] == shape[d] ? dx : dx.Slice(d, 0, 1);
        }

        return dx;
    }

    private static Variable?[] With(Variable?[] gradients, int index, Variable? value)
    {
        Variable?[] changed = [.. gradients];
        changed[index] = value;
        return changed;
    }

    private Variable?[] Replaced(int slot, Variable value)
    {
        Variable?[] saved = [.. _saved];
        saved[slot] = value;
        return saved;
    }

    /// <summary>Runs the rule on a node of its own, whose edges collect the gradients.</summary>
    private Variable?[] Run(in PullbackContext context, Variable?[] saved, int unsummed)
    {
        var edges = new Node?[_inputs];
        var more = new MoreInputs(_inputs);
        for (int i = 0; i < _inputs; i++)
        {
            edges[i] = _needs[i] ? new Collector(i == unsummed ? context.Dy().Shape : _specs[i].Shape, _specs[i].DType) : null;
            more.Inputs[i] = new RecordedInput { Edge = edges[i], Shape = _specs[i].Shape, Saved = saved[i], Version = saved[i]?.Data.Version ?? 0 };
        }

        var cotangents = new Variable?[_op.OutputCount];
        for (int k = 0; k < cotangents.Length; k++)
        {
            cotangents[k] = context.HasDy(k) ? context.Dy(k) : null;
        }

        var node = new Node(_op, default, more);
        if (cotangents.Length == 1)
        {
            node.SavedOutput = saved[_inputs];
            node.VersionOutput = saved[_inputs]?.Data.Version ?? 0;
        }
        else
        {
            more.Outputs = saved[_inputs..];
            more.OutputSpecs = new TensorSpec[cotangents.Length];
            for (int k = 0; k < cotangents.Length; k++)
            {
                more.OutputSpecs[k] = context.Dy(k).Data.Spec;
            }
        }

        var own = new PullbackContext(node, new Pass(context.CreateGraph, retainGraph: true), cotangents.Length == 1 ? cotangents[0] : null, cotangents.Length == 1 ? null : cotangents);
        if (_site == MutationSite.Kernel)
        {
            _op.PullbackKernel(own);
        }
        else
        {
            _op.Pullback(own);
        }

        return Array.ConvertAll(edges, static e => e?.Cotangent);
    }

    /// <summary>Where a gradient ends up.</summary>
    private sealed class Collector(Shape shape, DType dtype) : Node(shape, dtype);
}
