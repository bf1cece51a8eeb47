namespace AutoGrad;

/// <summary>A differentiable operation: an immutable record with its kernel, its derivative rule and what the rule saves. Users derive from a family to write their own.</summary>
/// <remarks>Rules are written on variables with differentiable operations, so derivatives of every order follow from one rule. See CONTRIBUTING.md for the one-file recipe.</remarks>
public abstract record Op : Primitive
{
    /// <summary>Which inputs and outputs the rule reads. Nothing else is kept alive. None by default.</summary>
    protected internal virtual Saved Saves => Saved.None;

    /// <summary>As <see cref="Saves"/>, given which inputs require gradients; override it where a rule reads less when fewer do.</summary>
    /// <param name="needs">Bit i is set when input i requires a gradient.</param>
    /// <returns>What to save.</returns>
    protected internal virtual Saved SavesWhen(int needs) => Saves;

    /// <summary>Which outputs <see cref="Saved.Output"/> keeps, for ops with several: bit k is set for output k. All by default.</summary>
    protected internal virtual int SavedOutputs => -1;

    /// <summary>Whether all outputs but the first are statistics for the rule, through which no gradient flows: then the node is as small as that of one output.</summary>
    internal virtual bool OthersAreStatistics => false;

    /// <summary>Number of inputs: 1, 2, or 0 for any number.</summary>
    protected internal virtual int Arity => 0;

    /// <summary>How input dtypes are brought together before <see cref="Primitive.Infer"/>. Common dtype by default, as PyTorch promotes.</summary>
    protected internal virtual Promotion Promotion => Promotion.Common;

    /// <summary>The reverse rule: adds the cotangent of each needed input, in differentiable operations.</summary>
    /// <param name="context">Saved values and the cotangents of the outputs.</param>
    protected internal abstract void Pullback(in PullbackContext context);

    /// <summary>Whether <see cref="PullbackKernel"/> does the same in one pass over memory.</summary>
    protected internal virtual bool HasPullbackKernel => false;

    /// <summary>The reverse rule as kernels, used when the backward pass itself is not recorded.</summary>
    /// <param name="context">Saved values and the cotangents of the outputs.</param>
    protected internal virtual void PullbackKernel(in PullbackContext context) => Pullback(context);

    /// <summary>The forward rule: the tangents of the outputs, in differentiable operations; null if the op has none, then two reverse passes give it.</summary>
    /// <param name="context">Inputs, outputs and the tangents of the inputs.</param>
    /// <returns>One tangent per output (null entries are zero), or null.</returns>
    protected internal virtual Variable?[]? Tangent(in TangentContext context) => null;

    /// <summary>Whether the op has kinks or jumps, so that <see cref="Pieces"/> reports branch bits.</summary>
    protected internal virtual bool IsPiecewise => false;

    /// <summary>Reports which smooth piece each element lies on: the checker keeps its stencil inside one piece.</summary>
    /// <param name="inputs">The inputs' values.</param>
    /// <param name="output">The first output's value.</param>
    /// <param name="recorder">Receives branch bits.</param>
    protected internal virtual void Pieces(ReadOnlySpan<Tensor> inputs, Tensor output, PieceRecorder recorder)
    {
    }

    /// <summary>The value taken at kinks, as PyTorch takes it; null for a smooth op.</summary>
    public virtual string? Subgradient => null;

    /// <summary>Whether outputs carry gradients at all; false for comparisons, rounding to integers and indices.</summary>
    protected internal virtual bool IsDifferentiable => true;

    /// <summary>Whether output row i depends on input row i alone, along the first dimension of inputs that have the output's rank; null if it depends on parameters.</summary>
    protected internal virtual bool? IsBatchwise => null;

    /// <summary>Whether this op is one of the library's own and runs no function of the user's: only these may have temporaries returned at once.</summary>
    internal virtual bool IsBuiltIn => GetType().Assembly == typeof(Op).Assembly;

    /// <summary>Whether it has so many inputs, always, and one output: then its node is inline.</summary>
    internal virtual bool IsInline(int inputs) => Arity == inputs && OutputCount == 1;

    /// <summary>Prints the parameters: a subgradient note is none.</summary>
    /// <param name="builder">Receives them; records add their own.</param>
    /// <returns>Whether something was printed.</returns>
    protected override bool PrintMembers(System.Text.StringBuilder builder) => base.PrintMembers(builder);

    /// <summary>Applies the op to one variable.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The output, recorded if x requires a gradient.</returns>
    public Variable Apply(Variable x) => Recorder.Apply(this, x);

    /// <summary>Applies the op to two variables.</summary>
    /// <param name="a">First input.</param>
    /// <param name="b">Second input.</param>
    /// <returns>The output, recorded if an input requires a gradient.</returns>
    public Variable Apply(Variable a, Variable b) => Recorder.Apply(this, a, b);

    /// <summary>Applies the op to any number of variables.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The first output, recorded if an input requires a gradient.</returns>
    public Variable Apply(params ReadOnlySpan<Variable> inputs) => Recorder.Apply(this, inputs);

    /// <summary>Applies an op with several outputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>Every output.</returns>
    public Variable[] ApplyAll(params ReadOnlySpan<Variable> inputs) => Recorder.ApplyAll(this, inputs);

    /// <summary>Applies the op to tensors, without recording.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The first output.</returns>
    public Tensor Apply(params ReadOnlySpan<Tensor> inputs) => Promoter.Run(this, inputs);
}

/// <summary>How the dtypes of an op's inputs are brought together.</summary>
public enum Promotion
{
    /// <summary>Inputs stay as they are; Infer judges them.</summary>
    None,

    /// <summary>All inputs are converted to their common dtype, as PyTorch promotes.</summary>
    Common,

    /// <summary>As Common; integers and Bool become Float32.</summary>
    Float,
}
