namespace AutoGrad.Checking;

/// <summary>The code under test as a function of one flat vector of doubles, with its gradients and tangents at the original point.</summary>
/// <remarks>Values are taken on contiguous Float64 copies; gradients on the inputs as they came, in their own layout. Both must agree.</remarks>
internal sealed class ProbedFunction
{
    private readonly Code _code;
    private readonly Tensor[] _inputs;
    private readonly int[] _active;
    private readonly Variable[]? _leaves;
    private readonly Lazy<double[]> _noise;
    private readonly Lazy<double[]> _stairs;

    /// <summary>Prepares a function.</summary>
    /// <param name="code">The function.</param>
    /// <param name="inputs">The point; those that are active are Float64.</param>
    /// <param name="active">Which inputs are differentiated.</param>
    /// <param name="leaves">Variables that the code reads by itself: their values are exchanged instead of passing new variables.</param>
    /// <param name="refusals">Where to write down what the code refuses; those of the function that this one is derived from.</param>
    internal ProbedFunction(Code code, Tensor[] inputs, int[] active, Variable[]? leaves = null, Refusals? refusals = null)
    {
        _code = code;
        _inputs = inputs;
        _active = active;
        _leaves = leaves;
        Refusals = refusals ?? new Refusals();
        Point = Joined(Array.ConvertAll(active, i => inputs[i].ToDoubles()));
        Center = At(Point, out PieceRecorder pieces);
        BoundaryOps = pieces.BoundaryOps;
        _noise = new Lazy<double[]>(() => Checking.Noise.Of(this));
        _stairs = new Lazy<double[]>(() => Checking.Noise.OfStairs(this));
    }

    /// <summary>Runs the function on variables; recorded asks for results that can be differentiated. Entries that are null or of integers are left out.</summary>
    internal delegate Variable?[] Code(Variable[] inputs, bool recorded);

    /// <summary>What the inputs are called; null for numbers.</summary>
    internal string[]? Names { get; init; }

    /// <summary>The active inputs, one after the other.</summary>
    internal double[] Point { get; }

    /// <summary>Values at the point.</summary>
    internal Evaluation Center { get; }

    /// <summary>Ops that put an element of the point on a boundary between pieces.</summary>
    internal IReadOnlyList<string> BoundaryOps { get; }

    /// <summary>What the code did instead of giving a value at a point other than the first.</summary>
    internal Refusals Refusals { get; }

    /// <summary>Whether an element of the point lies on a boundary between pieces.</summary>
    internal bool OnKink => Center.OnBoundary > 0;

    /// <summary>Shapes of the outputs that are differentiated.</summary>
    internal Shape[] OutputShapes { get; private set; } = [];

    /// <summary>Shapes of the inputs that are differentiated.</summary>
    internal Shape[] InputShapes => Array.ConvertAll(_active, i => _inputs[i].Shape);

    /// <summary>Rounding of one value relative to its size: that of the outputs' dtype.</summary>
    internal double Epsilon { get; private set; } = 2.220446049250313e-16;

    /// <summary>How far rounding moves each output.</summary>
    internal double[] Noise => _noise.Value;

    /// <summary>How high the stairs are that each output moves in, where that is more; asked only before something is called wrong.</summary>
    internal double[] Stairs => _stairs.Value;

    /// <summary>Values and piece at another point.</summary>
    internal Evaluation At(ReadOnlySpan<double> point)
    {
        try
        {
            Shape[] shapes = OutputShapes;
            Evaluation there = At(point, out _);
            if (shapes.AsSpan().SequenceEqual(OutputShapes))
            {
                return there;
            }

            Refusals.Note($"gives outputs of shape {string.Join(", ", OutputShapes)} instead of {string.Join(", ", shapes)}");
            OutputShapes = shapes;
        }
        // A function may refuse what lies outside of its domain instead of giving NaN; it took the point itself. Both mean that the step is too long.
#pragma warning disable CA1031
        catch (Exception refusal) when (Center.Values is not null)
        {
            Refusals.Note($"throws {refusal.GetType().Name}: {refusal.Message}");
        }
#pragma warning restore CA1031

        return new Evaluation(Array.ConvertAll(Center.Values, static _ => double.NaN), ~Center.Signature, 0);
    }

    /// <summary>For each cotangent the gradient of its inner product with the outputs, by the code under test.</summary>
    internal double[][] Gradients(double[][] cotangents) => With(_inputs, variables =>
    {
        Variable[] wanted = Array.ConvertAll(_active, i => variables[i]);
        Variable[] outputs = Differentiable(_code(variables, recorded: true));
        return Array.ConvertAll(cotangents, v =>
        {
            Variable?[] gradients = Vjp(outputs, Split(v, outputs), wanted, createGraph: false);
            return Joined([.. wanted.Select((x, i) => gradients[i]?.Data.ToDoubles() ?? new double[x.NumEl])]);
        });
    });

    /// <summary>The derivative of the outputs along a direction, by forward mode.</summary>
    internal double[] Tangent(double[] direction) => With(_inputs, variables =>
    {
        var level = new ForwardLevel(Mode.Current.Forward);
        Variable[] along = Split(direction, Array.ConvertAll(_active, i => variables[i]));
        for (int k = 0; k < _active.Length; k++)
        {
            level.Set(variables[_active[k]], along[k]);
        }

        using (Mode.Enter(Mode.Current with { Forward = level, Grad = true }))
        {
            return Joined(Array.ConvertAll(Differentiable(_code(variables, recorded: false)), y => level.TangentOf(y)?.Data.ToDoubles() ?? new double[y.NumEl]));
        }
    });

    /// <summary>The same by reverse mode alone: the gradient is linear in the cotangent, and its derivative there is the derivative along the direction.</summary>
    internal double[] TangentByReverse(double[] direction) => With(_inputs, variables =>
    {
        Variable[] wanted = Array.ConvertAll(_active, i => variables[i]), along = Split(direction, wanted);
        Variable[] outputs = Differentiable(_code(variables, recorded: true));
        Variable[] cotangents = Array.ConvertAll(outputs, static y => new Variable(Tensor.Zeros(y.Shape, y.DType), requiresGrad: true));
        (Variable Gradient, Variable Along)[] moved =
            [.. Vjp(outputs, cotangents, wanted, createGraph: true).Zip(along).Where(static p => p.First is { RequiresGrad: true }).Select(static p => (p.First!, p.Second))];
        Variable?[] tangents = moved.Length == 0
            ? new Variable?[outputs.Length]
            : Autodiff.Grad([.. moved.Select(static p => p.Gradient)], cotangents, [.. moved.Select(static p => p.Along)], allowUnused: true);
        return Joined([.. outputs.Select((y, k) => tangents[k]?.Data.ToDoubles() ?? new double[y.NumEl])]);
    });

    /// <summary>The gradient along a cotangent as a function of the inputs and the cotangent: what the next order checks.</summary>
    internal ProbedFunction Gradient(double[] cotangent)
    {
        int n = _inputs.Length;
        Tensor[] cotangents = [.. Split(cotangent, OutputShapes)];
        int[] active = [.. _active, .. Enumerable.Range(n, cotangents.Length)];
        return new ProbedFunction(Next, [.. _inputs, .. cotangents], active, _leaves, Refusals) { Epsilon = Epsilon, Names = Names };

        Variable?[] Next(Variable[] all, bool recorded)
        {
            Variable[] wanted = Array.ConvertAll(_active, i => all[i]);
            Variable[] outputs = Differentiable(_code(all[..n], recorded: true));
            Variable?[] gradients = Vjp(outputs, all[n..], wanted, createGraph: recorded);
            return [.. Enumerable.Range(0, wanted.Length).Select(i => gradients[i] ?? Tensor.Zeros(wanted[i].Shape, wanted[i].DType))];
        }
    }

    /// <summary>The same code around another point.</summary>
    internal ProbedFunction MovedTo(double[] point)
    {
        Tensor[] inputs = [.. _inputs];
        int k = 0;
        foreach (Tensor t in Split(point, InputShapes))
        {
            inputs[_active[k++]] = t;
        }

        return new ProbedFunction(_code, inputs, _active, _leaves, Refusals) { Epsilon = Epsilon, Names = Names };
    }

    /// <summary>Which input a flat position belongs to, and where in it.</summary>
    internal (int Input, int[] Index) InputAt(int flat)
    {
        (int k, int[] index) = Locate(flat, InputShapes);
        return (_active[k], index);
    }

    /// <summary>What an input is called in a report.</summary>
    internal string NameOf(int input) => Names is not null && input < Names.Length ? Names[input] : $"input {input}";

    /// <summary>Which output a flat position belongs to, and where in it.</summary>
    internal (int Output, int[] Index) OutputAt(int flat) => Locate(flat, OutputShapes);

    private static (int Which, int[] Index) Locate(int flat, Shape[] shapes)
    {
        int which = 0;
        while (flat >= shapes[which].NumEl)
        {
            flat -= shapes[which++].NumEl;
        }

        int[] index = shapes[which].ToArray();
        for (int d = index.Length - 1; d >= 0; d--)
        {
            (flat, index[d]) = Math.DivRem(flat, index[d]);
        }

        return (which, index);
    }

    private Evaluation At(ReadOnlySpan<double> point, out PieceRecorder pieces)
    {
        Tensor[] tensors = [.. _inputs];
        int offset = 0;
        foreach (int i in _active)
        {
            Shape shape = _inputs[i].Shape;
            tensors[i] = Tensor.From(point.Slice(offset, shape.NumEl)).Reshape(shape);
            offset += shape.NumEl;
        }

        var recorder = pieces = new PieceRecorder();
        return With(tensors, variables =>
        {
            Variable[] outputs;
            using (Mode.Enter(Mode.Current with { Pieces = recorder }))
            {
                outputs = Differentiable(_code(variables, recorded: false));
            }

            OutputShapes = Array.ConvertAll(outputs, static y => y.Shape);
            Epsilon = Array.Exists(outputs, static y => y.DType == DType.Float32) ? 1.1920929e-07 : Epsilon;
            return new Evaluation(Joined(Array.ConvertAll(outputs, static y => y.Data.ToDoubles())), recorder.Signature, recorder.OnBoundary);
        });
    }

    /// <summary>Runs something on variables with the given values: new ones, or the leaves with their values exchanged for the time.</summary>
    private T With<T>(Tensor[] values, Func<Variable[], T> run)
    {
        Variable[] variables = Array.ConvertAll(values, static t => new Variable(t, node: null));
        foreach (int i in _active)
        {
            if (_leaves is null || i >= _leaves.Length)
            {
                variables[i] = new Variable(values[i], requiresGrad: true);
            }
        }

        if (_leaves is null)
        {
            return run(variables);
        }

        Tensor[] kept = Array.ConvertAll(_leaves, static leaf => leaf.Data);
        try
        {
            for (int i = 0; i < kept.Length; i++)
            {
                variables[i] = _leaves[i];
                variables[i].ReplaceData(values[i]);
            }

            return run(variables);
        }
        finally
        {
            for (int i = 0; i < kept.Length; i++)
            {
                _leaves[i].ReplaceData(kept[i]);
                ForwardLevel.Forget(_leaves[i]);
            }
        }
    }

    private static double[] Joined(double[][] parts) => parts.Length == 1 ? parts[0] : [.. parts.SelectMany(static part => part)];

    private static Variable[] Differentiable(Variable?[] outputs) => [.. outputs.OfType<Variable>().Where(static y => y.DType.IsFloat())];

    private static Variable?[] Vjp(Variable[] outputs, Variable[] cotangents, Variable[] wanted, bool createGraph)
    {
        int[] reached = [.. Enumerable.Range(0, outputs.Length).Where(i => outputs[i].RequiresGrad)];
        return reached.Length == 0
            ? new Variable?[wanted.Length]
            : Autodiff.Grad([.. reached.Select(i => outputs[i])], wanted, [.. reached.Select(i => cotangents[i].To(outputs[i].DType))], createGraph, retainGraph: true, allowUnused: true);
    }

    private static Variable[] Split(double[] flat, Variable[] like) =>
        [.. Split(flat, Array.ConvertAll(like, static y => y.Shape)).Zip(like, static (t, y) => new Variable(t.To(y.DType), node: null))];

    private static IEnumerable<Tensor> Split(double[] flat, Shape[] shapes)
    {
        int offset = 0;
        foreach (Shape shape in shapes)
        {
            yield return Tensor.From<double>(flat.AsSpan(offset, shape.NumEl)).Reshape(shape);
            offset += shape.NumEl;
        }
    }
}
