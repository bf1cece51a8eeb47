namespace AutoGrad.Tests.Gradients;

/// <summary>An op put together in a test, right or wrong: elementwise on its first input unless an output shape is given.</summary>
internal sealed record Custom(Custom.Kernel Value, Custom.Rule Gradient) : Op
{
    public delegate double Kernel(double[][] inputs, int index);

    public delegate void Rule(in PullbackContext context);

    public delegate void Meddling(in KernelContext context);

    public Shape? Output { get; init; }

    public DType? OutputDType { get; init; }

    public Saved Keeps { get; init; } = Saved.Inputs | Saved.Output;

    public Action<Tensor, PieceRecorder>? Branches { get; init; }

    public Func<Variable?[], Variable?>? Forwards { get; init; }

    /// <summary>Something the kernel does beside its work.</summary>
    public Meddling? Meddles { get; init; }

    /// <summary>A gradient kernel beside the rule.</summary>
    public Rule? GradientKernel { get; init; }

    /// <summary>Claims to read and write at any strides, though it walks memory from the first element on.</summary>
    public bool ClaimsStrides { get; init; }

    /// <summary>Claims to add to its output, though it overwrites.</summary>
    public bool ClaimsAccumulate { get; init; }

    public bool ClaimsBatchwise { get; init; }

    public string? Convention { get; init; }

    public override string? Subgradient => Convention;

    protected internal override Saved Saves => Keeps;

    protected internal override bool IsPiecewise => Branches is not null;

    protected internal override bool AcceptsStrides => ClaimsStrides;

    protected internal override bool AcceptsAccumulate => ClaimsAccumulate;

    protected internal override bool? IsBatchwise => ClaimsBatchwise ? true : null;

    protected internal override bool HasPullbackKernel => GradientKernel is not null;

    protected internal override void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder) => Branches?.Invoke(inputs[0], recorder);

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => new(Output ?? inputs[0].Shape, inputs[0].DType);

    protected internal override void Forward(in KernelContext context)
    {
        double[][] inputs = new double[context.InputCount][];
        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor x = context.In(i);
            inputs[i] = ClaimsStrides ? [.. Enumerable.Range(0, x.NumEl).Select(e => System.Runtime.CompilerServices.Unsafe.Add(ref x.First<double>(), e))] : x.ToDoubles();
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
                System.Runtime.CompilerServices.Unsafe.Add(ref y.First<double>(), i) = Value(inputs, i);
            }
        }

        Meddles?.Invoke(context);
    }

    protected internal override void Pullback(in PullbackContext context) => Gradient(context);

    protected internal override void PullbackKernel(in PullbackContext context) => GradientKernel!(context);

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
        new((x, i) => x[0][i] * x[0][i] * x[0][i], (in PullbackContext c) => c.Add(0, dx(c.Dy(), c.X(0)))) { Keeps = Saved.X };

    /// <summary>The right rule of the cube.</summary>
    public static Variable CubeRule(Variable dy, Variable x) => dy * (3.0 * x * x);

    /// <summary>y = a · b with a rule of the test's own.</summary>
    public static Custom Product(Rule rule) => new((x, i) => x[0][i] * x[1][i], rule) { Keeps = Saved.Inputs };
}
