namespace AutoGrad.Ops;

/// <summary>A function as one op that keeps its inputs alone and runs again in the backward pass.</summary>
/// <param name="Function">The function.</param>
/// <param name="Inputs">How many inputs are the function's; those behind them are variables that it captured.</param>
/// <param name="Outputs">How many outputs it has.</param>
internal sealed record Checkpointed(Func<Variable[], Variable[]> Function, int Inputs, int Outputs) : Op, IOp<Checkpointed>
{
    private Tensor[]? _first;
    private TensorSpec[]? _specs;
    private int[] _versions = [];

    public override string Name => "Checkpoint";

    public override int OutputCount => Outputs;

    /// <summary>Variables that the function reads by itself, as the function has them.</summary>
    internal Variable[] Captured { get; init; } = [];

    /// <summary>Generators that the function drew from, and where they stood; null to draw on.</summary>
    internal IReadOnlyDictionary<Generator, GeneratorState>? Drawn { get; init; }

    internal override bool IsBuiltIn => false; // it runs a function of the user's

    protected internal override Promotion Promotion => Promotion.None;

    /// <summary>The function's inputs; captured variables it finds by itself.</summary>
    protected internal override Saved Saves => Inputs >= 30 ? Saved.Inputs : (Saved)((1 << Inputs) - 1);

    public bool Equals(Checkpointed? other) => other is not null && Function == other.Function && Inputs == other.Inputs && Outputs == other.Outputs;

    public override int GetHashCode() => HashCode.Combine(Function, Inputs, Outputs);

    /// <summary>The function's outputs; what it must not do at any call is refused.</summary>
    internal static Variable[] Called(Func<Variable[], Variable[]> function, Variable[] inputs)
    {
        int[] versions = Array.ConvertAll(inputs, static x => x.Data.Version);
        Variable[]? outputs = function([.. inputs]);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Data.Version != versions[i])
            {
                throw Errors.Autograd(
                    "Checkpoint", $"the function writes to its input {i} of shape {inputs[i].Shape}, and when it is run again for the backward pass it would start from what it wrote. Let it work on a Clone().");
            }
        }

        return outputs is not null && !outputs.Contains(null) ? outputs : throw Errors.Autograd("Checkpoint", "the function returned null. Return the variables it computed.");
    }

    /// <summary>Records the op with outputs that were computed already.</summary>
    internal Variable[] Begin(Tensor[] outputs, Variable[] inputs)
    {
        _first = outputs;
        _specs = Array.ConvertAll(outputs, static y => y.Spec);
        _versions = Array.ConvertAll(Captured, static c => c.Data.Version);
        return ApplyAll(inputs);
    }

    internal override Tensor Run(params ReadOnlySpan<Tensor> inputs) => RunAll(inputs)[0];

    internal override Tensor[] RunAll(params ReadOnlySpan<Tensor> inputs)
    {
        if (Interlocked.Exchange(ref _first, null) is { } first)
        {
            return first;
        }

        Tensor[] tensors = inputs.ToArray();
        using (GradientTape.NoGrad())
        {
            return Array.ConvertAll(Again([.. tensors[..Inputs].Select(static t => new Variable(t, node: null))]), static y => y.Data);
        }
    }

    protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        var outputs = new TensorSpec[Outputs];
        InferAll(inputs, outputs);
        return outputs[0];
    }

    /// <summary>Only the function knows: it is run on zeros.</summary>
    protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs)
    {
        Tensor[] results = RunAll([.. inputs.ToArray().Select(static s => Tensor.Zeros(s.Shape, s.DType))]);
        for (int k = 0; k < outputs.Length; k++)
        {
            outputs[k] = results[k].Spec;
        }
    }

    protected internal override void Forward(in KernelContext context)
    {
        var inputs = new Tensor[context.InputCount];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = context.In(i);
        }

        Tensor[] results = RunAll(inputs);
        for (int k = 0; k < results.Length; k++)
        {
            TensorCopy.Copy(results[k], context.Out(k));
        }
    }

    protected internal override void Pullback(in PullbackContext context)
    {
        RefuseChangedCaptures();
        var wanted = new List<Variable>();
        var slots = new List<int>();
        using (GradientTape.EnableGrad())
        {
            var inputs = new Variable[Inputs];
            for (int i = 0; i < Inputs + Captured.Length; i++)
            {
                Variable x = i < Inputs ? context.X(i) : Captured[i - Inputs];
                if (context.Needs(i))
                {
                    x = i < Inputs ? Recorder.Apply(Alias.Instance, x) : x; // the graph goes on through it where the pass is recorded
                    wanted.Add(x);
                    slots.Add(i);
                }
                else if (i < Inputs)
                {
                    x = x.Detach();
                }

                if (i < Inputs)
                {
                    inputs[i] = x;
                }
            }

            Variable[] outputs = Again(inputs);
            RefuseChangedCaptures(); // by the function itself, this time
            var ys = new List<Variable>();
            var dys = new List<Variable>();
            for (int k = 0; k < outputs.Length; k++)
            {
                if (outputs[k].RequiresGrad && context.HasDy(k))
                {
                    ys.Add(outputs[k]);
                    dys.Add(context.Dy(k));
                }
            }

            Variable?[] gradients = ys.Count == 0 ? [] : Autodiff.Grad([.. ys], [.. wanted], [.. dys], context.CreateGraph, retainGraph: null, allowUnused: true, partial: true);
            for (int w = 0; w < gradients.Length; w++)
            {
                if (gradients[w] is { } dx)
                {
                    context.Add(slots[w], dx);
                }
            }
        }
    }

    /// <summary>Runs the function with the random numbers of the first time, and leaves the generators where they are now.</summary>
    private Variable[] Again(Variable[] inputs)
    {
        if (Drawn is null)
        {
            return Same(Called(Function, inputs));
        }

        using var random = new RandomFork();
        foreach ((Generator generator, GeneratorState state) in Drawn)
        {
            generator.SetState(state);
        }

        return Same(Called(Function, inputs));
    }

    /// <summary>Outputs of a second run, if they have the number, shapes and dtypes of the first.</summary>
    private Variable[] Same(Variable[] outputs)
    {
        string? other = outputs.Length != Outputs ? $"the function returned {Outputs} output{(Outputs == 1 ? "" : "s")} the first time and {outputs.Length}" : null;
        for (int k = 0; other is null && k < _specs?.Length; k++)
        {
            other = outputs[k].Data.Spec != _specs[k] ? $"output {k} of the function was {_specs[k].DType} {_specs[k].Shape} the first time and {outputs[k].DType} {outputs[k].Shape}" : null;
        }

        return other is null ? outputs : throw Errors.Autograd(
            Name, $"{other} when it was run again for the backward pass. It has to do the same at each call: no counter, cache, training flag or random number that no Generator draws may decide over shapes. Pass it what changes.");
    }

    private void RefuseChangedCaptures()
    {
        for (int i = 0; i < Captured.Length; i++)
        {
            if (Captured[i].IsLeaf && Captured[i].Data.Version != _versions[i])
            {
                throw Errors.SavedWasChanged(Name, Captured[i].Shape, _versions[i], Captured[i].Data.Version, null);
            }
        }
    }

    public static IEnumerable<Sample> Samples(Sampler s)
    {
        Shape shape = s.Shape();
        yield return new Sample(new Checkpointed(Product, 2, 1), s.Uniform(shape), s.Uniform(s.Broadcastable(shape)));
        yield return new Sample(new Checkpointed(Pair, 1, 2), s.Uniform(s.Shape(1)));
        yield return new Sample(new Checkpointed(Nested, 1, 1), s.Uniform(shape));
    }

    public static IEnumerable<ErrorSample> ErrorSamples(Sampler s) =>
        [new(() => new Checkpointed(Product, 2, 1).ApplyAll(Tensor.Zeros([2, 3]), Tensor.Zeros([4])), typeof(ShapeException), "Mul: shapes [2, 3] and [4] do not broadcast")];

    private static Variable[] Product(Variable[] x) => [x[0] * x[1] * x[0]];

    private static Variable[] Pair(Variable[] x) => [x[0].Sin(), x[0].Exp().Sum(-1)];

    private static Variable[] Nested(Variable[] x) => [Autodiff.Checkpoint(static y => y * y * y, x[0].Tanh())];
}
