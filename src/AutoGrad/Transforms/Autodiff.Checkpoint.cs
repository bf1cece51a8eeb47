namespace AutoGrad;

public static partial class Autodiff
{
    /// <summary>Runs a function without keeping what its backward pass needs: it is run again then. Memory for time. PyTorch: torch.utils.checkpoint.checkpoint.</summary>
    /// <param name="function">The function; variables it captures, such as parameters, get their gradients too.</param>
    /// <param name="input">Its input.</param>
    /// <param name="preserveRngState">Whether the second run draws the random numbers of the first, from every generator it uses. Default true.</param>
    /// <returns>The function's value.</returns>
    /// <remarks>
    /// Works at every order, nested, and for functions of captured variables alone. State that the function changes, such as running statistics, changes twice. Nothing is run again where nothing is recorded.
    /// The function has to do the same at each call. Random numbers are those of the first run if they come from a <see cref="Generator"/>; what <see cref="Random"/> or a clock gives cannot be
    /// repeated, and the gradient would be that of another draw: draw from a generator, or draw outside and let the function capture it.
    /// </remarks>
    /// <exception cref="AutogradException">
    /// The function returned null or writes to its input. In the backward pass: a captured leaf was changed in place since, or the second run has another number of outputs, or outputs of another shape or dtype.
    /// </exception>
    public static Variable Checkpoint(Func<Variable, Variable> function, Variable input, bool preserveRngState = true)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(input);
        return Checkpoint(x => [function(x[0])], [input], preserveRngState)[0];
    }

    /// <summary>The same for a function of several inputs with several outputs. PyTorch: torch.utils.checkpoint.checkpoint.</summary>
    /// <param name="function">The function; variables it captures, such as parameters, get their gradients too.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="preserveRngState">Whether the second run draws the random numbers of the first, from every generator it uses. Default true.</param>
    /// <returns>The function's outputs.</returns>
    /// <remarks>
    /// Works at every order, nested, and for functions of captured variables alone. State that the function changes, such as running statistics, changes twice. Nothing is run again where nothing is recorded.
    /// The function has to do the same at each call. Random numbers are those of the first run if they come from a <see cref="Generator"/>; what <see cref="Random"/> or a clock gives cannot be
    /// repeated, and the gradient would be that of another draw: draw from a generator, or draw outside and let the function capture it.
    /// </remarks>
    /// <exception cref="AutogradException">
    /// The function returned null or writes to its input. In the backward pass: a captured leaf was changed in place since, or the second run has another number of outputs, or outputs of another shape or dtype.
    /// </exception>
    public static Variable[] Checkpoint(Func<Variable[], Variable[]> function, Variable[] inputs, bool preserveRngState = true)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        if (!Mode.Current.Grad || Mode.Current.Forward is not null)
        {
            return function(inputs); // nothing will be kept, or tangents are carried along at once
        }

        Variable[] own = Array.ConvertAll(inputs, static x => new Variable(Errors.Given(x).Data, requiresGrad: x.RequiresGrad));
        Variable[] outputs;
        IReadOnlyList<TapeEntry> recorded;
        RandomFork? random = preserveRngState ? new RandomFork() : null;
        try
        {
            using Mode.Scope plain = Mode.Enter(Mode.Current with { Tape = null });
            using var tape = new GradientTape();
            outputs = Ops.Checkpointed.Called(function, own);
            recorded = tape.Nodes;
        }
        finally
        {
            random?.Join();
        }

        Variable[] captured = Captured(recorded, outputs, own);
        if (captured.Length == 0 && !Array.Exists(inputs, static x => x.RequiresGrad))
        {
            return outputs;
        }

        var op = new Ops.Checkpointed(function, inputs.Length, outputs.Length) { Captured = captured, Drawn = random?.Origins };
        return op.Begin(Array.ConvertAll(outputs, static y => y.Data), [.. inputs, .. captured]);
    }

    /// <summary>Variables that require gradients and that the function read beside its inputs: edges that lead out of what it recorded.</summary>
    private static Variable[] Captured(IReadOnlyList<TapeEntry> recorded, Variable[] outputs, Variable[] own)
    {
        var inside = new HashSet<Node>(recorded.Select(static e => e.Node));
        var known = new HashSet<Node>(own.Select(static x => x.Node).OfType<Node>());
        var captured = new List<Variable>();
        foreach (Variable x in recorded.SelectMany(static e => e.Inputs).Concat(outputs))
        {
            if (x.Node is { } node && !inside.Contains(node is OutputNode part ? part.E0! : node) && known.Add(node))
            {
                captured.Add(x);
            }
        }

        return [.. captured];
    }
}
