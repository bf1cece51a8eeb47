namespace AutoGrad.Checking;

/// <summary>The code under test as a function of one flat vector of doubles, with its reverse-mode gradients at the original point.</summary>
/// <remarks>Values are taken on contiguous Float64 copies; gradients on the inputs as they came, in their own layout. Both must agree.</remarks>
internal sealed class ProbedFunction
{
    private readonly Code _code;
    private readonly Tensor[] _inputs;
    private readonly int[] _active;

    /// <summary>Prepares a function.</summary>
    /// <param name="code">The function.</param>
    /// <param name="inputs">The point; those that are active are Float64.</param>
    /// <param name="active">Which inputs are differentiated.</param>
    internal ProbedFunction(Code code, Tensor[] inputs, int[] active)
    {
        _code = code;
        _inputs = inputs;
        _active = active;
        Point = [.. active.SelectMany(i => inputs[i].ToDoubles())];
        Center = At(Point);
    }

    /// <summary>Runs the function on variables; recorded asks for results that can be differentiated.</summary>
    internal delegate Variable?[] Code(Variable[] inputs, bool recorded);

    /// <summary>The active inputs, one after the other.</summary>
    internal double[] Point { get; }

    /// <summary>Values at the point.</summary>
    internal Evaluation Center { get; }

    /// <summary>Shapes of the outputs that are differentiated, known once the function has run.</summary>
    internal Shape[] OutputShapes { get; private set; } = [];

    /// <summary>Rounding of one value relative to its size: that of the outputs' dtype.</summary>
    internal double Epsilon { get; private set; } = 2.220446049250313e-16;

    internal IEnumerable<Shape> InputShapes => _active.Select(i => _inputs[i].Shape);

    /// <summary>Values and piece at another point.</summary>
    internal Evaluation At(ReadOnlySpan<double> point)
    {
        var variables = new Variable[_inputs.Length];
        int offset = 0;
        for (int i = 0; i < variables.Length; i++)
        {
            if (Array.IndexOf(_active, i) < 0)
            {
                variables[i] = _inputs[i];
                continue;
            }

            Shape shape = _inputs[i].Shape;
            variables[i] = new Variable(Tensor.From(point.Slice(offset, shape.NumEl)).Reshape(shape), requiresGrad: true);
            offset += shape.NumEl;
        }

        var pieces = new PieceRecorder();
        Variable[] outputs;
        using (Mode.Enter(Mode.Current with { Pieces = pieces }))
        {
            outputs = Differentiable(_code(variables, recorded: false));
        }

        OutputShapes = Array.ConvertAll(outputs, static y => y.Shape);
        if (Array.Exists(outputs, static y => y.DType == DType.Float32))
        {
            Epsilon = 1.1920929e-07;
        }

        return new Evaluation([.. outputs.SelectMany(static y => y.Data.ToDoubles())], pieces.Signature, pieces.OnBoundary);
    }

    /// <summary>For each cotangent the gradient of its inner product with the outputs, by the code under test.</summary>
    internal double[][] Gradients(double[][] cotangents)
    {
        Variable[] variables = Array.ConvertAll(_inputs, static t => new Variable(t, node: null));
        foreach (int i in _active)
        {
            variables[i] = new Variable(_inputs[i], requiresGrad: true);
        }

        Variable[] wanted = Array.ConvertAll(_active, i => variables[i]);
        Variable[] outputs = Differentiable(_code(variables, recorded: true));
        return Array.ConvertAll(cotangents, v =>
        {
            Variable?[] gradients = Vjp(outputs, Split(v, outputs), wanted, createGraph: false);
            return Enumerable.Range(0, wanted.Length).SelectMany(i => gradients[i]?.Data.ToDoubles() ?? new double[wanted[i].NumEl]).ToArray();
        });
    }

    /// <summary>The gradient along a cotangent as a function of the inputs and the cotangent: what order two checks.</summary>
    internal ProbedFunction Gradient(double[] cotangent)
    {
        int n = _inputs.Length;
        Tensor[] cotangents = [.. Split(cotangent, OutputShapes)];
        int[] active = [.. _active, .. Enumerable.Range(n, cotangents.Length)];
        return new ProbedFunction(Code, [.. _inputs, .. cotangents], active) { Epsilon = Epsilon };

        Variable?[] Code(Variable[] all, bool recorded)
        {
            Variable[] wanted = Array.ConvertAll(_active, i => all[i]);
            Variable[] outputs = Differentiable(_code(all[..n], recorded: true));
            Variable?[] gradients = Vjp(outputs, all[n..], wanted, createGraph: recorded);
            return [.. Enumerable.Range(0, wanted.Length).Select(i => gradients[i] ?? Tensor.Zeros(wanted[i].Shape, wanted[i].DType))];
        }
    }

    private static Variable[] Differentiable(Variable?[] outputs) => [.. outputs.OfType<Variable>().Where(static y => y.DType.IsFloat())];

    private static Variable?[] Vjp(Variable[] outputs, Variable[] cotangents, Variable[] wanted, bool createGraph)
    {
        int[] reached = [.. Enumerable.Range(0, outputs.Length).Where(i => outputs[i].RequiresGrad)];
        return reached.Length == 0
            ? new Variable?[wanted.Length]
            : Autodiff.Grad([.. reached.Select(i => outputs[i])], wanted, [.. reached.Select(i => cotangents[i].To(outputs[i].DType))], createGraph, retainGraph: true, allowUnused: true);
    }

    private static Variable[] Split(double[] flat, Variable[] like) => [.. Split(flat, Array.ConvertAll(like, static y => y.Shape)).Select(static t => new Variable(t, node: null))];

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
