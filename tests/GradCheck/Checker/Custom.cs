namespace AutoGrad.Tests.Gradients;

/// <summary>An op put together in a test, right or wrong: elementwise on its first input unless an output shape is given.</summary>
internal sealed record Custom(Custom.Kernel Value, Custom.Rule Gradient) : Op
{
    public delegate double Kernel(double[][] inputs, int index);

    public delegate void Rule(in PullbackContext context);

    public Shape? Output { get; init; }

    public Action<Tensor, PieceRecorder>? Branches { get; init; }

    public Func<Variable?[], Variable?>? Forwards { get; init; }

    protected internal override Saved Saves => Saved.Inputs | Saved.Output;

    protected internal override bool IsPiecewise => Branches is not null;

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => Branches?.Invoke(inputs[0], recorder);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(Output ?? inputs[0].Shape, inputs[0].DType);

    protected internal override void Forward(in KernelContext context)
    {
        double[][] inputs = new double[context.InputCount][];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = context.In(i).ToDoubles();
        }

        Tensor y = context.Out();
        for (int i = 0; i < y.NumEl; i++)
        {
            if (y.DType == DType.Float32)
            {
                context.Output<float>()[i] = (float)Value(inputs, i);
            }
            else
            {
                context.Output<double>()[i] = Value(inputs, i);
            }
        }
    }

    protected internal override void Pullback(in PullbackContext context) => Gradient(context);

    protected internal override Variable?[]? Tangent(in TangentContext context)
    {
        if (Forwards is null)
        {
            return null;
        }

        var tangents = new Variable?[context.InputCount];
        for (int i = 0; i < tangents.Length; i++)
        {
            tangents[i] = context.Tx(i);
        }

        return [Forwards(tangents)];
    }

    /// <summary>y = x³ with a rule of the test's own.</summary>
    public static Custom Cube(Func<Variable, Variable, Variable> dx) =>
        new((x, i) => x[0][i] * x[0][i] * x[0][i], (in PullbackContext c) => c.Add(0, dx(c.Dy(), c.X(0))));

    /// <summary>The right rule of the cube.</summary>
    public static Variable CubeRule(Variable dy, Variable x) => dy * (3.0 * x * x);
}
